import * as cloudtrail from "@pulumi/aws/cloudtrail";
import * as s3 from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";
import type { AuditTrailPlan } from "../../plan/monitoring/trail";
import { closeBucket } from "../closed-bucket";
import { documentText } from "../documents";

/** What the audit trail is made from. */
export interface AuditTrailArgs {
  /** Trail and bucket. */
  readonly plan: AuditTrailPlan;
  /** Key that encrypts both. */
  readonly keyArn: pulumi.Input<string>;
  /** Log group the trail also writes to, without the trailing `:*`. */
  readonly logGroupArn: pulumi.Input<string>;
  /** Role that writes to the log group. */
  readonly roleArn: pulumi.Input<string>;
  /** What must be there before, such as the role's permissions. @default - nothing */
  readonly before?: readonly pulumi.Resource[];
}

/** A multi-Region trail to a locked, encrypted bucket and to CloudWatch Logs. */
export class AuditTrail extends pulumi.ComponentResource {
  /** ARN of the trail. */
  readonly trailArn: pulumi.Output<string>;
  /** Name of the bucket. */
  readonly bucketName: pulumi.Output<string>;

  constructor(name: string, args: AuditTrailArgs, opts?: pulumi.ComponentResourceOptions) {
    super("agent-runtime:monitoring:AuditTrail", name, {}, opts);
    const bucket = this.#createBucket(name, args);
    const trail = this.#createTrail(name, args, bucket);
    this.trailArn = trail.arn;
    this.bucketName = bucket.bucket.bucket;
    this.registerOutputs({ trailArn: this.trailArn, bucketName: this.bucketName });
  }

  #createBucket(name: string, { plan, keyArn }: AuditTrailArgs): AuditBucket {
    const bucket = new s3.Bucket(
      `${name}-bucket`,
      { bucket: plan.bucket, objectLockEnabled: true, tags: plan.tags },
      { parent: this, protect: plan.protect },
    );
    const encryption = { sseAlgorithm: "aws:kms", kmsMasterKeyId: keyArn };
    const { versioning, settings: closed } = closeBucket(
      `${name}-bucket`,
      { bucket, encryption },
      this,
    );
    const settings = [
      ...closed,
      this.#lockObjects(name, plan, { bucket, versioning }),
      this.#coolObjects(name, plan, { bucket, versioning }),
    ];
    const policy = new s3.BucketPolicy(
      `${name}-bucket`,
      { bucket: bucket.bucket, policy: documentText(plan.bucketPolicy) },
      { parent: this },
    );
    return { bucket, policy, settings };
  }

  #lockObjects(name: string, plan: AuditTrailPlan, { bucket, versioning }: VersionedBucket) {
    return new s3.BucketObjectLockConfiguration(
      `${name}-bucket`,
      {
        bucket: bucket.bucket,
        rule: { defaultRetention: { mode: plan.objectLock.mode, days: plan.objectLock.days } },
      },
      { parent: this, dependsOn: [versioning] },
    );
  }

  #coolObjects(name: string, plan: AuditTrailPlan, { bucket, versioning }: VersionedBucket) {
    return new s3.BucketLifecycleConfiguration(
      `${name}-bucket`,
      {
        bucket: bucket.bucket,
        rules: [
          {
            id: "keep-cold",
            status: "Enabled",
            filter: {},
            transitions: [{ days: plan.coldAfterDays, storageClass: "GLACIER_IR" }],
            abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
          },
        ],
      },
      { parent: this, dependsOn: [versioning] },
    );
  }

  #createTrail(
    name: string,
    { plan, keyArn, logGroupArn, roleArn, before = [] }: AuditTrailArgs,
    { bucket, policy, settings }: AuditBucket,
  ): cloudtrail.Trail {
    return new cloudtrail.Trail(
      `${name}-trail`,
      {
        name: plan.name,
        s3BucketName: bucket.bucket,
        isMultiRegionTrail: true,
        includeGlobalServiceEvents: true,
        enableLogFileValidation: true,
        enableLogging: true,
        kmsKeyId: keyArn,
        // CloudTrail wants the form that ends in `:*` (LOG-83).
        cloudWatchLogsGroupArn: pulumi.interpolate`${logGroupArn}:*`,
        cloudWatchLogsRoleArn: roleArn,
        // All management events: reads of secrets and use of keys are among them (LOG-84).
        advancedEventSelectors: [
          {
            name: "Management events",
            fieldSelectors: [{ field: "eventCategory", equals: ["Management"] }],
          },
          ...plan.dataEvents.map(({ name: selector, resourceType, arn }) => ({
            name: selector,
            fieldSelectors: [
              { field: "eventCategory", equals: ["Data"] },
              { field: "resources.type", equals: [resourceType] },
              {
                field: "resources.ARN",
                ...(arn.endsWith("/") ? { startsWiths: [arn] } : { equals: [arn] }),
              },
            ],
          })),
        ],
        tags: plan.tags,
      },
      // CloudTrail refuses a bucket that does not admit it yet (LOG-82).
      { parent: this, protect: plan.protect, dependsOn: [policy, ...settings, ...before] },
    );
  }
}

interface VersionedBucket {
  readonly bucket: s3.Bucket;
  readonly versioning: s3.BucketVersioning;
}

interface AuditBucket {
  readonly bucket: s3.Bucket;
  readonly policy: s3.BucketPolicy;
  readonly settings: readonly pulumi.Resource[];
}
