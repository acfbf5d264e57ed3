import type { Value } from "../../../../policy-pack/engine/value";
import { trailBucket } from "../../../../policy-pack/rules/audit/trail-bucket";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";

const trail = resource("aws:cloudtrail/trail:Trail", { s3BucketName: "audit" });
const bucket = resource("aws:s3/bucket:Bucket", { bucket: "audit" });
const arn = "arn:aws:cloudtrail:eu-west-1:111122223333:trail/audit";
const statement = (Condition?: Value, more: Readonly<Record<string, Value>> = {}) => ({
  Effect: "Allow",
  Principal: { Service: "cloudtrail.amazonaws.com" },
  Action: "s3:PutObject",
  Resource: "arn:aws:s3:::audit/*",
  ...(Condition !== undefined && { Condition }),
  ...more,
});
const policy = (value: Value) =>
  resource("aws:s3/bucketPolicy:BucketPolicy", { bucket: "audit", policy: value });
const withPolicy = (...Statement: readonly Value[]) => [
  trail,
  bucket,
  policy(JSON.stringify({ Version: "2012-10-17", Statement })),
];

const unknownTrail = resource("aws:cloudtrail/trail:Trail", { s3BucketName: unknown });
const strayPolicy = (Statement: Value) =>
  resource(
    "aws:s3/bucketPolicy:BucketPolicy",
    { bucket: unknown, policy: JSON.stringify({ Statement }) },
    { name: "stray" },
  );
const limited = statement({ StringEquals: { "aws:SourceArn": arn } });

export const trailBucketCases = ruleCases(trailBucket, [
  {
    requirement: "POL-330",
    title: "a statement that names the trail",
    resources: withPolicy(statement({ StringEquals: { "aws:SourceArn": arn } })),
    verdict: "pass",
  },
  {
    title: "a statement that names the trails of our account",
    resources: withPolicy(
      statement({ ArnLike: { "AWS:sourceArn": "arn:aws:cloudtrail:*:111122223333:trail/*" } }),
    ),
    verdict: "pass",
  },
  {
    title: "an inline policy, as an object",
    resources: [
      trail,
      resource("aws:s3/bucket:Bucket", { bucket: "audit", policy: { Statement: statement() } }),
    ],
    verdict: "fail",
    path: "/policy/Statement/0",
  },
  {
    requirement: "POL-330",
    title: "a second statement without a source",
    resources: withPolicy(statement({ StringEquals: { "aws:SourceArn": arn } }), statement()),
    verdict: "fail",
    path: "/policy/Statement/1",
    message: /a trail of any account/,
    fix: /aws:SourceArn/,
    count: 1,
  },
  {
    title: "a source of any account",
    resources: withPolicy(
      statement({ StringLike: { "aws:SourceArn": "arn:aws:cloudtrail:*:*:trail/audit" } }),
    ),
    verdict: "fail",
  },
  {
    title: "every source",
    resources: withPolicy(statement({ StringLike: { "aws:SourceArn": "*" } })),
    verdict: "fail",
  },
  {
    title: "one of two sources of any account",
    resources: withPolicy(statement({ StringLike: { "aws:SourceArn": [arn, "*"] } })),
    verdict: "fail",
  },
  {
    title: "every source but one",
    resources: withPolicy(statement({ StringNotEquals: { "aws:SourceArn": arn } })),
    verdict: "fail",
  },
  {
    title: "another condition only",
    resources: withPolicy(statement({ StringEquals: { "s3:x-amz-acl": arn } })),
    verdict: "fail",
  },
  {
    title: "a denial for CloudTrail",
    resources: withPolicy(statement(undefined, { Effect: "Deny" })),
    verdict: "pass",
  },
  {
    title: "a statement for another service",
    resources: withPolicy(statement(undefined, { Principal: { Service: "config.amazonaws.com" } })),
    verdict: "pass",
  },
  {
    title: "a bucket that no trail writes to",
    resources: withPolicy(statement()).slice(1),
    verdict: "pass",
  },
  {
    title: "an unknown document",
    resources: [trail, bucket, policy(unknown)],
    verdict: "undecided",
    path: "/policy",
  },
  {
    title: "an unknown source",
    resources: withPolicy(statement({ StringEquals: { "aws:SourceArn": unknown } })),
    verdict: "undecided",
  },
  {
    title: "an unknown condition",
    resources: withPolicy(statement(unknown)),
    verdict: "undecided",
  },
  {
    title: "another bucket that CloudTrail of anybody may write to",
    resources: [
      ...withPolicy(limited),
      resource(
        "aws:s3/bucket:Bucket",
        { bucket: "other", policy: JSON.stringify({ Statement: statement() }) },
        { name: "other" },
      ),
    ],
    verdict: "pass",
  },
  {
    title: "a trail whose bucket is unknown, beside one that anybody's trail may write to",
    resources: [unknownTrail, ...withPolicy(statement()).slice(1)],
    verdict: "undecided",
    path: "/s3BucketName",
    count: 1,
  },
  {
    title: "a trail whose bucket is unknown, beside one that takes our trail only",
    resources: [unknownTrail, ...withPolicy(limited).slice(1)],
    verdict: "pass",
  },
  {
    title: "two trails, of which one bucket is unknown, and the other takes deliveries of anybody",
    resources: [{ ...unknownTrail, urn: "urn:unknown" }, ...withPolicy(statement())],
    verdict: "fail",
    count: 1,
  },
  {
    title: "a policy whose bucket is unknown",
    resources: [trail, bucket, strayPolicy(statement())],
    verdict: "undecided",
    path: "/policy/Statement/0",
    count: 1,
  },
  {
    title: "a policy whose bucket is unknown, in a stack of two trails",
    resources: [
      ...[trail, bucket, strayPolicy(statement())],
      resource("aws:cloudtrail/trail:Trail", { s3BucketName: "more" }, { name: "more" }),
      resource("aws:s3/bucket:Bucket", { bucket: "more" }, { name: "more" }),
    ],
    verdict: "undecided",
    count: 1,
  },
  {
    title: "a policy whose bucket is unknown, in a stack without trail",
    resources: [bucket, strayPolicy(statement())],
    verdict: "pass",
  },
  {
    title: "an unknown service",
    resources: withPolicy(statement(undefined, { Principal: { Service: unknown } })),
    verdict: "undecided",
  },
  {
    title: "an unknown role, which is no service",
    resources: withPolicy(statement(undefined, { Principal: { AWS: unknown } })),
    verdict: "pass",
  },
]);
