import * as pulumi from "@pulumi/pulumi";
import type { EvidencePlan } from "../../plan/monitoring/evidence";
import { recordAccess } from "../kept-bucket";
import { createLockedBucket } from "./locked-bucket";

/** What the bucket of evidence is made from. */
export interface EvidenceArgs {
  /** Bucket, and that of its access logs. */
  readonly plan: EvidencePlan;
  /** Key that encrypts records. */
  readonly keyArn: pulumi.Input<string>;
}

/** The locked bucket of records of incidents and reviews, and the one that records who touched them. */
export class Evidence extends pulumi.ComponentResource {
  /** Name of the bucket. */
  readonly bucketName: pulumi.Output<string>;
  /** ARN of the bucket. */
  readonly bucketArn: pulumi.Output<string>;
  /** What must be in force before anything is written. */
  readonly settings: readonly pulumi.Resource[];

  constructor(
    name: string,
    { plan, keyArn }: EvidenceArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("agent-runtime:monitoring:Evidence", name, {}, opts);
    const { protect, tags } = plan;
    const { bucket, settings } = createLockedBucket(
      `${name}-bucket`,
      { ...plan, bucketName: plan.bucket, keyArn },
      this,
    );
    const logging = recordAccess(
      `${name}-bucket`,
      { plan: plan.accessLogs, recorded: bucket, prefix: "evidence/", protect, tags },
      this,
    );
    this.bucketName = bucket.bucket;
    this.bucketArn = bucket.arn;
    this.settings = [...settings, logging];
    this.registerOutputs({ bucketName: this.bucketName, bucketArn: this.bucketArn });
  }
}
