import type { StackResource } from "../../../../policy-pack/engine/rule";
import type { Properties, Value } from "../../../../policy-pack/engine/value";
import { auditBucket } from "../../../../policy-pack/rules/retain/audit-bucket";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { type RuleCase, ruleCases } from "../../../support/policy-pack/rule-cases";

const trail = resource("aws:cloudtrail/trail:Trail", { s3BucketName: "audit" });
const bucket = (properties: Properties = {}) =>
  resource("aws:s3/bucket:Bucket", { bucket: "audit", ...properties });
const versioned = resource("aws:s3/bucketVersioning:BucketVersioning", {
  bucket: "audit",
  versioningConfiguration: { status: "Enabled" },
});
const lifecycle = (rules: Value, name = "audit") =>
  resource("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", {
    bucket: name,
    rules,
  });
const withLifecycle = (...rules: readonly Properties[]) => [
  trail,
  bucket(),
  versioned,
  lifecycle(rules.map((rule) => ({ status: "Enabled", ...rule }))),
];
const inline = (properties: Properties) => [trail, bucket(properties)];
const lock = (properties: Properties) =>
  resource("aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration", {
    bucket: "audit",
    ...properties,
  });
const strict = { configuration: { profile: "strict" as const } };
const receiving = (type: string, properties: Properties) => [resource(type, properties), bucket()];

const withoutLock: readonly (readonly [title: string, source: StackResource])[] = [
  ["configuration", resource("aws:cfg/deliveryChannel:DeliveryChannel", { s3BucketName: "audit" })],
  [
    "an access log",
    resource("aws:s3/bucketLogging:BucketLogging", { bucket: "orders", targetBucket: "audit" }),
  ],
  [
    "an access log of a bucket's own setting",
    resource(
      "aws:s3/bucket:Bucket",
      { bucket: "orders", logging: { targetBucket: "audit" } },
      { name: "orders" },
    ),
  ],
];

export const auditBucketCases = ruleCases(auditBucket, [
  {
    requirement: "POL-314",
    title: "a versioned bucket without lifecycle",
    resources: [trail, bucket(), versioned],
    verdict: "pass",
  },
  {
    requirement: "POL-314",
    title: "a bucket that keeps no versions",
    resources: [trail, bucket()],
    verdict: "fail",
    path: "",
    message: /Former versions of objects are not kept/,
    fix: /BucketVersioning with status "Enabled"/,
    count: 1,
  },
  {
    title: "versioning that is suspended",
    resources: [
      trail,
      bucket(),
      resource("aws:s3/bucketVersioning:BucketVersioning", {
        bucket: "audit",
        versioningConfiguration: { status: "Suspended" },
      }),
    ],
    verdict: "fail",
  },
  {
    title: "versioning of the bucket's own",
    resources: inline({ versioning: { enabled: true } }),
    verdict: "pass",
  },
  {
    title: "object lock, which keeps versions too",
    resources: inline({ objectLockEnabled: true }),
    verdict: "pass",
  },
  {
    title: "a bucket that receives no records",
    resources: [resource("aws:s3/bucket:Bucket", { bucket: "orders" })],
    verdict: "pass",
  },
  ...(
    [
      ["aws:cfg/deliveryChannel:DeliveryChannel", { s3BucketName: "audit" }],
      ["aws:ec2/flowLog:FlowLog", { logDestination: "arn:aws:s3:::audit/flow" }],
      ["aws:s3/bucketLogging:BucketLogging", { bucket: "orders", targetBucket: "audit" }],
      ["aws:lb/loadBalancer:LoadBalancer", { accessLogs: { bucket: "audit" } }],
      ["aws:lb/loadBalancer:LoadBalancer", { connectionLogs: { bucket: "audit" } }],
      ["aws:elb/loadBalancer:LoadBalancer", { accessLogs: { bucket: "audit" } }],
      [
        "aws:cloudfront/distribution:Distribution",
        { loggingConfig: { bucket: "audit.s3.amazonaws.com" } },
      ],
    ] as const
  ).map(([type, properties]) => ({
    requirement: "POL-314",
    title: `${type} with ${JSON.stringify(properties)}`,
    resources: receiving(type, properties),
    verdict: "fail" as const,
    count: 1,
  })),
  {
    title: "a lifecycle that moves objects and deletes them after a year",
    resources: withLifecycle(
      { transitions: [{ days: 30, storageClass: "GLACIER_IR" }] },
      { expiration: { days: 365 }, noncurrentVersionExpiration: { noncurrentDays: 365 } },
    ),
    verdict: "pass",
  },
  {
    requirement: "POL-314",
    title: "current versions that are deleted early",
    resources: withLifecycle({ expiration: { days: 364 } }),
    verdict: "fail",
    path: "/rules/0/expiration/days",
    message: /^Objects are deleted after 364 days, not 365/,
    fix: /365 days or more/,
  },
  {
    requirement: "POL-314",
    title: "former versions that are deleted early",
    resources: withLifecycle({ noncurrentVersionExpiration: { noncurrentDays: "30" } }),
    verdict: "fail",
    path: "/rules/0/noncurrentVersionExpiration/noncurrentDays",
    message: /^Former versions are deleted after 30 days/,
  },
  {
    requirement: "POL-314",
    title: "overlapping prefixes, of which the shortest wins",
    resources: withLifecycle(
      { filter: { prefix: "" }, expiration: { days: 400 } },
      { filter: { prefix: "AWSLogs/" }, expiration: { days: 30 } },
    ),
    verdict: "fail",
    path: "/rules/1/expiration/days",
    count: 1,
  },
  {
    title: "a day on which everything is deleted",
    resources: withLifecycle({ expiration: { date: "2027-01-01T00:00:00Z" } }),
    verdict: "fail",
    path: "/rules/0/expiration/date",
  },
  {
    title: "a rule that only removes markers",
    resources: withLifecycle({ expiration: { days: 0, expiredObjectDeleteMarker: true } }),
    verdict: "pass",
  },
  {
    title: "a rule that is switched off",
    resources: withLifecycle({ status: "Disabled", expiration: { days: 1 } }),
    verdict: "pass",
  },
  {
    title: "a rule that may be switched off",
    resources: withLifecycle({ status: unknown, expiration: { days: 1 } }),
    verdict: "undecided",
  },
  {
    title: "an unknown number of days",
    resources: withLifecycle({ expiration: { days: unknown } }),
    verdict: "undecided",
    path: "/rules/0/expiration/days",
  },
  {
    title: "unknown rules",
    resources: [trail, bucket(), versioned, lifecycle(unknown)],
    verdict: "undecided",
  },
  {
    title: "a lifecycle of an unknown bucket that deletes early",
    resources: [
      trail,
      bucket(),
      versioned,
      lifecycle([{ status: "Enabled", expiration: { days: 1 } }], unknown),
    ],
    verdict: "undecided",
  },
  {
    title: "a lifecycle of the bucket's own that deletes early",
    resources: inline({
      versioning: { enabled: true },
      lifecycleRules: [{ enabled: true, noncurrentVersionExpiration: { days: 7 } }],
    }),
    verdict: "fail",
    path: "/lifecycleRules/0/noncurrentVersionExpiration/days",
  },
  {
    title: "less than what configuration asks for",
    resources: withLifecycle({ expiration: { days: 365 } }),
    configuration: { rules: { [auditBucket.id]: { params: { minDays: 731 } } } },
    verdict: "fail",
  },
  {
    title: "versioning of an unknown bucket",
    resources: [
      trail,
      bucket(),
      resource("aws:s3/bucketVersioning:BucketVersioning", {
        bucket: unknown,
        versioningConfiguration: { status: "Enabled" },
      }),
    ],
    verdict: "undecided",
  },
  {
    requirement: "POL-314",
    title: "objects without lock in profile strict",
    resources: [trail, bucket(), versioned],
    ...strict,
    verdict: "fail",
    message: /can be deleted before their time/,
    count: 1,
  },
  {
    requirement: "POL-314",
    title: "locked objects in profile strict",
    resources: [
      trail,
      bucket({ objectLockEnabled: true }),
      lock({ rule: { defaultRetention: { mode: "COMPLIANCE", days: 365 } } }),
    ],
    ...strict,
    verdict: "pass",
  },
  {
    title: "a lock without default retention in profile strict",
    resources: [trail, bucket({ objectLockEnabled: true }), lock({})],
    ...strict,
    verdict: "fail",
  },
  {
    title: "a lock of unknown mode in profile strict",
    resources: [
      trail,
      bucket({ objectLockEnabled: true }),
      lock({ rule: { defaultRetention: { mode: unknown, days: 365 } } }),
    ],
    ...strict,
    verdict: "undecided",
  },
  ...withoutLock.map(
    ([title, source]): RuleCase => ({
      requirement: "POL-314",
      title: `${title}, which can go to no locked bucket, in profile strict`,
      resources: [source, bucket(), versioned],
      ...strict,
      verdict: "pass",
    }),
  ),
  ...withoutLock.map(
    ([title, source]): RuleCase => ({
      title: `${title} beside a trail of the same bucket in profile strict`,
      resources: [source, trail, bucket(), versioned],
      ...strict,
      verdict: "fail",
      message: /can be deleted before their time/,
      count: 1,
    }),
  ),
  ...withoutLock.map(
    ([title, source]): RuleCase => ({
      title: `${title} in a bucket that keeps no versions, in profile strict`,
      resources: [source, bucket()],
      ...strict,
      verdict: "fail",
      message: /Former versions of objects are not kept/,
      count: 1,
    }),
  ),
  {
    title: "configuration that goes to an unknown bucket, beside one without lock, in strict",
    resources: [
      resource("aws:cfg/deliveryChannel:DeliveryChannel", { s3BucketName: unknown }),
      bucket(),
      versioned,
    ],
    ...strict,
    verdict: "pass",
  },
  {
    title: "records that go to an unknown bucket, beside one without lock, in profile strict",
    resources: [
      resource("aws:cloudtrail/trail:Trail", { s3BucketName: unknown }),
      bucket(),
      versioned,
    ],
    ...strict,
    verdict: "undecided",
    path: "/s3BucketName",
    message: /may not be locked/,
    count: 1,
  },
  {
    title: "records that go to an unknown bucket, beside one that keeps no versions",
    resources: [resource("aws:cloudtrail/trail:Trail", { s3BucketName: unknown }), bucket()],
    verdict: "undecided",
    path: "/s3BucketName",
    count: 1,
  },
  {
    title: "records that go to an unknown bucket, beside one that keeps them",
    resources: [
      resource("aws:cloudtrail/trail:Trail", { s3BucketName: unknown }),
      bucket(),
      versioned,
    ],
    verdict: "pass",
  },
  {
    title: "records of which some go to an unknown bucket, and others to one that keeps none",
    resources: [
      resource("aws:cloudtrail/trail:Trail", { s3BucketName: unknown }, { name: "other" }),
      trail,
      bucket(),
    ],
    verdict: "fail",
    count: 1,
  },
]);
