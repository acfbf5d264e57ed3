import { encryptionMatrix } from "../../../policy-pack/engine/encryption-matrix";
import type { Properties, Value } from "../../../policy-pack/engine/value";
import { bucketEncryption } from "../../../policy-pack/rules/encrypt/bucket";
import { customerManagedKey } from "../../../policy-pack/rules/encrypt/customer-managed-key";
import { resource, unknown } from "../../support/policy-pack/resources";
import { ruleCases } from "../../support/policy-pack/rule-cases";

const key = resource("aws:kms/key:Key", {});
const group = "aws:cloudwatch/logGroup:LogGroup";
const table = (serverSideEncryption: Value) => [
  resource("aws:dynamodb/table:Table", { serverSideEncryption }),
];
const keyArn = "arn:aws:kms:eu-west-1:111122223333:key/1";

export const customerManagedKeyCases = ruleCases(customerManagedKey, [
  { title: "a known key", resources: [resource(group, { kmsKeyId: keyArn })], verdict: "pass" },
  {
    title: "an unknown key that refers to a key of the stack",
    resources: [key, resource(group, { kmsKeyId: unknown }, { refersTo: { kmsKeyId: key } })],
    verdict: "pass",
  },
  {
    title: "a key that AWS manages",
    resources: [resource("aws:sns/topic:Topic", { kmsMasterKeyId: "alias/aws/sns" })],
    verdict: "fail",
  },
  { title: "an empty key", resources: [resource(group, { kmsKeyId: "" })], verdict: "fail" },
  {
    title: "an unknown key that refers to nothing",
    resources: [resource(group, { kmsKeyId: unknown })],
    verdict: "undecided",
    path: "/kmsKeyId",
  },
  ...encryptionMatrix
    .filter(({ onlyWith }) => onlyWith === undefined)
    .map(({ type }) => ({
      title: `${type} that names no key`,
      resources: [resource(type, {})],
      verdict: "fail" as const,
    })),
  {
    title: "a table with a key of its own",
    resources: table({ enabled: true, kmsKeyArn: keyArn }),
    verdict: "pass",
  },
  {
    title: "a table whose encryption is switched off",
    resources: table({ enabled: false, kmsKeyArn: keyArn }),
    verdict: "fail",
  },
  {
    title: "a table of which that is unknown",
    resources: table({ enabled: unknown, kmsKeyArn: keyArn }),
    verdict: "undecided",
  },
  {
    title: "a function without variables",
    resources: [resource("aws:lambda/function:Function", {})],
    verdict: "pass",
  },
  {
    title: "a function with variables and no key",
    resources: [resource("aws:lambda/function:Function", { environment: { variables: {} } })],
    verdict: "fail",
  },
]);

const bucket = resource("aws:s3/bucket:Bucket", { bucket: "audit" });
const configuration = (properties: Properties) => [
  bucket,
  resource(
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    { bucket: "audit", ...properties },
  ),
];
const byDefault = (applyServerSideEncryptionByDefault: Value) => ({
  rules: [{ applyServerSideEncryptionByDefault }],
});

export const bucketEncryptionCases = ruleCases(bucketEncryption, [
  {
    title: "a bucket with a key of its own",
    resources: configuration(byDefault({ sseAlgorithm: "aws:kms", kmsMasterKeyId: keyArn })),
    verdict: "pass",
  },
  { title: "a bucket without configuration", resources: [bucket], verdict: "fail" },
  {
    title: "a configuration of another bucket",
    resources: [
      bucket,
      resource(
        "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
        { bucket: "other", ...byDefault({ sseAlgorithm: "aws:kms", kmsMasterKeyId: keyArn }) },
      ),
    ],
    verdict: "fail",
  },
  {
    title: "S3's own encryption",
    resources: configuration(byDefault({ sseAlgorithm: "AES256" })),
    verdict: "fail",
    path: "/rules/0",
  },
  {
    title: "KMS without a key",
    resources: configuration(byDefault({ sseAlgorithm: "aws:kms" })),
    verdict: "fail",
  },
  {
    title: "a configuration without rules",
    resources: configuration({ rules: [] }),
    verdict: "fail",
  },
  {
    title: "an unknown algorithm",
    resources: configuration(byDefault({ sseAlgorithm: unknown })),
    verdict: "undecided",
  },
  { title: "unknown rules", resources: configuration({ rules: unknown }), verdict: "undecided" },
]);
