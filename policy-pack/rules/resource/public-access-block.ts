import { companionsOf } from "../../engine/companions";
import type { JudgedStack, StackObservation, StackResource, StackRule } from "../../engine/rule";
import { isUnknown, pointer, read } from "../../engine/value";
import { familyFrameworks } from "../../frameworks/frameworks";

const bucketType = "aws:s3/bucket:Bucket";
const blockType = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock";
const accountType = "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock";
const settings = [
  "blockPublicAcls",
  "blockPublicPolicy",
  "ignorePublicAcls",
  "restrictPublicBuckets",
] as const;

// Access points block public access unless told otherwise: only an explicit setting opens one.
const accessPoints: Readonly<Record<string, readonly string[]>> = {
  "aws:s3/accessPoint:AccessPoint": ["publicAccessBlockConfiguration"],
  "aws:s3control/multiRegionAccessPoint:MultiRegionAccessPoint": ["details", "publicAccessBlock"],
};

/** Every bucket blocks public access in all four ways. */
export const publicAccessBlock: StackRule = {
  id: "resource/public-access-block",
  title: "Buckets block public access",
  severity: "critical",
  level: "mandatory",
  onUndecided: "fail",
  needs: "stack",
  applies: [bucketType, blockType, accountType, ...Object.keys(accessPoints)],
  why: "One ACL or one policy makes a bucket public unless all four blocks are on.",
  fix: "Declare a BucketPublicAccessBlock for the bucket with all four settings true.",
  decides:
    "Whether each bucket has a linked block with all four settings on, or the stack blocks public access for the whole account; and whether an access point switches a setting off.",
  cannotDecide:
    "Blocks that another stack or an organization policy sets, and in which account a bucket is when the stack uses several.",
  frameworks: familyFrameworks.resource,
  params: {},
  since: "0.1.0",
  examples: {
    pass: "a BucketPublicAccessBlock with four times true",
    fail: "a bucket without a BucketPublicAccessBlock",
  },
  check: (stack) => {
    const account = stack.ofType(accountType);
    const points = Object.entries(accessPoints).flatMap(([type, path]) =>
      stack.ofType(type).flatMap((point) => judgeAccessPoint(point, path)),
    );
    // S3 applies the stricter of the account's and the bucket's settings. An unknown one is undecided by itself.
    const isCovered = account.some((block) => missing(block).every((name) => isOpen(block, name)));
    return [
      ...account.flatMap(judgeBlock),
      ...(isCovered
        ? []
        : [...judgeBuckets(stack), ...stack.ofType(blockType).flatMap(judgeBlock)]),
      ...points,
    ];
  },
};

function judgeBuckets(stack: JudgedStack): readonly StackObservation[] {
  const { of, perhaps } = companionsOf(stack, {
    types: [blockType],
    property: "bucket",
    owners: [bucketType],
  });
  return stack
    .ofType(bucketType)
    .filter((bucket) => of(bucket).length === 0)
    .map((resource) => {
      const path = "";
      const evidence = perhaps(resource);
      if (evidence.length === 0) {
        const message = "No public access block of this stack belongs to the bucket.";
        return { resource, verdict: "fail", path, message };
      }
      const message = "A public access block belongs to this bucket or to another.";
      return { resource, verdict: "undecided", path, message, evidence };
    });
}

const missing = ({ properties }: StackResource) =>
  settings.filter((setting) => properties[setting] !== true);

const isOpen = ({ properties }: StackResource, setting: string): boolean =>
  isUnknown(properties[setting]);

function judgeBlock(resource: StackResource): readonly StackObservation[] {
  return missing(resource).map((setting): StackObservation => {
    const path = `/${setting}`;
    return isOpen(resource, setting)
      ? { resource, verdict: "undecided", path, message: `${setting} is unknown.` }
      : {
          resource,
          verdict: "fail",
          path,
          message: `${setting} is not true.`,
          fix: `Set ${setting} to true.`,
        };
  });
}

function judgeAccessPoint(
  resource: StackResource,
  path: readonly string[],
): readonly StackObservation[] {
  return settings.flatMap((setting): readonly StackObservation[] => {
    const value = read(resource.properties, ...path, setting);
    const at = pointer([...path, setting]);
    if (value.kind === "unknown") {
      return [{ resource, verdict: "undecided", path: at, message: `${setting} is unknown.` }];
    }
    if (value.kind === "absent" || value.value === true) return [];
    const fix = `Set ${setting} to true, or leave it out.`;
    return [
      {
        resource,
        verdict: "fail",
        path: at,
        message: `The access point switches ${setting} off.`,
        fix,
      },
    ];
  });
}
