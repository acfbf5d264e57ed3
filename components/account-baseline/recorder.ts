import * as cfg from "@pulumi/aws/cfg";
import * as iam from "@pulumi/aws/iam";
import type * as pulumi from "@pulumi/pulumi";
import type { RecorderPlan } from "../../plan/account-baseline/recorder";
import type { Tags } from "../../plan/tags";
import { createKeptBucket } from "../kept-bucket";

/** What a recorder is made from. */
export interface RecorderArgs {
  /** Recorder and bucket. */
  readonly recorder: RecorderPlan;
  /** Key that what it delivers is encrypted with; it must let AWS Config use it. */
  readonly keyArn: pulumi.Input<string>;
  /** Tags. */
  readonly tags: Tags;
}

/**
 * Declares a recorder of every type of resource, and returns what starts it: AWS accepts the channel once there is a
 * recorder, and starts the recorder once there is a channel (LOG-93).
 */
export function createRecorder(
  name: string,
  { recorder: plan, keyArn, tags }: RecorderArgs,
  parent: pulumi.Resource,
): cfg.RecorderStatus {
  const { bucket, settings } = createKeptBucket(
    `${name}-configuration`,
    {
      plan: plan.bucket,
      protect: plan.protect,
      tags,
      encryption: { sseAlgorithm: "aws:kms", kmsMasterKeyId: keyArn },
    },
    parent,
  );
  const recorder = recordAll(name, { recorder: plan, tags }, parent);
  const channel = new cfg.DeliveryChannel(
    `${name}-configuration`,
    {
      name: plan.name,
      s3BucketName: bucket.bucket,
      // Without it, what is delivered says that S3's own key encrypts it, whatever the bucket's default is.
      s3KmsKeyArn: keyArn,
      snapshotDeliveryProperties: { deliveryFrequency: plan.snapshotFrequency },
    },
    { parent, dependsOn: [recorder, ...settings] },
  );
  return new cfg.RecorderStatus(
    `${name}-configuration`,
    { name: recorder.name, isEnabled: true },
    { parent, dependsOn: [channel] },
  );
}

function recordAll(
  name: string,
  { recorder: plan, tags }: Pick<RecorderArgs, "recorder" | "tags">,
  parent: pulumi.Resource,
): cfg.Recorder {
  const role = new iam.ServiceLinkedRole(
    `${name}-configuration`,
    { awsServiceName: plan.linkedService, tags },
    // The account has one, and recorders of its other Regions need it too.
    { parent, retainOnDelete: true },
  );
  return new cfg.Recorder(
    `${name}-configuration`,
    {
      name: plan.name,
      roleArn: role.arn,
      recordingGroup: { allSupported: true, includeGlobalResourceTypes: true },
    },
    { parent },
  );
}
