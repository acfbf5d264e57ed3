import type { Properties, Value } from "../../../../policy-pack/engine/value";
import { bucketEncryption } from "../../../../policy-pack/rules/encrypt/bucket";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";
import { key, keyArn } from "./keys";

const companionType =
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
const bucket = resource("aws:s3/bucket:Bucket", { bucket: "audit" });
const companion = (properties: Properties) =>
  resource(companionType, { bucket: "audit", ...properties });
const configuration = (properties: Properties) => [key, bucket, companion(properties)];
const byDefault = (applyServerSideEncryptionByDefault: Value) => ({
  rules: [{ applyServerSideEncryptionByDefault }],
});
const own = byDefault({ sseAlgorithm: "aws:kms", kmsMasterKeyId: keyArn });
const inline = (applyServerSideEncryptionByDefault: Value) =>
  resource("aws:s3/bucket:Bucket", {
    serverSideEncryptionConfiguration: { rule: { applyServerSideEncryptionByDefault } },
  });

export const bucketEncryptionCases = ruleCases(bucketEncryption, [
  {
    requirement: "POL-300",
    title: "a bucket with a key of the stack",
    resources: configuration(own),
    verdict: "pass",
  },
  {
    title: "both layers of KMS",
    resources: configuration(byDefault({ sseAlgorithm: "aws:kms:dsse", kmsMasterKeyId: keyArn })),
    verdict: "pass",
  },
  {
    requirement: "POL-300",
    title: "a bucket without configuration",
    resources: [bucket],
    verdict: "fail",
    path: "",
  },
  {
    title: "a configuration of another bucket",
    resources: [key, bucket, companion({ ...own, bucket: "other" })],
    verdict: "fail",
    count: 1,
  },
  {
    title: "a configuration whose bucket is unknown",
    resources: [key, bucket, companion({ ...own, bucket: unknown })],
    verdict: "undecided",
    path: "",
  },
  {
    title: "a configuration that depends on the bucket",
    resources: [
      key,
      bucket,
      resource(companionType, { ...own, bucket: unknown }, { refersTo: { bucket } }),
    ],
    verdict: "pass",
  },
  {
    requirement: "POL-300",
    title: "S3's own encryption",
    resources: configuration(byDefault({ sseAlgorithm: "AES256" })),
    verdict: "fail",
    path: "/rules/0/applyServerSideEncryptionByDefault/sseAlgorithm",
    fix: /^Set sseAlgorithm to aws:kms/,
  },
  {
    requirement: "POL-300",
    title: "KMS without a key",
    resources: configuration(byDefault({ sseAlgorithm: "aws:kms" })),
    verdict: "fail",
    path: "/rules/0/applyServerSideEncryptionByDefault/kmsMasterKeyId",
  },
  {
    title: "a configuration without rules",
    resources: configuration({ rules: [] }),
    verdict: "fail",
    path: "/rules",
  },
  {
    title: "a rule that says nothing of encryption",
    resources: configuration({ rules: [{ bucketKeyEnabled: true }] }),
    verdict: "fail",
  },
  {
    title: "an unknown algorithm",
    resources: configuration(byDefault({ sseAlgorithm: unknown, kmsMasterKeyId: keyArn })),
    verdict: "undecided",
  },
  { title: "unknown rules", resources: configuration({ rules: unknown }), verdict: "undecided" },
  {
    title: "a bucket's own encryption with a key of the stack",
    resources: [key, inline({ sseAlgorithm: "aws:kms", kmsMasterKeyId: keyArn })],
    verdict: "pass",
  },
  {
    title: "a bucket's own encryption by S3",
    resources: [key, inline({ sseAlgorithm: "AES256" })],
    verdict: "fail",
  },
  {
    title: "a bucket that S3 sends access logs to, which cannot use KMS",
    resources: [
      ...configuration(byDefault({ sseAlgorithm: "AES256" })),
      resource("aws:s3/bucketLogging:BucketLogging", { bucket: "orders", targetBucket: "audit" }),
    ],
    verdict: "pass",
  },
  {
    title: "a bucket that a load balancer sends access logs to, and says nothing",
    resources: [
      bucket,
      resource("aws:lb/loadBalancer:LoadBalancer", { accessLogs: { bucket: "audit" } }),
    ],
    verdict: "pass",
  },
  {
    title: "a bucket that a trail writes to",
    resources: [bucket, resource("aws:cloudtrail/trail:Trail", { s3BucketName: "audit" })],
    verdict: "fail",
  },
  {
    title: "a bucket that may be the one S3 sends access logs to",
    resources: [
      bucket,
      resource("aws:s3/bucketLogging:BucketLogging", { bucket: "orders", targetBucket: unknown }),
    ],
    verdict: "undecided",
  },
  {
    title: "S3's own encryption of what may be such a bucket",
    resources: [
      ...configuration(byDefault({ sseAlgorithm: "AES256" })),
      resource("aws:s3/bucketLogging:BucketLogging", { bucket: "orders", targetBucket: unknown }),
    ],
    verdict: "undecided",
  },
  {
    title: "S3's own encryption of an unknown bucket, in a stack with such a bucket",
    resources: [
      bucket,
      companion({ bucket: unknown, ...byDefault({ sseAlgorithm: "AES256" }) }),
      resource("aws:s3/bucketLogging:BucketLogging", { bucket: "orders", targetBucket: "audit" }),
    ],
    verdict: "undecided",
    count: 1,
  },
  {
    title: "S3's own encryption of another stack's bucket, in a stack with such a bucket",
    resources: [
      bucket,
      companion({ bucket: "other", ...byDefault({ sseAlgorithm: "AES256" }) }),
      resource("aws:s3/bucketLogging:BucketLogging", { bucket: "orders", targetBucket: "audit" }),
    ],
    verdict: "fail",
    count: 1,
  },
  {
    title: "S3's own encryption of an unknown bucket",
    resources: [companion({ bucket: unknown, ...byDefault({ sseAlgorithm: "AES256" }) })],
    verdict: "fail",
  },
]);
