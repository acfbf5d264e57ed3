import type { PlanContext } from "../context";
import type { PolicyDocument, Statement } from "../document";
import { policyDocument, tlsOnly } from "../document";
import { logicalNames } from "../naming";

/** A closed bucket. */
export interface BucketPlan {
  /** Physical name, unique in the world. */
  readonly name: string;
  /** Who may write, and that nobody may do anything without TLS. */
  readonly policy: PolicyDocument;
  /** Days until replaced versions of objects are deleted. */
  readonly keepReplacedDays: 400;
}

/** Where code is signed, and by whose authority. */
export interface SigningPlan {
  /** Name of the signing profile: letters, digits and underscores. */
  readonly profile: string;
  /** AWS Signer's only platform for Lambda. */
  readonly platform: "AWSLambda-SHA384-ECDSA";
  /** Bucket of signed and unsigned code. */
  readonly code: BucketPlan;
  /** Bucket that S3 records requests to the other one in. */
  readonly accessLogs: BucketPlan;
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
  const bucket = (name: string, statements: readonly Statement[]): BucketPlan => {
    const bucketArn = names.bucketArn(name);
    return {
      name,
      policy: policyDocument([...statements, tlsOnly(["s3:*"], [bucketArn, `${bucketArn}/*`])]),
      keepReplacedDays: 400,
    };
  };
  return {
    profile: names.signingProfile,
    platform: "AWSLambda-SHA384-ECDSA",
    code: bucket(names.artefactBucket, []),
    accessLogs: bucket(names.accessLogBucket, [deliverAccessLogs(context)]),
    unsignedKey: "governance/unsigned.zip",
    signedPrefix: "governance/signed/",
    encryptionKey: logicalNames.estateKey("governance"),
    protect: config.protectData,
  };
}

const deliverAccessLogs = ({ environment, names }: PlanContext): Statement => ({
  Sid: "DeliverAccessLogs",
  Effect: "Allow",
  Principal: { Service: ["logging.s3.amazonaws.com"] },
  Action: ["s3:PutObject"],
  Resource: [`${names.bucketArn(names.accessLogBucket)}/*`],
  Condition: {
    StringEquals: { "aws:SourceAccount": environment.accountId },
    ArnLike: { "aws:SourceArn": names.bucketArn(names.artefactBucket) },
  },
});
