import { unknown } from "../../support/policy-pack/resources";
import { faults } from "./concerns";
import { allow, casesOf, deny, made, text, tree } from "./quality-case";
import { blocked, bucket, onlyTls, queueArn, topicArn } from "./resource-parts";

const { violation } = casesOf(faults.resource);

const bucketPolicy = (policy: string | ReturnType<typeof tree>) =>
  made("s3/BucketPolicy policy", { bucket: unknown, policy }, { bucket });
const anybody = { Principal: "*" };

/** Stacks that a reviewer rejects for whom their resources let in. */
export const violations = [
  violation(
    "a bucket whose objects everybody reads",
    "policy",
    bucket,
    blocked,
    bucketPolicy(text(allow("s3:GetObject", "arn:aws:s3:::acme-orders/*", anybody), onlyTls)),
  ),
  violation(
    "a public access control list",
    "acl",
    bucket,
    made("s3/BucketAcl acl", { bucket: unknown, acl: "public-read" }, { bucket }),
  ),
  violation(
    "objects for every account holder, granted one by one",
    "acl",
    bucket,
    blocked,
    made(
      "s3/BucketAcl acl",
      {
        bucket: unknown,
        accessControlPolicy: {
          owner: { id: "79a59df900b949e55d96a1e698fbaced" },
          grants: [
            {
              permission: "READ",
              grantee: {
                type: "Group",
                uri: "http://acs.amazonaws.com/groups/global/AuthenticatedUsers",
              },
            },
          ],
        },
      },
      { bucket },
    ),
  ),
  violation(
    "a queue that everybody sends to",
    "queue-policy",
    made("sqs/QueuePolicy queue-policy", {
      queueUrl: unknown,
      policy: text(allow("sqs:SendMessage", queueArn, anybody)),
    }),
  ),
  violation(
    "a queue with the open policy in itself",
    "orders",
    made("sqs/Queue orders", {
      policy: tree(allow(["sqs:ReceiveMessage"], queueArn, { Principal: { AWS: ["*"] } })),
    }),
  ),
  violation(
    "a topic that everybody subscribes to",
    "topic-policy",
    made("sns/TopicPolicy topic-policy", {
      arn: topicArn,
      policy: tree(allow("sns:Subscribe", topicArn, { Principal: { AWS: "*" } })),
    }),
  ),
  violation(
    "a function that everybody invokes",
    "invoke",
    made("lambda/Permission invoke", {
      action: "lambda:InvokeFunction",
      function: "orders",
      principal: "*",
    }),
  ),
  violation(
    "a function that buckets of every account invoke",
    "invoke",
    made("lambda/Permission invoke", {
      action: "lambda:InvokeFunction",
      function: "orders",
      principal: "s3.amazonaws.com",
    }),
  ),
  violation(
    "a function address without authentication",
    "url",
    made("lambda/FunctionUrl url", { functionName: "orders", authorizationType: "NONE" }),
  ),
  violation(
    "images that everybody pulls",
    "pull",
    made("ecr/RepositoryPolicy pull", {
      repository: "orders",
      policy: text({
        Effect: "Allow",
        Principal: "*",
        Action: ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
      }),
    }),
  ),
  violation(
    "a secret that everybody reads",
    "secret-policy",
    made("secretsmanager/SecretPolicy secret-policy", {
      secretArn: unknown,
      policy: tree(allow("secretsmanager:GetSecretValue", "*", { Principal: { AWS: "*" } })),
    }),
  ),
  violation(
    "a referrer, which everybody can send",
    "policy",
    bucket,
    bucketPolicy(
      text(
        onlyTls,
        allow("s3:GetObject", ["arn:aws:s3:::acme-orders/*"], {
          Principal: { AWS: "*" },
          Condition: { StringLike: { "aws:Referer": "https://www.example.com/*" } },
        }),
      ),
    ),
  ),
  violation(
    "addresses that are all addresses",
    "policy",
    bucket,
    blocked,
    bucketPolicy(
      tree(
        allow("s3:PutObject", "arn:aws:s3:::acme-orders/*", {
          Principal: "*",
          Condition: { IpAddress: { "aws:SourceIp": ["0.0.0.0/0"] } },
        }),
      ),
    ),
  ),
  violation(
    "a topic that buckets of every account publish to",
    "topic-policy",
    made("sns/TopicPolicy topic-policy", {
      arn: topicArn,
      policy: text(allow("sns:Publish", topicArn, { Principal: { Service: "s3.amazonaws.com" } })),
    }),
  ),
  violation(
    "an interface that everybody calls",
    "api-policy",
    made("apigateway/RestApiPolicy api-policy", {
      restApiId: unknown,
      policy: text(allow("execute-api:Invoke", "execute-api:/*", anybody)),
    }),
  ),
  violation(
    "a search domain for everybody",
    "search",
    made("opensearch/Domain search", {
      domainName: "search",
      accessPolicies: text(
        allow("es:*", "arn:aws:es:us-east-1:111122223333:domain/search/*", {
          Principal: { AWS: "*" },
        }),
      ),
    }),
  ),
  violation(
    "an event bus that everybody writes to",
    "put-events",
    made("cloudwatch/EventPermission put-events", { principal: "*", statementId: "Everybody" }),
  ),
  violation(
    "a layer for everybody",
    "layer",
    made("lambda/LayerVersionPermission layer", {
      layerName: "arn:aws:lambda:us-east-1:111122223333:layer:shared",
      versionNumber: 1,
      principal: "*",
      action: "lambda:GetLayerVersion",
      statementId: "everybody",
    }),
  ),
  violation(
    "an image that everybody launches",
    "launch",
    made("ec2/AmiLaunchPermission launch", { imageId: "ami-0abcdef1234567890", group: "all" }),
  ),
  violation(
    "everybody but one account, by a negated condition",
    "policy",
    bucket,
    blocked,
    bucketPolicy(
      text(
        allow("s3:GetObject", "arn:aws:s3:::acme-orders/*", {
          Principal: { AWS: "*" },
          Condition: { StringNotEquals: { "aws:PrincipalAccount": "444455556666" } },
        }),
      ),
    ),
  ),
  violation(
    "a file system that everybody mounts",
    "files-policy",
    made("efs/FileSystemPolicy files-policy", {
      fileSystemId: unknown,
      policy: text(
        allow(["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"], "*", {
          Principal: { AWS: "*" },
        }),
      ),
    }),
  ),
  violation(
    "backups that every account copies into",
    "vault-policy",
    made("backup/VaultPolicy vault-policy", {
      backupVaultName: "orders",
      policy: tree(allow("backup:CopyIntoBackupVault", "*", anybody)),
    }),
  ),
  violation(
    "a bucket for another account as a whole, with every action",
    "policy",
    bucket,
    blocked,
    bucketPolicy(
      text(
        allow("s3:*", ["arn:aws:s3:::acme-orders", "arn:aws:s3:::acme-orders/*"], {
          Principal: { AWS: "arn:aws:iam::444455556666:root" },
        }),
        deny("s3:DeleteBucket", "arn:aws:s3:::acme-orders", anybody),
      ),
    ),
  ),
  violation(
    "a public access block with one hole",
    "block",
    bucket,
    made(
      "s3/BucketPublicAccessBlock block",
      {
        bucket: unknown,
        blockPublicAcls: true,
        blockPublicPolicy: false,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      },
      { bucket },
    ),
  ),
];
