import { unknown } from "../../support/policy-pack/resources";
import { faults } from "./concerns";
import { casesOf, keyArn, made } from "./quality-case";
import { functionWith, monthly, rotation, secret, taskWith } from "./secrets-parts";

const { violation } = casesOf(faults.secrets);

/** Stacks that a reviewer rejects for their secrets. */
export const violations = [
  violation("a secret that is never rotated", "secret", secret),
  violation(
    "a secret that is rotated once in a year and a bit",
    "rotation",
    secret,
    rotation({ automaticallyAfterDays: 400 }),
  ),
  violation(
    "a secret that is rotated once a year, by an expression",
    "rotation",
    secret,
    rotation({ scheduleExpression: "rate(365 days)" }),
  ),
  violation(
    "a rotation that is turned off",
    "rotation",
    secret,
    rotation({ automaticallyAfterDays: 30 }, { rotationEnabled: false }),
  ),
  violation(
    "the value of a secret in the program",
    "value",
    secret,
    monthly,
    made(
      "secretsmanager/SecretVersion value",
      {
        secretId: unknown,
        secretString: JSON.stringify({ username: "orders", password: "Tr0ub4dor&3-horse" }),
      },
      { secretId: secret },
    ),
  ),
  violation(
    "a secret that cannot be recovered",
    "secret",
    made("secretsmanager/Secret secret", {
      name: "orders/db",
      kmsKeyId: keyArn,
      recoveryWindowInDays: 0,
    }),
    monthly,
  ),
  violation(
    "the password of a database in the program",
    "database",
    made("rds/Instance database", {
      engine: "postgres",
      instanceClass: "db.t4g.medium",
      username: "orders",
      password: "Tr0ub4dor&3-horse",
    }),
  ),
  violation(
    "the password of a cluster in the program",
    "database",
    made("rds/Cluster database", {
      engine: "aurora-postgresql",
      masterUsername: "orders",
      masterPassword: "correcthorsebatterystaple",
    }),
  ),
  violation(
    "a password in the environment of a function",
    "function",
    functionWith({ DB_HOST: "db.internal", DB_PASSWORD: "Tr0ub4dor&3-horse" }),
  ),
  violation(
    "an access key in the environment of a function, under a name that says nothing",
    "function",
    functionWith({ UPLOADER: "AKIAIOSFODNN7EXAMPLE" }),
  ),
  violation(
    "a password inside the address of a database",
    "function",
    functionWith({ DATABASE_URL: "postgres://orders:Tr0ub4dor3horse@db.internal:5432/orders" }),
  ),
  violation(
    "a token in the environment of a container",
    "task",
    taskWith({
      environment: [{ name: "GITHUB_TOKEN", value: "ghp_16C7e42F292c6912E7710c838347Ae178B4a" }],
    }),
  ),
  violation(
    "a password in the script of an instance",
    "instance",
    made("ec2/Instance instance", {
      ami: "ami-0abcdef1234567890",
      instanceType: "t4g.small",
      userData: "#!/bin/bash\nexport DB_PASSWORD='Tr0ub4dor&3-horse'\n/opt/orders/run\n",
    }),
  ),
  violation(
    "a password in a parameter that is not encrypted",
    "parameter",
    made("ssm/Parameter parameter", {
      name: "/orders/db-password",
      type: "String",
      value: "Tr0ub4dor&3-horse",
    }),
  ),
  violation(
    "a token in the plain environment of a build",
    "build",
    made("codebuild/Project build", {
      name: "orders",
      serviceRole: "arn:aws:iam::111122223333:role/build",
      environment: {
        computeType: "BUILD_GENERAL1_SMALL",
        image: "aws/codebuild/standard:7.0",
        type: "LINUX_CONTAINER",
        environmentVariables: [
          {
            name: "NPM_TOKEN",
            value: "npm_0aA1bB2cC3dD4eE5fF6gG7hH8iI9jJ0kK1lL",
            type: "PLAINTEXT",
          },
        ],
      },
    }),
  ),
  violation(
    "the password of a migration's source in the program",
    "source",
    made("dms/Endpoint source", {
      endpointId: "source",
      endpointType: "source",
      engineName: "postgres",
      serverName: "db.internal",
      username: "orders",
      password: "Tr0ub4dor&3-horse",
    }),
  ),
  violation(
    "the token of a cache in the program",
    "cache",
    made("elasticache/ReplicationGroup cache", {
      replicationGroupId: "cache",
      description: "Sessions",
      transitEncryptionEnabled: true,
      authToken: "aVeryLongTokenThatIsInTheProgram42",
    }),
  ),
  violation(
    "the password of a broker's user in the program",
    "broker",
    made("mq/Broker broker", {
      brokerName: "orders",
      engineType: "RabbitMQ",
      engineVersion: "3.13",
      hostInstanceType: "mq.m5.large",
      users: [{ username: "orders", password: "Tr0ub4dor-3-horse" }],
    }),
  ),
  violation(
    "the password of a warehouse in the program",
    "warehouse",
    made("redshift/Cluster warehouse", {
      clusterIdentifier: "warehouse",
      nodeType: "ra3.large",
      masterUsername: "admin",
      masterPassword: "Tr0ub4dor3Horse",
    }),
  ),
];
