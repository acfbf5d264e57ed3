import type { PlanContext } from "../context";
import { type KeptBucketPlan, planAccessLogBucket, planKeptBucket } from "../kept-bucket";
import { logicalNames } from "../naming";

/** Where code is signed, and by whose authority. */
export interface SigningPlan {
  /** Name of the signing profile: letters, digits and underscores. */
  readonly profile: string;
  /** AWS Signer's only platform for Lambda. */
  readonly platform: "AWSLambda-SHA384-ECDSA";
  /** Bucket of signed and unsigned code. */
  readonly code: KeptBucketPlan;
  /** Bucket that S3 records requests to the other one in. */
  readonly accessLogs: KeptBucketPlan;
  /** Object that holds the unsigned code. */
  readonly unsignedKey: string;
  /** Start of the names of signed objects. */
  readonly signedPrefix: string;
  /** Logical name of the key that encrypts code. */
  readonly encryptionKey: string;
  /** Whether Pulumi refuses to delete the buckets. */
  readonly protect: boolean;
}

/** Plans code signing; undefined where the configuration does without. */
export function planSigning(context: PlanContext): SigningPlan | undefined {
  const { config, names } = context;
  if (!config.governance.codeSigning) return undefined;
  return {
    profile: names.signingProfile,
    platform: "AWSLambda-SHA384-ECDSA",
    code: planKeptBucket(context, names.artefactBucket),
    accessLogs: planAccessLogBucket(context, names.accessLogBucket, names.artefactBucket),
    unsignedKey: "governance/unsigned.zip",
    signedPrefix: "governance/signed/",
    encryptionKey: logicalNames.estateKey("governance"),
    protect: config.protectData,
  };
}
