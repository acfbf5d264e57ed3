import type { Value } from "../../../../policy-pack/engine/value";
import { dataEvents } from "../../../../policy-pack/rules/audit/data-events";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";

const bucket = resource("aws:s3/bucket:Bucket", { bucket: "orders" });
const table = resource("aws:dynamodb/table:Table", { name: "orders" });
const trail = (...eventSelectors: readonly Value[]) =>
  resource("aws:cloudtrail/trail:Trail", { s3BucketName: "audit", eventSelectors });
const basic = (type: string, ...values: readonly string[]) => ({
  dataResources: [{ type, values }],
});
const s3 = "AWS::S3::Object";
const advanced = (type = s3, ...more: readonly Value[]) => {
  const fieldSelectors = [
    { field: "eventCategory", equals: ["Data"] },
    { field: "resources.type", equals: [type] },
    ...more,
  ];
  return resource("aws:cloudtrail/trail:Trail", { advancedEventSelectors: [{ fieldSelectors }] });
};
const arn = (name: string) => ({
  field: "resources.ARN",
  startsWiths: [`arn:aws:s3:::${name}/`],
});

export const dataEventsCases = ruleCases(dataEvents, [
  {
    requirement: "POL-330",
    title: "a bucket that a basic selector names",
    resources: [bucket, trail(basic(s3, "arn:aws:s3:::orders/"))],
    verdict: "pass",
  },
  {
    title: "every bucket by a basic selector",
    resources: [bucket, trail(basic(s3, "arn:aws:s3"))],
    verdict: "pass",
  },
  {
    requirement: "POL-330",
    title: "every bucket by an advanced selector",
    resources: [bucket, advanced()],
    verdict: "pass",
  },
  {
    title: "a bucket that an advanced selector names",
    resources: [bucket, advanced(s3, arn("orders"))],
    verdict: "pass",
  },
  {
    title: "an event data store that records every bucket",
    resources: [bucket, { ...advanced(), type: "aws:cloudtrail/eventDataStore:EventDataStore" }],
    verdict: "pass",
  },
  {
    title: "reads by one trail and changes by another",
    resources: [
      bucket,
      { ...trail({ ...basic(s3, "arn:aws:s3"), readWriteType: "ReadOnly" }), urn: "urn:a" },
      { ...trail({ ...basic(s3, "arn:aws:s3"), readWriteType: "WriteOnly" }), urn: "urn:b" },
    ],
    verdict: "pass",
  },
  {
    requirement: "POL-330",
    title: "a trail of management events beside a bucket",
    resources: [bucket, trail()],
    verdict: "fail",
    path: "",
    message: /No trail of this stack records reads and writes/,
    fix: /resources.type AWS::S3::Object/,
  },
  {
    title: "another bucket's events",
    resources: [bucket, trail(basic(s3, "arn:aws:s3:::invoices/"))],
    verdict: "fail",
  },
  {
    title: "another bucket's events, by an advanced selector",
    resources: [bucket, advanced(s3, arn("invoices"))],
    verdict: "fail",
  },
  {
    title: "changes only",
    resources: [bucket, trail({ ...basic(s3, "arn:aws:s3"), readWriteType: "WriteOnly" })],
    verdict: "fail",
  },
  {
    title: "reads only",
    resources: [bucket, trail({ ...basic(s3, "arn:aws:s3"), readWriteType: "ReadOnly" })],
    verdict: "fail",
  },
  {
    title: "a table whose events are recorded",
    resources: [
      table,
      trail(basic("AWS::DynamoDB::Table", "arn:aws:dynamodb:eu-west-1:111122223333:table/orders")),
    ],
    verdict: "pass",
  },
  {
    title: "a table that an advanced selector names exactly",
    resources: [
      table,
      advanced("AWS::DynamoDB::Table", {
        field: "resources.ARN",
        equals: ["arn:aws:dynamodb:eu-west-1:111122223333:table/orders"],
      }),
    ],
    verdict: "pass",
  },
  {
    title: "a table of which a longer name is recorded",
    resources: [
      table,
      advanced("AWS::DynamoDB::Table", {
        field: "resources.ARN",
        equals: ["arn:aws:dynamodb:eu-west-1:111122223333:table/ord"],
      }),
    ],
    verdict: "fail",
  },
  {
    requirement: "POL-330",
    title: "a table beside a trail that records objects",
    resources: [table, advanced()],
    verdict: "fail",
    fix: /AWS::DynamoDB::Table/,
  },
  {
    title: "the bucket that the trail itself writes to",
    resources: [resource("aws:s3/bucket:Bucket", { bucket: "audit" }), trail()],
    verdict: "pass",
  },
  {
    title: "an event data store of management events beside a bucket",
    resources: [bucket, resource("aws:cloudtrail/eventDataStore:EventDataStore", {})],
    verdict: "fail",
  },
  {
    title: "reads that are recorded beside changes that may be",
    resources: [
      bucket,
      { ...trail({ ...basic(s3, "arn:aws:s3"), readWriteType: "ReadOnly" }), urn: "urn:a" },
      { ...trail({ ...basic(s3, unknown), readWriteType: "WriteOnly" }), urn: "urn:b" },
    ],
    verdict: "undecided",
  },
  { title: "a bucket in a stack without trail", resources: [bucket], verdict: "pass" },
  {
    title: "unknown selectors",
    resources: [bucket, trail(unknown)],
    verdict: "undecided",
    path: "",
  },
  {
    title: "a bucket whose name is unknown, where names matter",
    resources: [
      resource("aws:s3/bucket:Bucket", { bucket: unknown }),
      trail(basic(s3, "arn:aws:s3:::orders/")),
    ],
    verdict: "undecided",
  },
  {
    title: "a bucket that may be the one a trail writes to",
    resources: [bucket, resource("aws:cloudtrail/trail:Trail", { s3BucketName: unknown })],
    verdict: "undecided",
  },
]);
