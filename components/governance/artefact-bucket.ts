import * as s3 from "@pulumi/aws/s3";
import type * as pulumi from "@pulumi/pulumi";
import type { BucketPlan, SigningPlan } from "../../plan/governance/artefacts";
import type { Tags } from "../../plan/tags";
import { type ClosedBucketArgs, closeBucket } from "../closed-bucket";
import { documentText } from "../documents";

/** What the buckets are made from. */
export interface ArtefactBucketArgs {
  /** Bucket of code, and that of its access logs. */
  readonly plan: SigningPlan;
  /** Key that encrypts code. */
  readonly keyArn: pulumi.Input<string>;
  /** Tags. */
  readonly tags: Tags;
}

/** A bucket, and what must be in force before anything is put into it. */
export interface ArtefactBucket {
  /** The bucket. */
  readonly bucket: s3.Bucket;
  /** Its settings. */
  readonly settings: readonly pulumi.Resource[];
}

/** Declares the closed, versioned bucket that code is signed in, and the one that records who touched it. */
export function createArtefactBucket(
  name: string,
  { plan, keyArn, tags }: ArtefactBucketArgs,
  parent: pulumi.Resource,
): ArtefactBucket {
  const code = createBucket(
    `${name}-code`,
    {
      plan: plan.code,
      protect: plan.protect,
      tags,
      encryption: { sseAlgorithm: "aws:kms", kmsMasterKeyId: keyArn },
    },
    parent,
  );
  const logs = createBucket(
    `${name}-code-access`,
    // S3 delivers access logs to no bucket with SSE-KMS (S3 User Guide, "Enabling server access logging").
    { plan: plan.accessLogs, protect: plan.protect, tags, encryption: { sseAlgorithm: "AES256" } },
    parent,
  );
  const logging = new s3.BucketLogging(
    `${name}-code`,
    { bucket: code.bucket.bucket, targetBucket: logs.bucket.bucket, targetPrefix: "governance/" },
    { parent, dependsOn: [...logs.settings] },
  );
  return { bucket: code.bucket, settings: [...code.settings, logging] };
}

interface BucketArgs extends Pick<ClosedBucketArgs, "encryption"> {
  readonly plan: BucketPlan;
  readonly protect: boolean;
  readonly tags: Tags;
}

function createBucket(
  name: string,
  { plan, protect, tags, encryption }: BucketArgs,
  parent: pulumi.Resource,
): ArtefactBucket {
  const bucket = new s3.Bucket(name, { bucket: plan.name, tags }, { parent, protect });
  const { versioning, settings } = closeBucket(name, { bucket, encryption }, parent);
  const policy = new s3.BucketPolicy(
    name,
    { bucket: bucket.bucket, policy: documentText(plan.policy) },
    { parent },
  );
  return {
    bucket,
    settings: [versioning, ...settings, expire(name, plan, { bucket, versioning, parent }), policy],
  };
}

interface Versioned {
  readonly bucket: s3.Bucket;
  readonly versioning: s3.BucketVersioning;
  readonly parent: pulumi.Resource;
}

function expire(name: string, plan: BucketPlan, { bucket, versioning, parent }: Versioned) {
  return new s3.BucketLifecycleConfiguration(
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
}
