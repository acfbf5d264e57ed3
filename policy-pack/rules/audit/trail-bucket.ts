import { companionsOf } from "../../engine/companions";
import { about, doubted, undecidable, violated } from "../../engine/observations";
import type { Observation, StackObservation, StackResource, StackRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";
import { documentsOf, type LocatedDocument } from "../../iam/locations";
import { hasWildcard } from "../../iam/pattern";
import { type Ours, sourceLimit } from "../../iam/source-limit";
import type { Condition, Statement } from "../../iam/statement";

const trailType = "aws:cloudtrail/trail:Trail";
const bucketType = "aws:s3/bucket:Bucket";
const policyType = "aws:s3/bucketPolicy:BucketPolicy";

/** The bucket of a trail takes deliveries of our trails only. */
export const trailBucket: StackRule = {
  id: "audit/trail-bucket",
  title: "A trail's bucket takes deliveries of our trails only",
  severity: "medium",
  level: "mandatory",
  onUndecided: "fail",
  needs: "stack",
  applies: [trailType, bucketType, policyType],
  why: "A bucket that proves what happened takes records of one trail: with the account alone as source, any trail that somebody creates in it may write there.",
  fix: 'Add StringEquals "aws:SourceArn" with the ARN of the trail to every statement for cloudtrail.amazonaws.com.',
  decides:
    "Every statement of the bucket's policy that lets CloudTrail in for our account also names the trail in aws:SourceArn. Statements without any source are reported by resource/service-source.",
  cannotDecide: "Buckets of other stacks and accounts.",
  frameworks: { ...familyFrameworks.audit, nist80053: ["AC-3", "AU-9"] },
  params: {},
  since: "0.2.0",
  examples: {
    pass: 'StringEquals: { "aws:SourceArn": "arn:aws:cloudtrail:eu-west-1:111122223333:trail/audit" }',
    fail: 'StringEquals: { "aws:SourceAccount": "111122223333" } alone',
  },
  check: (stack, context) => {
    const policies = companionsOf(stack, {
      types: [policyType],
      property: "bucket",
      owners: [bucketType],
    });
    const judge = (holder: StackResource): readonly StackObservation[] =>
      about(
        holder,
        documentsOf(holder, context).flatMap((located) => judgeDocument(located, context)),
      );
    const ofBucket = (bucket: StackResource) => [bucket, ...policies.of(bucket)].flatMap(judge);
    const trails = companionsOf(stack, {
      types: [trailType],
      property: "s3BucketName",
      owners: [bucketType],
    });
    const isUsed = (bucket: StackResource) => trails.of(bucket).length > 0;
    const buckets = stack.ofType(bucketType);
    const used = buckets.filter(isUsed);
    const isDoubtful = buckets.some((bucket) => !isUsed(bucket) && ofBucket(bucket).length > 0);
    const message = "The trail's bucket is unknown, and may take deliveries of anybody's trail.";
    return [
      ...used.flatMap(ofBucket),
      ...used.slice(0, 1).flatMap(() => policies.adrift.flatMap(judge).map(doubted)),
      ...trails.adrift.flatMap((trail) =>
        isDoubtful ? about(trail, [undecidable("/s3BucketName", message)]) : [],
      ),
    ];
  },
};

const judgeDocument = ({ document, path }: LocatedDocument, ours: Ours): readonly Observation[] =>
  document.kind === "unknown"
    ? [undecidable(path, "Whom the bucket lets in is unknown.")]
    : document.statements.flatMap((statement) => judgeStatement(statement, ours));

// Statements that nothing ties to an account of ours are a matter of resource/service-source.
function judgeStatement(
  { effect, principals, conditions, path }: Statement,
  ours: Ours,
): readonly Observation[] {
  const services = principals.map(({ type, entry }) => {
    if (entry.kind === "unknown") return type === "AWS" ? undefined : "unknown";
    const isTrail = entry.kind === "text" && cloudTrail.test(entry.text);
    return isTrail ? "cloudtrail" : undefined;
  });
  const isForTrails = services.includes("cloudtrail");
  if (effect !== "Allow" || (!isForTrails && !services.includes("unknown"))) return [];
  const source = sourceLimit(conditions, ours);
  if (source === "anybody" || source === "without-account") return [];
  const sources = conditions.filter(({ key }) => key === "aws:sourcearn");
  if (sources.some(limits)) return [];
  const isSure =
    isForTrails &&
    source === "ours" &&
    sources.every(({ values }) => values.every((value) => value.kind === "text"));
  return isSure
    ? [violated(path, "Whatever acts for our account through CloudTrail may write here.")]
    : [undecidable(path, "Which trails the bucket takes deliveries of is unknown.")];
}

const cloudTrail = /^cloudtrail\.amazonaws\.com(\.cn)?$/;

// The account of the trail is named, and no operator turns the test round.
const limits = ({ operator, values }: Condition): boolean =>
  /^(StringEquals|StringLike|ArnEquals|ArnLike)$/i.test(operator) &&
  values.every((value) => {
    const account = value.kind === "text" ? (value.text.split(":")[4] ?? "") : "";
    return account !== "" && !hasWildcard(account);
  });
