import { unknown } from "../../support/policy-pack/resources";
import { concerns } from "./concerns";
import { casesOf, keyArn, made } from "./quality-case";
import { functionWith, monthly, rotation, secret, secretArn, taskWith } from "./secrets-parts";

const { compliant } = casesOf(concerns.secrets);

/** Stacks that a reviewer lets pass for their secrets. */
export const compliantCases = [
  compliant("a secret that is rotated every month", secret, monthly),
  compliant(
    "a secret that is rotated every week, by an expression",
    secret,
    rotation({ scheduleExpression: "rate(7 days)", duration: "2h" }),
  ),
  compliant(
    "a secret that is rotated on the first of every month",
    secret,
    rotation({ scheduleExpression: "cron(0 4 1 * ? *)" }),
  ),
  compliant(
    "the value of a secret from elsewhere",
    secret,
    monthly,
    made(
      "secretsmanager/SecretVersion value",
      { secretId: unknown, secretString: unknown },
      { secretId: secret },
    ),
  ),
  compliant(
    "a database whose password the service keeps",
    made("rds/Instance database", {
      engine: "postgres",
      instanceClass: "db.t4g.medium",
      username: "orders",
      manageMasterUserPassword: true,
      masterUserSecretKmsKeyId: keyArn,
    }),
  ),
  compliant(
    "a cluster whose password the service keeps",
    made("rds/Cluster database", {
      engine: "aurora-postgresql",
      masterUsername: "orders",
      manageMasterUserPassword: true,
      masterUserSecretKmsKeyId: keyArn,
    }),
  ),
  compliant(
    "a function that knows where its secret is",
    functionWith({
      DB_HOST: "db.internal",
      DB_SECRET_ARN: secretArn,
      DB_SECRET_NAME: "orders/db",
    }),
  ),
  compliant(
    "settings whose names sound secret and whose values are not",
    functionWith({
      PASSWORD_MIN_LENGTH: "14",
      TOKEN_TTL_SECONDS: "900",
      TOKEN_ENDPOINT: "https://login.example.com/oauth2/token",
      SECRETS_REGION: "us-east-1",
      ENABLE_API_KEY_AUTH: "false",
    }),
  ),
  compliant(
    "the address of a database without password",
    functionWith({ DATABASE_URL: "postgres://orders@db.internal:5432/orders?sslmode=verify-full" }),
  ),
  compliant(
    "a container that takes its password from the secret",
    taskWith({
      environment: [{ name: "DB_HOST", value: "db.internal" }],
      secrets: [{ name: "DB_PASSWORD", valueFrom: `${secretArn}:password::` }],
    }),
  ),
  compliant(
    "a script that fetches its password",
    made("ec2/Instance instance", {
      ami: "ami-0abcdef1234567890",
      instanceType: "t4g.small",
      userData:
        '#!/bin/bash\nDB_PASSWORD="$(aws secretsmanager get-secret-value --secret-id orders/db --query SecretString --output text)"\n/opt/orders/run\n',
    }),
  ),
  compliant(
    "a parameter that is no secret",
    made("ssm/Parameter parameter", { name: "/orders/limit", type: "String", value: "250" }),
  ),
  compliant(
    "a build that takes its token from the secret",
    made("codebuild/Project build", {
      name: "orders",
      serviceRole: "arn:aws:iam::111122223333:role/build",
      environment: {
        computeType: "BUILD_GENERAL1_SMALL",
        image: "aws/codebuild/standard:7.0",
        type: "LINUX_CONTAINER",
        environmentVariables: [
          { name: "NPM_TOKEN", value: "build/npm:token", type: "SECRETS_MANAGER" },
          { name: "NODE_ENV", value: "production", type: "PLAINTEXT" },
        ],
      },
    }),
  ),
  compliant(
    "a migration whose source's password is in the secret",
    made("dms/Endpoint source", {
      endpointId: "source",
      endpointType: "source",
      engineName: "postgres",
      secretsManagerArn: secretArn,
      secretsManagerAccessRoleArn: "arn:aws:iam::111122223333:role/migration",
      sslMode: "verify-full",
      kmsKeyArn: keyArn,
    }),
  ),
  compliant(
    "a cache whose token comes from elsewhere",
    made("elasticache/ReplicationGroup cache", {
      replicationGroupId: "cache",
      description: "Sessions",
      transitEncryptionEnabled: true,
      authToken: unknown,
    }),
  ),
  compliant(
    "a warehouse whose password the service keeps",
    made("redshift/Cluster warehouse", {
      clusterIdentifier: "warehouse",
      nodeType: "ra3.large",
      masterUsername: "orders_admin",
      manageMasterPassword: true,
      masterPasswordSecretKmsKeyId: keyArn,
    }),
  ),
];
