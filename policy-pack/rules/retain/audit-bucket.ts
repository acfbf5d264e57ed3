import { about, undecidable } from "../../engine/observations";
import type { StackObservation, StackResource, StackRule } from "../../engine/rule";
import { numberParam } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";
import { auditBucketsOf, deliveringTypes } from "../../retention/audit-buckets";
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
    "Buckets that a trail, a configuration recorder, flow logs or access logs write to keep versions, are locked where asked, and lose neither current nor former versions early. Each lifecycle rule counts by itself, so the shortest wins.",
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
      description: "Whether objects must be locked.",
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
    const isLocked = context.params["objectLock"] === true;
    const judge = (bucket: StackResource): readonly StackObservation[] => [
      ...judgeVersioning(bucket, settings),
      ...judgeLifecycle(bucket, settings, minDays),
      ...(isLocked ? judgeObjectLock(bucket, settings) : []),
    ];
    const { buckets, open } = auditBucketsOf(stack);
    const isDoubtful = stack
      .ofType(bucketType)
      .some((bucket) => !buckets.has(bucket) && judge(bucket).length > 0);
    const message = "The bucket that receives its records is unknown, and may lose them early.";
    return [
      ...[...buckets].flatMap(judge),
      ...open.flatMap(({ source, path }) =>
        isDoubtful ? about(source, [undecidable(path, message)]) : [],
      ),
    ];
  },
};
