import { unknown } from "../../support/policy-pack/resources";
import { concerns } from "./concerns";
import { allow, casesOf, deny, made, text, tree } from "./quality-case";
import { blocked, bucket, onlyTls, queueArn, topicArn } from "./resource-parts";

const { compliant } = casesOf(concerns.resource);

const bucketPolicy = (policy: string | ReturnType<typeof tree>) =>
  made("s3/BucketPolicy policy", { bucket: unknown, policy }, { bucket });
const reader = { Principal: { AWS: "arn:aws:iam::111122223333:role/orders" } };
const ours = { StringEquals: { "aws:SourceAccount": "111122223333" } };

/** Stacks that a reviewer lets pass for whom their resources let in. */
export const compliantCases = [
  compliant(
    "a bucket that only denies what is not encrypted",
    bucket,
    blocked,
    bucketPolicy(text(onlyTls)),
  ),
  compliant(
    "a bucket behind one distribution",
    bucket,
    blocked,
    bucketPolicy(
      tree(
        allow("s3:GetObject", "arn:aws:s3:::acme-orders/*", {
          Principal: { Service: "cloudfront.amazonaws.com" },
          Condition: {
            StringEquals: {
              "AWS:SourceArn": "arn:aws:cloudfront::111122223333:distribution/EDFDVBD6EXAMPLE",
              "aws:SourceAccount": "111122223333",
            },
          },
        }),
        onlyTls,
      ),
    ),
  ),
  compliant(
    "a queue that one topic sends to",
    made("sqs/QueuePolicy queue-policy", {
      queueUrl: unknown,
      policy: text(
        allow("sqs:SendMessage", queueArn, {
          Principal: { Service: "sns.amazonaws.com" },
          Condition: { ...ours, ArnEquals: { "aws:SourceArn": topicArn } },
        }),
        deny("sqs:*", queueArn, {
          Principal: "*",
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        }),
      ),
    }),
  ),
  compliant(
    "a topic that one role publishes to",
    made("sns/TopicPolicy topic-policy", {
      arn: topicArn,
      policy: text(allow("sns:Publish", topicArn, reader)),
    }),
  ),
  compliant(
    "a function that one method of one interface invokes",
    made("lambda/Permission invoke", {
      action: "lambda:InvokeFunction",
      function: "orders",
      principal: "apigateway.amazonaws.com",
      sourceAccount: "111122223333",
      sourceArn: "arn:aws:execute-api:us-east-1:111122223333:a1b2c3d4e5/prod/POST/orders",
    }),
  ),
  compliant(
    "a function that one bucket of the account invokes",
    made("lambda/Permission invoke", {
      action: "lambda:InvokeFunction",
      function: "orders",
      principal: "s3.amazonaws.com",
      sourceAccount: "111122223333",
      sourceArn: "arn:aws:s3:::acme-orders",
    }),
  ),
  compliant(
    "a function address with signatures",
    made("lambda/FunctionUrl url", { functionName: "orders", authorizationType: "AWS_IAM" }),
  ),
  compliant(
    "images that one role pulls",
    made("ecr/RepositoryPolicy pull", {
      repository: "orders",
      policy: text({
        Effect: "Allow",
        Principal: { AWS: ["arn:aws:iam::111122223333:role/orders"] },
        Action: ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
      }),
    }),
  ),
  compliant(
    "a secret that one role reads, whatever others are allowed",
    made("secretsmanager/SecretPolicy secret-policy", {
      secretArn: unknown,
      blockPublicPolicy: true,
      policy: tree(
        allow("secretsmanager:GetSecretValue", "*", reader),
        deny("secretsmanager:GetSecretValue", "*", {
          Principal: "*",
          Condition: {
            ArnNotEquals: { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/orders" },
          },
        }),
      ),
    }),
  ),
  compliant(
    "an interface that one role calls through one endpoint",
    made("apigateway/RestApiPolicy api-policy", {
      restApiId: unknown,
      policy: text(
        allow("execute-api:Invoke", "execute-api:/prod/GET/orders", reader),
        deny("execute-api:Invoke", "execute-api:/*", {
          Principal: "*",
          Condition: { StringNotEquals: { "aws:SourceVpce": "vpce-0a1b2c3d4e5f60718" } },
        }),
      ),
    }),
  ),
  compliant(
    "an event bus for the accounts of the organisation",
    made("cloudwatch/EventPermission put-events", {
      principal: "*",
      statementId: "Organisation",
      condition: { key: "aws:PrincipalOrgID", type: "StringEquals", value: "o-exampleorg" },
    }),
  ),
  compliant(
    "a bucket for one trail",
    bucket,
    blocked,
    bucketPolicy(
      text(
        onlyTls,
        allow("s3:GetBucketAcl", "arn:aws:s3:::acme-orders", {
          Principal: { Service: "cloudtrail.amazonaws.com" },
          Condition: {
            StringEquals: {
              "aws:SourceArn": "arn:aws:cloudtrail:us-east-1:111122223333:trail/audit",
            },
          },
        }),
        allow("s3:PutObject", "arn:aws:s3:::acme-orders/AWSLogs/111122223333/*", {
          Principal: { Service: "cloudtrail.amazonaws.com" },
          Condition: {
            StringEquals: {
              "aws:SourceArn": "arn:aws:cloudtrail:us-east-1:111122223333:trail/audit",
              "s3:x-amz-acl": "bucket-owner-full-control",
            },
          },
        }),
      ),
    ),
  ),
  compliant(
    "a bucket for the logs of the account's load balancers",
    bucket,
    blocked,
    bucketPolicy(
      text(
        onlyTls,
        allow("s3:PutObject", "arn:aws:s3:::acme-orders/AWSLogs/111122223333/*", {
          Principal: { Service: "logdelivery.elasticloadbalancing.amazonaws.com" },
          Condition: {
            ...ours,
            ArnLike: {
              "aws:SourceArn": "arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/*",
            },
          },
        }),
      ),
    ),
  ),
  compliant(
    "an endpoint for the account's own principals and one bucket",
    made("ec2/VpcEndpoint s3", {
      vpcId: unknown,
      serviceName: "com.amazonaws.us-east-1.s3",
      vpcEndpointType: "Gateway",
      policy: text(
        allow("s3:GetObject", "arn:aws:s3:::acme-orders/*", {
          Principal: { AWS: "*" },
          Condition: { StringEquals: { "aws:PrincipalAccount": "111122223333" } },
        }),
      ),
    }),
  ),
  compliant(
    "images that one role of another account pulls",
    made("ecr/RepositoryPolicy pull", {
      repository: "orders",
      policy: tree({
        Effect: "Allow",
        Principal: { AWS: "arn:aws:iam::444455556666:role/orders-task" },
        Action: "ecr:BatchGetImage",
        Condition: { StringEquals: { "aws:PrincipalOrgID": "o-exampleorg" } },
      }),
    }),
  ),
  compliant(
    "backups that nobody deletes",
    made("backup/VaultPolicy vault-policy", {
      backupVaultName: "orders",
      policy: text(
        deny(["backup:DeleteRecoveryPoint", "backup:DeleteBackupVault"], "*", { Principal: "*" }),
      ),
    }),
  ),
  compliant(
    "a layer for the accounts of the organisation",
    made("lambda/LayerVersionPermission layer", {
      layerName: "arn:aws:lambda:us-east-1:111122223333:layer:shared",
      versionNumber: 1,
      principal: "*",
      organizationId: "o-exampleorg",
      action: "lambda:GetLayerVersion",
      statementId: "organisation",
    }),
  ),
  compliant(
    "a bucket whose objects belong to its owner",
    bucket,
    blocked,
    bucketPolicy(text(onlyTls)),
    made(
      "s3/BucketOwnershipControls ownership",
      { bucket: unknown, rule: { objectOwnership: "BucketOwnerEnforced" } },
      { bucket },
    ),
  ),
];
