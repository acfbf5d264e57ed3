import type { StackResource } from "../../../policy-pack/engine/rule";
import type { Properties, Value } from "../../../policy-pack/engine/value";
import { documentOf, role, rolePolicy, type StatementValue, trustIn } from "./identities";
import { resource, unknown } from "./resources";

/** The account and Region of every stack here. */
export const provider = resource("pulumi:providers:aws", {
  region: "eu-west-1",
  allowedAccountIds: '["111122223333"]',
});
/** What a service says of our account. */
export const ours = { "aws:SourceAccount": "111122223333" };
/** What a publisher needs of a key. */
export const use = ["kms:Decrypt", "kms:GenerateDataKey"];

/** A key with a policy. */
export const key = (...statements: readonly StatementValue[]): StackResource =>
  resource(
    "aws:kms/key:Key",
    { policy: documentOf(...statements.map((each) => ({ Resource: "*", ...each }))) },
    { name: "key" },
  );

/** A statement about an AWS service. */
export const byService = (
  Service: string,
  Action: readonly string[],
  conditions: StatementValue = {},
) => ({
  Principal: { Service },
  Action,
  ...conditions,
});

/** A log group with a key. */
export const group = (policyOf: StatementValue): readonly StackResource[] => {
  const own = key(policyOf);
  return [
    provider,
    own,
    resource(
      "aws:cloudwatch/logGroup:LogGroup",
      { name: "/app/pay", kmsKeyId: unknown },
      { name: "group", refersTo: { kmsKeyId: own } },
    ),
  ];
};

/** A statement by which CloudWatch Logs encrypts groups of a name. */
export const forLogs = (groupName: string): StatementValue =>
  byService(
    "logs.eu-west-1.amazonaws.com",
    ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
    {
      Condition: {
        ArnEquals: {
          "kms:EncryptionContext:aws:logs:arn": `arn:aws:logs:eu-west-1:111122223333:log-group:${groupName}`,
        },
      },
    },
  );

/** A secret with a function that rotates it, and a permission of the function. */
export const rotated = (permission: Readonly<Record<string, string>> | undefined) => {
  const secret = resource("aws:secretsmanager/secret:Secret", { name: "token" });
  const lambda = resource("aws:lambda/function:Function", { name: "rotate" });
  return [
    provider,
    secret,
    lambda,
    resource(
      "aws:secretsmanager/secretRotation:SecretRotation",
      { secretId: unknown, rotationLambdaArn: unknown },
      { refersTo: { secretId: secret, rotationLambdaArn: lambda } },
    ),
    ...(permission === undefined
      ? []
      : [
          resource(
            "aws:lambda/permission:Permission",
            { function: "rotate", action: "lambda:InvokeFunction", ...permission },
            { refersTo: { sourceArn: secret } },
          ),
        ]),
  ];
};

const bucketArn = "arn:aws:s3:::audit";
/** A trail that writes to a bucket with a policy. */
export const trailed = (statements: readonly StatementValue[]): readonly StackResource[] => {
  const bucket = resource("aws:s3/bucket:Bucket", { bucket: "audit" }, { name: "audit" });
  return [
    provider,
    bucket,
    resource("aws:s3/bucketPolicy:BucketPolicy", {
      bucket: "audit",
      policy: documentOf(...statements),
    }),
    resource(
      "aws:cloudtrail/trail:Trail",
      { name: "trail", s3BucketName: "audit" },
      { name: "trail" },
    ),
  ];
};
/** A statement by which CloudTrail looks at the bucket. */
export const checkAcl = {
  ...byService("cloudtrail.amazonaws.com", ["s3:GetBucketAcl"]),
  Resource: bucketArn,
};
/** A statement by which CloudTrail writes to a folder. */
export const write = (folder: string) => ({
  ...byService("cloudtrail.amazonaws.com", ["s3:PutObject"]),
  Resource: `${bucketArn}/${folder}/*`,
  Condition: {
    StringEquals: {
      "aws:SourceArn": "arn:aws:cloudtrail:eu-west-1:111122223333:trail/trail",
      "s3:x-amz-acl": "bucket-owner-full-control",
    },
  },
});

/** A schedule with a role that a service may take on. */
export const scheduler = (Service: string) => {
  const runs = role("runs", { assumeRolePolicy: trustIn(Service) });
  return [
    provider,
    runs,
    resource(
      "aws:scheduler/schedule:Schedule",
      { target: [{ roleArn: "arn:aws:iam::111122223333:role/runs" }] },
      { name: "nightly" },
    ),
  ];
};

/** A state machine with a role that Step Functions may take on for a source. */
export const stateMachine = (sourceArn: Value, properties: Properties = {}) => {
  const runs = role("runs", {
    assumeRolePolicy: trustIn("states.amazonaws.com", {
      Action: "sts:AssumeRole",
      Condition: { StringEquals: ours, ArnEquals: { "aws:SourceArn": sourceArn } },
    }),
  });
  return [
    provider,
    runs,
    resource(
      "aws:sfn/stateMachine:StateMachine",
      { name: "respond", roleArn: unknown, ...properties },
      { name: "workflow", refersTo: { roleArn: runs } },
    ),
  ];
};

/** A function with a dead-letter queue, and what its role may do. */
export const deadLetters = (...statements: readonly StatementValue[]) => {
  const work = role("work");
  const queue = resource("aws:sqs/queue:Queue", { name: "dead" }, { name: "dead" });
  const lambda = resource(
    "aws:lambda/function:Function",
    { name: "run", role: unknown, deadLetterConfig: { targetArn: unknown } },
    { name: "run", refersTo: { role: work, deadLetterConfig: queue } },
  );
  return [provider, work, queue, lambda, rolePolicy(work, documentOf(...statements))];
};
/** A statement by which the role sends to the queue. */
export const sendDead = {
  Action: "sqs:SendMessage",
  Resource: "arn:aws:sqs:eu-west-1:111122223333:dead",
};
