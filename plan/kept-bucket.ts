import type { PlanContext } from "./context";
import type { PolicyDocument, Statement } from "./document";
import { policyDocument, tlsOnly } from "./document";

/** A closed bucket that keeps what was replaced. */
export interface KeptBucketPlan {
  /** Physical name, unique in the world. */
  readonly name: string;
  /** Who may write, and that nobody may do anything without TLS. */
  readonly policy: PolicyDocument;
  /** Days until replaced versions of objects are deleted. */
  readonly keepReplacedDays: 400;
}

/** Plans a bucket with `statements` on it; nobody comes without TLS. */
export function planKeptBucket(
  { names }: PlanContext,
  name: string,
  statements: readonly Statement[] = [],
): KeptBucketPlan {
  const bucketArn = names.bucketArn(name);
  return {
    name,
    policy: policyDocument([...statements, tlsOnly(["s3:*"], [bucketArn, `${bucketArn}/*`])]),
    keepReplacedDays: 400,
  };
}

/** Plans the bucket that S3 records requests to another bucket in. */
export function planAccessLogBucket(
  context: PlanContext,
  name: string,
  recorded: string,
): KeptBucketPlan {
  const { environment, names } = context;
  const deliver: Statement = {
    Sid: "DeliverAccessLogs",
    Effect: "Allow",
    Principal: { Service: ["logging.s3.amazonaws.com"] },
    Action: ["s3:PutObject"],
    Resource: [`${names.bucketArn(name)}/*`],
    Condition: {
      StringEquals: { "aws:SourceAccount": environment.accountId },
      ArnLike: { "aws:SourceArn": names.bucketArn(recorded) },
    },
  };
  return planKeptBucket(context, name, [deliver]);
}
