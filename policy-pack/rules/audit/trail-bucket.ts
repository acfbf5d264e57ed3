import { companionsOf } from "../../engine/companions";
import { about, undecidable, violated } from "../../engine/observations";
import type { Observation, StackRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";
import { documentsOf } from "../../iam/locations";
import { hasWildcard } from "../../iam/pattern";
import type { Condition, Statement } from "../../iam/statement";

const trailType = "aws:cloudtrail/trail:Trail";
const bucketType = "aws:s3/bucket:Bucket";
const policyType = "aws:s3/bucketPolicy:BucketPolicy";

/** The bucket of a trail takes deliveries of our trails only. */
export const trailBucket: StackRule = {
  id: "audit/trail-bucket",
  title: "A trail's bucket takes deliveries of our trails only",
  severity: "high",
  level: "mandatory",
  onUndecided: "fail",
  needs: "stack",
  applies: [trailType, bucketType, policyType],
  why: "CloudTrail writes for every customer of AWS: without a source, anybody's trail may write into the bucket that proves what happened.",
  fix: 'Add StringEquals "aws:SourceArn" with the ARN of the trail to every statement for cloudtrail.amazonaws.com.',
  decides:
    "Every statement of the bucket's policy that lets CloudTrail in names the account of the trail in aws:SourceArn.",
  cannotDecide: "Buckets of other stacks and accounts.",
  frameworks: { ...familyFrameworks.audit, nist80053: ["AC-3", "AU-9"] },
  params: {},
  since: "0.2.0",
  examples: {
    pass: 'StringEquals: { "aws:SourceArn": "arn:aws:cloudtrail:eu-west-1:111122223333:trail/audit" }',
    fail: "a statement for cloudtrail.amazonaws.com without condition",
  },
  check: (stack, context) => {
    const policies = companionsOf(stack, {
      types: [policyType],
      property: "bucket",
      owners: [bucketType],
    });
    const buckets = new Set(
      stack
        .ofType(trailType)
        .flatMap((trail) => stack.referred(trail, "s3BucketName", [bucketType])),
    );
    return [...buckets].flatMap((bucket) =>
      [bucket, ...policies.of(bucket)].flatMap((holder) =>
        documentsOf(holder, context).flatMap(({ document, path }) => {
          if (document.kind === "unknown") {
            return about(holder, [undecidable(path, "Whom the bucket lets in is unknown.")]);
          }
          return about(holder, document.statements.flatMap(judgeStatement));
        }),
      ),
    );
  },
};

function judgeStatement(statement: Statement): readonly Observation[] {
  const { effect, principals, conditions, path, conditionUnknown } = statement;
  const isForTrails = principals.some(
    ({ entry }) => entry.kind === "text" && /^cloudtrail\.amazonaws\.com(\.cn)?$/.test(entry.text),
  );
  if (effect !== "Allow" || !isForTrails) return [];
  const sources = conditions.filter(({ key }) => key === "aws:sourcearn");
  if (sources.some(limits)) return [];
  const isOpen =
    conditionUnknown || sources.some(({ values }) => values.some((value) => value.kind !== "text"));
  return isOpen
    ? [undecidable(path, "Which trails the bucket takes deliveries of is unknown.")]
    : [violated(path, "CloudTrail may write here for a trail of any account.")];
}

// The account of the trail is named, and no operator turns the test round.
const limits = ({ operator, values }: Condition): boolean =>
  /^(StringEquals|StringLike|ArnEquals|ArnLike)$/i.test(operator) &&
  values.every((value) => {
    const account = value.kind === "text" ? (value.text.split(":")[4] ?? "") : "";
    return account !== "" && !hasWildcard(account);
  });
