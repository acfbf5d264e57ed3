import type { StackResource } from "../../../../policy-pack/engine/rule";
import type { Properties, Value } from "../../../../policy-pack/engine/value";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { key, keyArn } from "./keys";

/** A component that declares which service what belongs to. */
export const members = (services: Readonly<Record<string, Value>>): StackResource =>
  resource("app:index:Services", { zeroTrust: { contract: 1, members: services } });

/** A queue that is encrypted with the stack's key. */
export const queue = (name: string, properties: Properties = {}): StackResource =>
  resource("aws:sqs/queue:Queue", { kmsMasterKeyId: keyArn, ...properties }, { name });

/** A bucket that is encrypted with the stack's key. */
export const bucket: readonly StackResource[] = [
  resource("aws:s3/bucket:Bucket", { bucket: "orders" }),
  resource(
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    {
      bucket: "orders",
      rules: [
        { applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: keyArn } },
      ],
    },
  ),
];

/** A configuration with the stack's key of a bucket that is unknown. */
export const strayConfiguration: StackResource = {
  ...(bucket[1] ?? key),
  properties: { ...bucket[1]?.properties, bucket: unknown },
};

/** The stack's key. */
export { key };
