import * as s3 from "@pulumi/aws/s3";
import type * as pulumi from "@pulumi/pulumi";
import type { PolicyDocument } from "../../plan/document";
import type { Tags } from "../../plan/tags";
import { closeBucket } from "../closed-bucket";
import { documentText } from "../documents";
import type { SettledBucket } from "../kept-bucket";

/** What a bucket whose objects nobody can delete is made from. */
export interface LockedBucketArgs {
  /** Physical name. */
  readonly bucketName: string;
  /** Who may do what with it. */
  readonly policy: PolicyDocument;
  /** How long nobody can delete an object. */
  readonly objectLock: { readonly mode: "GOVERNANCE" | "COMPLIANCE"; readonly days: number };
  /** Days until objects move to cheaper storage with immediate access. */
  readonly coldAfterDays: number;
  /** Key that encrypts objects. */
  readonly keyArn: pulumi.Input<string>;
  /** Whether Pulumi refuses to delete it. */
  readonly protect: boolean;
  /** Tags. */
  readonly tags: Tags;
}

/** Declares a closed bucket whose objects are locked, get cheaper with time, and never expire. */
export function createLockedBucket(
  name: string,
  args: LockedBucketArgs,
  parent: pulumi.Resource,
): SettledBucket {
  const { bucketName, policy, protect, tags, keyArn } = args;
  const bucket = new s3.Bucket(
    name,
    { bucket: bucketName, objectLockEnabled: true, tags },
    { parent, protect },
  );
  const encryption = { sseAlgorithm: "aws:kms", kmsMasterKeyId: keyArn };
  const { versioning, settings } = closeBucket(name, { bucket, encryption }, parent);
  const options = { parent, dependsOn: [versioning] };
  const lock = new s3.BucketObjectLockConfiguration(
    name,
    {
      bucket: bucket.bucket,
      rule: { defaultRetention: { mode: args.objectLock.mode, days: args.objectLock.days } },
    },
    options,
  );
  const lifecycle = new s3.BucketLifecycleConfiguration(
    name,
    {
      bucket: bucket.bucket,
      rules: [
        {
          id: "keep-cold",
          status: "Enabled",
          filter: {},
          transitions: [{ days: args.coldAfterDays, storageClass: "GLACIER_IR" }],
          abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
        },
      ],
    },
    options,
  );
  const admission = new s3.BucketPolicy(
    name,
    { bucket: bucket.bucket, policy: documentText(policy) },
    { parent },
  );
  return { bucket, settings: [...settings, lock, lifecycle, admission] };
}
