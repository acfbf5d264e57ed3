import { judgeKey } from "../../engine/key-reference";
import type { JudgedStack, StackObservation, StackResource, StackRule } from "../../engine/rule";
import { isUnknown, listOf, read, textOf } from "../../engine/value";
import { familyFrameworks } from "../../frameworks/frameworks";

const bucketTypes = ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"];
const encryptionTypes = [
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
  "aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2",
];

/** Buckets are encrypted with a customer-managed key by their companion configuration. */
export const bucketEncryption: StackRule = {
  id: "encrypt/bucket",
  title: "Buckets are encrypted with a customer-managed key",
  severity: "high",
  level: "mandatory",
  onUndecided: "fail",
  needs: "stack",
  applies: [...bucketTypes, ...encryptionTypes],
  why: "S3's own encryption protects against a stolen disk only: whoever may read the object may read its contents.",
  fix: 'Declare a BucketServerSideEncryptionConfiguration with sseAlgorithm "aws:kms" and a key of this stack.',
  decides: "TODO",
  cannotDecide: "TODO",
  frameworks: familyFrameworks.encrypt,
  params: {},
  since: "0.1.0",
  examples: {
    pass: 'sseAlgorithm: "aws:kms", kmsMasterKeyId: key.arn',
    fail: 'sseAlgorithm: "AES256"',
  },
  check: (stack) => {
    const configurations = stack.ofType(...encryptionTypes);
    const configured = configurations.flatMap((configuration) =>
      stack.referred(configuration, "bucket", bucketTypes),
    );
    return [
      ...stack
        .ofType(...bucketTypes)
        .filter((bucket) => !configured.includes(bucket))
        .map(
          (resource): StackObservation => ({
            resource,
            verdict: "fail",
            path: "",
            message: "No encryption configuration of this stack belongs to the bucket.",
          }),
        ),
      ...configurations.flatMap((configuration) => judgeConfiguration(stack, configuration)),
    ];
  },
};

function judgeConfiguration(
  stack: JudgedStack,
  resource: StackResource,
): readonly StackObservation[] {
  const rules = resource.properties["rules"];
  if (isUnknown(rules)) {
    return [{ resource, verdict: "undecided", path: "/rules", message: "The rules are unknown." }];
  }
  const list = listOf(rules);
  if (list.length === 0) {
    return [{ resource, verdict: "fail", path: "/rules", message: "There is no rule." }];
  }
  return list.flatMap((_rule, index) => judgeRule(stack, resource, index));
}

function judgeRule(
  stack: JudgedStack,
  resource: StackResource,
  index: number,
): readonly StackObservation[] {
  const path = ["rules", index, "applyServerSideEncryptionByDefault"];
  const algorithm = read(resource.properties, ...path, "sseAlgorithm");
  const at = `/rules/${String(index)}`;
  if (algorithm.kind === "unknown") {
    return [{ resource, verdict: "undecided", path: at, message: "The algorithm is unknown." }];
  }
  const isKms = algorithm.kind === "known" && textOf(algorithm.value).startsWith("aws:kms");
  if (!isKms) {
    return [
      { resource, verdict: "fail", path: at, message: "Objects are not encrypted with KMS." },
    ];
  }
  return judgeKey(stack, resource, { path: [...path, "kmsMasterKeyId"] });
}
