import type { PlanContext } from "../context";
import type { Statement } from "../document";
import { type KeptBucketPlan, planKeptBucket } from "../kept-bucket";
import { creates } from "./ownership";

/** AWS Config's recorder of resources, and where it delivers to. */
export interface RecorderPlan {
  /** Physical name of recorder and delivery channel. */
  readonly name: string;
  /** Service that the recorder's role is linked to. */
  readonly linkedService: "config.amazonaws.com";
  /** Bucket of histories and snapshots. */
  readonly bucket: KeptBucketPlan;
  /** How often a snapshot of all resources is delivered. */
  readonly snapshotFrequency: "TwentyFour_Hours";
  /** Whether Pulumi refuses to delete the bucket. */
  readonly protect: boolean;
}

/**
 * Plans the recorder of every type of resource, those of IAM included: the stack that owns an account's settings
 * stands in one Region, so that they are recorded once (LOG-93). Config delivers to no bucket with object lock
 * (CloudFormation Template Reference, "AWS::Config::DeliveryChannel"): instead, nobody may delete a version.
 */
export function planRecorder(context: PlanContext): RecorderPlan {
  const { config, names } = context;
  return {
    name: names.name("recorder"),
    linkedService: "config.amazonaws.com",
    bucket: planKeptBucket(context, names.configurationBucket, bucketStatements(context)),
    snapshotFrequency: "TwentyFour_Hours",
    protect: config.protectData,
  };
}

// Source: AWS Config Developer Guide, "Permissions for the Amazon S3 Bucket for the AWS Config Delivery Channel".
function bucketStatements({ environment, names }: PlanContext): readonly Statement[] {
  const bucketArn = names.bucketArn(names.configurationBucket);
  const allow = (Sid: string, action: string, resource: string): Statement => ({
    Sid,
    Effect: "Allow",
    Principal: { Service: ["config.amazonaws.com"] },
    Action: [action],
    Resource: [resource],
    Condition: { StringEquals: { "aws:SourceAccount": environment.accountId } },
  });
  const delivered = `${bucketArn}/AWSLogs/${environment.accountId}/Config/*`;
  return [
    allow("ConfigChecksAcl", "s3:GetBucketAcl", bucketArn),
    allow("ConfigFindsBucket", "s3:ListBucket", bucketArn),
    allow("ConfigDelivers", "s3:PutObject", delivered),
    {
      Sid: "KeepVersions",
      Effect: "Deny",
      Principal: "*",
      Action: ["s3:DeleteObjectVersion"],
      Resource: [`${bucketArn}/*`],
    },
  ];
}

/**
 * What the key of the trail lets AWS Config do, where this stack has its recorder: its linked role may use no key, so
 * that it delivers as the service (AWS Config Developer Guide, "Permissions for the KMS Key for the AWS Config
 * Delivery Channel").
 */
export function recorderKeyStatements({ config, environment }: PlanContext): readonly Statement[] {
  if (!creates(config, "configRecorder")) return [];
  return [
    {
      Sid: "EncryptConfiguration",
      Effect: "Allow",
      Principal: { Service: ["config.amazonaws.com"] },
      Action: ["kms:Decrypt", "kms:GenerateDataKey"],
      Resource: ["*"],
      Condition: { StringEquals: { "aws:SourceAccount": environment.accountId } },
    },
  ];
}
