import type { StackObservation, StackResource, StackRule } from "../../engine/rule";
import { isUnknown } from "../../engine/value";
import { familyFrameworks } from "../../frameworks/frameworks";

const bucketTypes = ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"];
const blockType = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock";
const settings = [
  "blockPublicAcls",
  "blockPublicPolicy",
  "ignorePublicAcls",
  "restrictPublicBuckets",
];

/** Every bucket blocks public access in all four ways. */
export const publicAccessBlock: StackRule = {
  id: "resource/public-access-block",
  title: "Buckets block public access",
  severity: "critical",
  level: "mandatory",
  onUndecided: "fail",
  needs: "stack",
  applies: [...bucketTypes, blockType],
  why: "One ACL or one policy makes a bucket public unless all four blocks are on.",
  fix: "Declare a BucketPublicAccessBlock for the bucket with all four settings true.",
  decides: "TODO",
  cannotDecide: "TODO",
  frameworks: familyFrameworks.resource,
  params: {},
  since: "0.1.0",
  examples: {
    pass: "a BucketPublicAccessBlock with four times true",
    fail: "a bucket without a BucketPublicAccessBlock",
  },
  check: (stack) => {
    const blocks = stack.ofType(blockType);
    const blocked = blocks.flatMap((block) => stack.referred(block, "bucket", bucketTypes));
    return [
      ...stack
        .ofType(...bucketTypes)
        .filter((bucket) => !blocked.includes(bucket))
        .map(
          (resource): StackObservation => ({
            resource,
            verdict: "fail",
            path: "",
            message: "No public access block of this stack belongs to the bucket.",
          }),
        ),
      ...blocks.flatMap(judgeBlock),
    ];
  },
};

function judgeBlock(resource: StackResource): readonly StackObservation[] {
  return settings.flatMap((setting): readonly StackObservation[] => {
    const value = resource.properties[setting];
    const path = `/${setting}`;
    if (value === true) return [];
    return isUnknown(value)
      ? [{ resource, verdict: "undecided", path, message: `${setting} is unknown.` }]
      : [{ resource, verdict: "fail", path, message: `${setting} is not true.` }];
  });
}
