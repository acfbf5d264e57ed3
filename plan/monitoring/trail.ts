import type { PlanContext } from "../context";
import type { PolicyDocument } from "../document";
import { policyDocument, tlsOnly } from "../document";
import type { Tags } from "../tags";

/** Reads and writes of data that the trail records. */
export interface DataEventsPlan {
  /** What the selector is called. */
  readonly name: string;
  /** Type of resource, as CloudTrail spells it. */
  readonly resourceType: "AWS::DynamoDB::Table" | "AWS::S3::Object";
  /** ARN of what is recorded; one that ends in `/` stands for everything below it. */
  readonly arn: string;
}

/** The audit trail and its bucket. */
export interface AuditTrailPlan {
  /** Physical name of the trail. */
  readonly name: string;
  /** Physical name of the bucket, unique in the world. */
  readonly bucket: string;
  /** Who may write to the bucket, and that nobody may do so without TLS. */
  readonly bucketPolicy: PolicyDocument;
  /** How long nobody can delete an object. */
  readonly objectLock: { readonly mode: "GOVERNANCE" | "COMPLIANCE"; readonly days: number };
  /** Data whose reads and writes are recorded, beside all management events. */
  readonly dataEvents: readonly DataEventsPlan[];
  /** What CloudTrail compares with its baseline: calls that write, and errors of all calls. */
  readonly insights: readonly ("ApiCallRateInsight" | "ApiErrorRateInsight")[];
  /** Days until objects move to cheaper storage with immediate access. */
  readonly coldAfterDays: number;
  /** Whether Pulumi refuses to delete trail and bucket. */
  readonly protect: boolean;
  /** Tags. */
  readonly tags: Tags;
}

/** Plans a multi-Region trail to a locked, encrypted bucket. */
export function planAuditTrail(context: PlanContext): AuditTrailPlan {
  const { config, names, tags } = context;
  return {
    name: names.trail,
    bucket: names.trailBucket,
    bucketPolicy: planBucketPolicy(context),
    objectLock: config.monitoring.objectLock,
    dataEvents: planDataEvents(context),
    insights: config.monitoring.trailInsights ? ["ApiCallRateInsight", "ApiErrorRateInsight"] : [],
    coldAfterDays: 90,
    protect: config.protectData,
    tags,
  };
}

// Whoever clears a flag in this table lifts a quarantine, and whoever replaces code decides calls.
function planDataEvents({ config, names }: PlanContext): readonly DataEventsPlan[] {
  const table: DataEventsPlan = {
    name: "State of governance",
    resourceType: "AWS::DynamoDB::Table",
    arn: names.governanceTableArn,
  };
  const code: DataEventsPlan = {
    name: "Code of governance",
    resourceType: "AWS::S3::Object",
    arn: `${names.bucketArn(names.artefactBucket)}/`,
  };
  const evidence: DataEventsPlan = {
    name: "Records of incidents and reviews",
    resourceType: "AWS::S3::Object",
    arn: `${names.bucketArn(names.evidenceBucket)}/`,
  };
  return config.governance.codeSigning ? [table, code, evidence] : [table, evidence];
}

// CloudTrail checks this policy when the trail is created; a denial of unencrypted puts would make that check
// fail, so encryption is left to the bucket's default (LOG-82).
function planBucketPolicy({ environment, names }: PlanContext): PolicyDocument {
  const bucketArn = names.bucketArn(names.trailBucket);
  const cloudTrail = { Service: ["cloudtrail.amazonaws.com"] };
  const fromTrail = { "aws:SourceArn": names.trailArn };
  return policyDocument([
    {
      Sid: "TrailChecksAcl",
      Effect: "Allow",
      Principal: cloudTrail,
      Action: ["s3:GetBucketAcl"],
      Resource: [bucketArn],
      Condition: { StringEquals: fromTrail },
    },
    {
      Sid: "TrailWrites",
      Effect: "Allow",
      Principal: cloudTrail,
      Action: ["s3:PutObject"],
      Resource: [`${bucketArn}/AWSLogs/${environment.accountId}/*`],
      Condition: {
        StringEquals: { ...fromTrail, "s3:x-amz-acl": "bucket-owner-full-control" },
      },
    },
    tlsOnly(["s3:*"], [bucketArn, `${bucketArn}/*`]),
  ]);
}
