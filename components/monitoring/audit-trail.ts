import * as cloudtrail from "@pulumi/aws/cloudtrail";
import * as pulumi from "@pulumi/pulumi";
import type { AuditTrailPlan } from "../../plan/monitoring/trail";
import type { SettledBucket } from "../kept-bucket";
import { createLockedBucket } from "./locked-bucket";

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
    const { plan, keyArn } = args;
    const bucket = createLockedBucket(
      `${name}-bucket`,
      { ...plan, bucketName: plan.bucket, policy: plan.bucketPolicy, keyArn },
      this,
    );
    const trail = this.#createTrail(name, args, bucket);
    this.trailArn = trail.arn;
    this.bucketName = bucket.bucket.bucket;
    this.registerOutputs({ trailArn: this.trailArn, bucketName: this.bucketName });
  }

  #createTrail(
    name: string,
    { plan, keyArn, logGroupArn, roleArn, before = [] }: AuditTrailArgs,
    { bucket, settings }: SettledBucket,
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
        insightSelectors: plan.insights.map((insightType) => ({ insightType })),
        tags: plan.tags,
      },
      // CloudTrail refuses a bucket that does not admit it yet (LOG-82).
      { parent: this, protect: plan.protect, dependsOn: [...settings, ...before] },
    );
  }
}
