import * as s3 from "@pulumi/aws/s3";
import type * as pulumi from "@pulumi/pulumi";
import type { KeptBucketPlan } from "../plan/kept-bucket";
import type { Tags } from "../plan/tags";
import { type ClosedBucketArgs, closeBucket } from "./closed-bucket";
import { documentText } from "./documents";

/** A bucket, and what must be in force before anything is put into it. */
export interface SettledBucket {
  /** The bucket. */
  readonly bucket: s3.Bucket;
  /** Its settings. */
  readonly settings: readonly pulumi.Resource[];
}

/** What a bucket that keeps replaced versions is made from. */
export interface KeptBucketArgs extends Pick<ClosedBucketArgs, "encryption"> {
  /** Name, policy and time. */
  readonly plan: KeptBucketPlan;
  /** Whether Pulumi refuses to delete it. */
  readonly protect: boolean;
  /** Tags. */
  readonly tags: Tags;
}

/** Declares a closed bucket that keeps replaced versions of objects for the planned time. */
export function createKeptBucket(
  name: string,
  { plan, protect, tags, encryption }: KeptBucketArgs,
  parent: pulumi.Resource,
): SettledBucket {
  const bucket = new s3.Bucket(name, { bucket: plan.name, tags }, { parent, protect });
  const { versioning, settings } = closeBucket(name, { bucket, encryption }, parent);
  const policy = new s3.BucketPolicy(
    name,
    { bucket: bucket.bucket, policy: documentText(plan.policy) },
    { parent },
  );
  const lifecycle = new s3.BucketLifecycleConfiguration(
    name,
    {
      bucket: bucket.bucket,
      rules: [
        {
          id: "forget-replaced",
          status: "Enabled",
          filter: {},
          noncurrentVersionExpiration: { noncurrentDays: plan.keepReplacedDays },
          abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
        },
      ],
    },
    { parent, dependsOn: [versioning] },
  );
  return { bucket, settings: [versioning, ...settings, lifecycle, policy] };
}

/** What records of requests to a bucket are made from. */
export interface AccessLogArgs extends Omit<KeptBucketArgs, "encryption"> {
  /** Bucket whose requests are recorded. */
  readonly recorded: s3.Bucket;
  /** Start of the names of records, such as `governance/`. */
  readonly prefix: string;
}

/** Declares a bucket named `<name>-access`, and has S3 record there who sends requests to the other one. */
export function recordAccess(
  name: string,
  { recorded, prefix, ...args }: AccessLogArgs,
  parent: pulumi.Resource,
): s3.BucketLogging {
  const logs = createKeptBucket(
    `${name}-access`,
    // S3 delivers access logs to no bucket with SSE-KMS (S3 User Guide, "Enabling server access logging").
    { ...args, encryption: { sseAlgorithm: "AES256" } },
    parent,
  );
  return new s3.BucketLogging(
    name,
    { bucket: recorded.bucket, targetBucket: logs.bucket.bucket, targetPrefix: prefix },
    { parent, dependsOn: [...logs.settings] },
  );
}
