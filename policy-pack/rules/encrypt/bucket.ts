import { type Companions, companionsOf } from "../../engine/companions";
import { type EncryptionContext, judgeEncryption } from "../../engine/encryption";
import {
  bucketEncryptionByCompanion,
  bucketEncryptionInline,
} from "../../engine/encryption-matrix";
import { allowedKeysParam } from "../../engine/key-reference";
import { about, doubted, undecidable, violated } from "../../engine/observations";
import type { Observation, StackResource, StackRule } from "../../engine/rule";
import { placesOf } from "../../engine/settings";
import { isUnknown, listOf } from "../../engine/value";
import { familyFrameworks } from "../../frameworks/frameworks";
import { bucketsWithoutKms, deliveringTypes } from "../../retention/audit-buckets";

const bucketType = bucketEncryptionInline.type;
const companionType = bucketEncryptionByCompanion.type;

/** Buckets are encrypted with a customer-managed key, by their companion configuration or their own. */
export const bucketEncryption: StackRule = {
  id: "encrypt/bucket",
  title: "Buckets are encrypted with a customer-managed key",
  severity: "high",
  level: "mandatory",
  onUndecided: "fail",
  needs: "stack",
  applies: [...new Set([bucketType, companionType, ...deliveringTypes])],
  why: "S3's own encryption protects against a stolen disk only: whoever may read the object may read its contents.",
  fix: 'Declare a BucketServerSideEncryptionConfiguration with sseAlgorithm "aws:kms" and a key of this stack.',
  decides:
    "Every bucket has a default encryption with aws:kms or aws:kms:dsse and an enabled key of the stack. Buckets that S3 or a load balancer sends access logs to are exempt: these cannot deliver to a bucket with KMS.",
  cannotDecide:
    "What single objects are encrypted with when their writer names another algorithm or key.",
  frameworks: {
    ...familyFrameworks.encrypt,
    nist80053: ["SC-13", "SC-28", "SC-28(1)"],
    pciDss: ["3.5.1"],
  },
  params: { allowedKeys: allowedKeysParam },
  since: "0.1.0",
  examples: {
    pass: 'sseAlgorithm: "aws:kms", kmsMasterKeyId: key.arn',
    fail: 'sseAlgorithm: "AES256"',
  },
  check: (stack, context) => {
    const companions = companionsOf(stack, {
      types: [companionType],
      property: "bucket",
      owners: [bucketType],
    });
    const given = { stack, context };
    const exempt = bucketsWithoutKms(stack);
    const isExempt = exempt.open.length > 0;
    const exemptCompanions = new Set([...exempt.buckets].flatMap(companions.of));
    const adrift = new Set(exempt.buckets.size > 0 ? companions.adrift : []);
    return [
      ...stack
        .ofType(bucketType)
        .filter((bucket) => !exempt.buckets.has(bucket))
        .flatMap((bucket) => {
          const found = hasInline(bucket)
            ? judgeEncryption(bucket, bucketEncryptionInline, given)
            : withoutInline(bucket, companions);
          return about(bucket, isExempt ? found.map(doubted) : found);
        }),
      ...stack.ofType(companionType).flatMap((configuration) => {
        if (exemptCompanions.has(configuration)) return [];
        const found = judgeCompanion(configuration, given);
        return about(
          configuration,
          isExempt || adrift.has(configuration) ? found.map(doubted) : found,
        );
      }),
    ];
  },
};

function judgeCompanion(
  configuration: StackResource,
  given: EncryptionContext,
): readonly Observation[] {
  const { rules } = configuration.properties;
  if (!isUnknown(rules) && listOf(rules).length === 0) {
    return [violated("/rules", "There is no rule.")];
  }
  return judgeEncryption(configuration, bucketEncryptionByCompanion, given);
}

const hasInline = ({ properties }: StackResource): boolean =>
  placesOf(properties, "serverSideEncryptionConfiguration").some(
    ({ reading }) => reading.kind !== "absent",
  );

function withoutInline(bucket: StackResource, companions: Companions): readonly Observation[] {
  if (companions.of(bucket).length > 0) return [];
  return companions.adrift.length > 0
    ? [undecidable("", "A configuration whose bucket is unknown may be this bucket's, or not.")]
    : [violated("", "No encryption configuration of this stack belongs to the bucket.")];
}
