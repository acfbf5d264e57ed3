import type { JudgedStack, Reference, StackResource } from "../engine/rule";
import { placesOf } from "../engine/settings";
import { pointer } from "../engine/value";

const bucketType = "aws:s3/bucket:Bucket";

/** Properties that send records to a bucket. */
const deliveries: readonly (readonly [type: string, path: string])[] = [
  ["aws:cloudtrail/trail:Trail", "s3BucketName"],
  ["aws:cfg/deliveryChannel:DeliveryChannel", "s3BucketName"],
  ["aws:ec2/flowLog:FlowLog", "logDestination"],
  ["aws:s3/bucketLogging:BucketLogging", "targetBucket"],
  [bucketType, "logging.targetBucket"],
  ["aws:lb/loadBalancer:LoadBalancer", "accessLogs.bucket"],
  ["aws:lb/loadBalancer:LoadBalancer", "connectionLogs.bucket"],
  ["aws:elb/loadBalancer:LoadBalancer", "accessLogs.bucket"],
  ["aws:cloudfront/distribution:Distribution", "loggingConfig.bucket"],
];

/** Types that send records to buckets. */
export const deliveringTypes: readonly string[] = [...new Set(deliveries.map(([type]) => type))];

// S3 and load balancers that see requests deliver to buckets that S3 itself encrypts, and to no others. Source:
// S3 user guide, "Enabling Amazon S3 server access logging"; ELB user guide, "Access logs"; table of 2026-11.
const withoutKms: ReadonlySet<string> = new Set([
  "targetBucket",
  "logging.targetBucket",
  "accessLogs.bucket",
  "connectionLogs.bucket",
]);

// AWS::Config::DeliveryChannel in the CloudFormation reference, and LoggingEnabled in the S3 API reference; table of 2026-11.
const withoutLock: ReadonlySet<string> = new Set([
  "aws:cfg/deliveryChannel:DeliveryChannel",
  "aws:s3/bucketLogging:BucketLogging",
  bucketType,
]);

/** The buckets of a stack that receive records. */
export interface Receivers {
  /** Those that are known to. */
  readonly buckets: ReadonlySet<StackResource>;
  /** What sends records to a bucket that is not known, and where it says so; any bucket may be that one. */
  readonly open: readonly { readonly source: StackResource; readonly path: string }[];
}

/** Buckets of the stack that receive records of what happened. */
export function auditBucketsOf(stack: JudgedStack): Receivers {
  return receiversOf(stack, deliveries);
}

/** Buckets of the stack that receive records from services that deliver to locked buckets too. */
export function lockableBucketsOf(stack: JudgedStack): Receivers {
  return receiversOf(
    stack,
    deliveries.filter(([type]) => !withoutLock.has(type)),
  );
}

/** Buckets of the stack that receive records from services that cannot encrypt with KMS. */
export function bucketsWithoutKms(stack: JudgedStack): Receivers {
  return receiversOf(
    stack,
    deliveries.filter(([, path]) => withoutKms.has(path)),
  );
}

function receiversOf(stack: JudgedStack, sources: typeof deliveries): Receivers {
  const buckets = new Set<StackResource>();
  const open: { readonly source: StackResource; readonly path: string }[] = [];
  for (const { source, path } of placesOfDeliveries(stack, sources)) {
    const reference = stack.reference(source, path, [bucketType]);
    if (reference.kind === "unknown") open.push({ source, path: pointer(path) });
    for (const bucket of targets(stack, reference)) buckets.add(bucket);
  }
  return { buckets, open };
}

const placesOfDeliveries = (stack: JudgedStack, sources: typeof deliveries) =>
  sources.flatMap(([type, property]) =>
    stack
      .ofType(type)
      .flatMap((source) =>
        placesOf(source.properties, property).map(({ path }) => ({ source, path })),
      ),
  );

function targets(stack: JudgedStack, reference: Reference): readonly StackResource[] {
  if (reference.kind === "resource") return [reference.resource];
  if (reference.kind === "ambiguous") return reference.candidates;
  // CloudFront names buckets by their domain, flow logs by an ARN with a prefix.
  return reference.kind === "foreign" ? stack.named(bucketName(reference.name), [bucketType]) : [];
}

const bucketName = (text: string): string =>
  text
    .replace(/^arn:[^:]*:s3:::/, "")
    .replace(/\/.*$/, "")
    .replace(/\.s3[.-][^/]*$/, "");
