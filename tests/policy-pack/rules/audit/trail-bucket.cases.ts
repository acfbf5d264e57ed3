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
const byAccount = { StringEquals: { "aws:SourceAccount": "111122223333" } };
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
      resource("aws:s3/bucket:Bucket", {
        bucket: "audit",
        policy: { Statement: statement(byAccount) },
      }),
    ],
    verdict: "fail",
    path: "/policy/Statement/0",
  },
  {
    requirement: "POL-330",
    title: "a second statement that names our account only",
    resources: withPolicy(
      statement({ StringEquals: { "aws:SourceArn": arn } }),
      statement(byAccount),
    ),
    verdict: "fail",
    path: "/policy/Statement/1",
    message: /^Whatever acts for our account/,
    fix: /aws:SourceArn/,
    count: 1,
  },
  {
    title: "a statement without any source, which is a matter of its own rule",
    resources: withPolicy(statement()),
    verdict: "pass",
  },
  {
    title: "our account beside a source of any account",
    resources: withPolicy(
      statement({
        ...byAccount,
        StringLike: { "aws:SourceArn": "arn:aws:cloudtrail:*:*:trail/audit" },
      }),
    ),
    verdict: "fail",
  },
  {
    title: "our account beside sources of which one is any",
    resources: withPolicy(statement({ ...byAccount, StringLike: { "aws:SourceArn": [arn, "*"] } })),
    verdict: "fail",
  },
  {
    title: "our account and every source but one",
    resources: withPolicy(statement({ ...byAccount, StringNotEquals: { "aws:SourceArn": arn } })),
    verdict: "fail",
  },
  {
    title: "our account and another condition",
    resources: withPolicy(
      statement({ StringEquals: { "aws:SourceAccount": "111122223333", "s3:x-amz-acl": arn } }),
    ),
    verdict: "fail",
  },
  {
    title: "a denial for CloudTrail",
    resources: withPolicy(statement(byAccount, { Effect: "Deny" })),
    verdict: "pass",
  },
  {
    title: "a statement for another service",
    resources: withPolicy(statement(byAccount, { Principal: { Service: "config.amazonaws.com" } })),
    verdict: "pass",
  },
  {
    title: "a bucket that no trail writes to",
    resources: withPolicy(statement(byAccount)).slice(1),
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
    resources: withPolicy(statement({ ...byAccount, ArnLike: { "aws:SourceArn": unknown } })),
    verdict: "undecided",
  },
  {
    title: "another bucket that any trail of ours may write to",
    resources: [
      ...withPolicy(limited),
      resource(
        "aws:s3/bucket:Bucket",
        { bucket: "other", policy: JSON.stringify({ Statement: statement(byAccount) }) },
        { name: "other" },
      ),
    ],
    verdict: "pass",
  },
  {
    title: "a trail whose bucket is unknown, beside one that any trail of ours may write to",
    resources: [unknownTrail, ...withPolicy(statement(byAccount)).slice(1)],
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
    title: "two trails, of which one bucket is unknown, and the other takes deliveries of any",
    resources: [{ ...unknownTrail, urn: "urn:unknown" }, ...withPolicy(statement(byAccount))],
    verdict: "fail",
    count: 1,
  },
  {
    title: "a policy whose bucket is unknown",
    resources: [trail, bucket, strayPolicy(statement(byAccount))],
    verdict: "undecided",
    path: "/policy/Statement/0",
    count: 1,
  },
  {
    title: "a policy whose bucket is unknown, in a stack of two trails",
    resources: [
      ...[trail, bucket, strayPolicy(statement(byAccount))],
      resource("aws:cloudtrail/trail:Trail", { s3BucketName: "more" }, { name: "more" }),
      resource("aws:s3/bucket:Bucket", { bucket: "more" }, { name: "more" }),
    ],
    verdict: "undecided",
    count: 1,
  },
  {
    title: "a policy whose bucket is unknown, in a stack without trail",
    resources: [bucket, strayPolicy(statement(byAccount))],
    verdict: "pass",
  },
  {
    title: "an unknown service",
    resources: withPolicy(statement(byAccount, { Principal: { Service: unknown } })),
    verdict: "undecided",
  },
  {
    title: "an unknown role, which is no service",
    resources: withPolicy(statement(byAccount, { Principal: { AWS: unknown } })),
    verdict: "pass",
  },
  {
    title: "an account that is unknown",
    resources: withPolicy(statement({ StringEquals: { "aws:SourceAccount": unknown } })),
    verdict: "undecided",
  },
  {
    title: "a source that holds no account, which is a matter of its own rule",
    resources: withPolicy(statement({ ArnLike: { "aws:SourceArn": "arn:aws:s3:::audit" } })),
    verdict: "pass",
  },
]);
