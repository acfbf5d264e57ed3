import { about, undecidable } from "../../engine/observations";
import type { JudgedStack, StackObservation, StackResource, StackRule } from "../../engine/rule";
import { numberParam } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";
import {
  auditBucketsOf,
  deliveringTypes,
  lockableBucketsOf,
  type Receivers,
} from "../../retention/audit-buckets";
import {
  bucketRetentionTypes,
  bucketSettingsOf,
  judgeLifecycle,
  judgeObjectLock,
  judgeVersioning,
} from "../../retention/bucket-retention";

const bucketType = "aws:s3/bucket:Bucket";

/** Buckets that receive records keep them. */
export const auditBucket: StackRule = {
  id: "retain/audit-bucket",
  title: "Buckets that receive records keep them",
  severity: "high",
  level: "mandatory",
  onUndecided: "fail",
  needs: "stack",
  applies: ["aws:s3/bucket:Bucket", ...Object.values(bucketRetentionTypes), ...deliveringTypes],
  why: "Records of an intrusion are what an intruder deletes first.",
  fix: "Switch versioning and object lock on, and let no lifecycle rule delete early.",
  decides:
    "Buckets that a trail, a configuration recorder, flow logs or access logs write to keep versions, are locked where asked and where the service delivers to locked buckets, and lose neither current nor former versions early. Each lifecycle rule counts by itself, so the shortest wins.",
  cannotDecide:
    "Buckets of other stacks, and buckets that a program writes records to by itself. Whether a bucket is destroyed with its objects is a matter of retain/recovery.",
  frameworks: { ...familyFrameworks.retain, nist80053: ["AU-9", "AU-11", "SI-12"] },
  params: {
    minDays: {
      type: "integer",
      description: "Days an object is kept before a lifecycle rule may delete it.",
      default: 365,
      minimum: 1,
    },
    objectLock: {
      type: "boolean",
      description:
        "Whether objects must be locked, unless AWS Config or S3 access logs alone arrive there: they deliver to no locked bucket.",
      default: false,
      strict: true,
    },
  },
  since: "0.2.0",
  examples: {
    pass: "a versioned bucket whose lifecycle only moves objects",
    fail: "a lifecycle rule with expiration.days: 90",
  },
  check: (stack, context) => {
    const settings = bucketSettingsOf(stack);
    const minDays = numberParam(context, "minDays");
    const keeping = judgeReceivers(stack, auditBucketsOf(stack), {
      judge: (bucket) => [
        ...judgeVersioning(bucket, settings),
        ...judgeLifecycle(bucket, settings, minDays),
      ],
      doubt: "The bucket that receives its records is unknown, and may lose them early.",
    });
    if (context.params["objectLock"] !== true) return keeping;
    const locking = judgeReceivers(stack, lockableBucketsOf(stack), {
      judge: (bucket) => judgeObjectLock(bucket, settings),
      doubt: "The bucket that receives its records is unknown, and may not be locked.",
    });
    return [...keeping, ...locking];
  },
};

interface Demand {
  readonly judge: (bucket: StackResource) => readonly StackObservation[];
  /** What may be if a bucket that fulfils it not receives records. */
  readonly doubt: string;
}

function judgeReceivers(
  stack: JudgedStack,
  { buckets, open }: Receivers,
  { judge, doubt }: Demand,
): readonly StackObservation[] {
  const isDoubtful = stack
    .ofType(bucketType)
    .some((bucket) => !buckets.has(bucket) && judge(bucket).length > 0);
  return [
    ...[...buckets].flatMap(judge),
    ...open.flatMap(({ source, path }) =>
      isDoubtful ? about(source, [undecidable(path, doubt)]) : [],
    ),
  ];
}
