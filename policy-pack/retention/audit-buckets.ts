import type { JudgedStack, StackResource } from "../engine/rule";
import { placesOf } from "../engine/settings";
import { textOf } from "../engine/value";

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
// S3 user guide, "Enabling Amazon S3 server access logging"; ELB user guide, "Access logs"; read 2026-11.
const withoutKms: ReadonlySet<string> = new Set([
  "targetBucket",
  "logging.targetBucket",
  "accessLogs.bucket",
  "connectionLogs.bucket",
]);

/** Buckets of the stack that receive records of what happened. */
export function auditBucketsOf(stack: JudgedStack): readonly StackResource[] {
  return receiversOf(stack, deliveries);
}

/** Buckets of the stack that receive records from services that cannot encrypt with KMS. */
export function bucketsWithoutKms(stack: JudgedStack): readonly StackResource[] {
  return receiversOf(
    stack,
    deliveries.filter(([, path]) => withoutKms.has(path)),
  );
}

function receiversOf(stack: JudgedStack, sources: typeof deliveries): readonly StackResource[] {
  const found = sources.flatMap(([type, path]) =>
    stack.ofType(type).flatMap((source) =>
      placesOf(source.properties, path).flatMap((place) => {
        const reference = stack.reference(source, place.path, [bucketType]);
        if (reference.kind === "resource") return [reference.resource];
        if (reference.kind === "ambiguous") return reference.candidates;
        // CloudFront names buckets by their domain, CloudWatch by an ARN with a prefix.
        return reference.kind === "foreign"
          ? stack.named(bucketName(reference.name), [bucketType])
          : [];
      }),
    ),
  );
  return [...new Set(found)];
}

const bucketName = (text: string): string =>
  textOf(text)
    .replace(/^arn:[^:]*:s3:::/, "")
    .replace(/\/.*$/, "")
    .replace(/\.s3[.-][^/]*$/, "");
