import type { PlanContext } from "../context";
import type { PolicyDocument, Statement } from "../document";
import { policyDocument, tlsOnly } from "../document";
import { recordReaderArns } from "../identity/readers";
import { type KeptBucketPlan, planAccessLogBucket } from "../kept-bucket";
import type { Tags } from "../tags";

/** Where records of incidents and reviews lie in the bucket. */
export const evidencePrefixes = { incidents: "incidents/", reviews: "reviews/" } as const;

/** The locked bucket of what was found, done and reviewed. */
export interface EvidencePlan {
  /** Physical name, unique in the world. */
  readonly bucket: string;
  /** Who may write and read. */
  readonly policy: PolicyDocument;
  /** How long nobody can delete an object. */
  readonly objectLock: { readonly mode: "GOVERNANCE" | "COMPLIANCE"; readonly days: number };
  /** Days until objects move to cheaper storage with immediate access. */
  readonly coldAfterDays: number;
  /** Bucket that S3 records requests to this one in. */
  readonly accessLogs: KeptBucketPlan;
  /** Whether Pulumi refuses to delete the buckets. */
  readonly protect: boolean;
  /** Tags. */
  readonly tags: Tags;
}

/** Plans a locked, encrypted bucket that two functions write to, each below a prefix of its own. */
export function planEvidence(context: PlanContext): EvidencePlan {
  const { config, names, tags } = context;
  return {
    bucket: names.evidenceBucket,
    policy: planBucketPolicy(context),
    objectLock: config.monitoring.objectLock,
    coldAfterDays: 90,
    accessLogs: planAccessLogBucket(context, names.evidenceAccessBucket, names.evidenceBucket),
    protect: config.protectData,
    tags,
  };
}

// Nothing is allowed here: the two roles may what their own policies say, and AWS refuses a policy that names a role
// which does not exist yet. A key that a request lacks fulfils ArnNotEquals: AWS services are kept out too.
function planBucketPolicy(context: PlanContext): PolicyDocument {
  const { names } = context;
  const bucketArn = names.bucketArn(names.evidenceBucket);
  const containment = names.roleArn(names.containment);
  const accessReview = names.roleArn(names.accessReview);
  const unless = (roles: readonly string[]) => ({ ArnNotEquals: { "aws:PrincipalArn": roles } });
  const refuse = (Sid: string, Action: readonly string[], below: string): Statement => ({
    Sid,
    Effect: "Deny",
    Principal: "*",
    Action,
    Resource: [`${bucketArn}/${below}*`],
  });
  const put = ["s3:PutObject"];
  return policyDocument([
    { ...refuse("TwoWriters", put, ""), Condition: unless([containment, accessReview]) },
    {
      ...refuse("IncidentsByContainment", put, evidencePrefixes.incidents),
      Condition: unless([containment]),
    },
    {
      ...refuse("ReviewsByReview", put, evidencePrefixes.reviews),
      Condition: unless([accessReview]),
    },
    {
      ...refuse("OtherRolesReadNothing", ["s3:GetObject", "s3:GetObjectVersion"], ""),
      Condition: {
        ArnLike: { "aws:PrincipalArn": names.roleArn("*") },
        ...unless([containment, accessReview, ...recordReaderArns(context)]),
      },
    },
    tlsOnly(["s3:*"], [bucketArn, `${bucketArn}/*`]),
  ]);
}
