import * as s3 from "@pulumi/aws/s3";
import type * as pulumi from "@pulumi/pulumi";

/** A bucket to be closed. */
export interface ClosedBucketArgs {
  /** The bucket. */
  readonly bucket: s3.Bucket;
  /** What objects are encrypted with unless they say otherwise. */
  readonly encryption: {
    readonly sseAlgorithm: string;
    readonly kmsMasterKeyId?: pulumi.Input<string>;
  };
}

/** What closes a bucket. */
export interface ClosedBucket {
  /** Its versioning: rules for versions wait for it. */
  readonly versioning: s3.BucketVersioning;
  /** Its other settings. */
  readonly settings: readonly pulumi.Resource[];
}

/** Declares what every bucket of the estate has: versions, one owner, encryption, and no public access. */
export function closeBucket(
  name: string,
  { bucket, encryption }: ClosedBucketArgs,
  parent: pulumi.Resource,
): ClosedBucket {
  const target = { bucket: bucket.bucket };
  const options = { parent };
  const versioning = new s3.BucketVersioning(
    name,
    { ...target, versioningConfiguration: { status: "Enabled" } },
    options,
  );
  const settings = [
    new s3.BucketOwnershipControls(
      name,
      { ...target, rule: { objectOwnership: "BucketOwnerEnforced" } },
      options,
    ),
    new s3.BucketServerSideEncryptionConfiguration(
      name,
      {
        ...target,
        rules: [{ applyServerSideEncryptionByDefault: encryption, bucketKeyEnabled: true }],
      },
      options,
    ),
    new s3.BucketPublicAccessBlock(
      name,
      {
        ...target,
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      },
      options,
    ),
  ];
  return { versioning, settings };
}
