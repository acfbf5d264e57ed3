import { companionsOf } from "../../engine/companions";
import { judgeEncryption } from "../../engine/encryption";
import {
  bucketEncryptionByCompanion,
  bucketEncryptionInline,
} from "../../engine/encryption-matrix";
import { allowedKeysParam } from "../../engine/key-reference";
import { about } from "../../engine/observations";
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
    return [
      ...stack.ofType(bucketType).flatMap((bucket) => {
        if (exempt.includes(bucket)) return [];
        const isInline = hasInline(bucket);
        if (isInline) return about(bucket, judgeEncryption(bucket, bucketEncryptionInline, given));
        if (companions.of(bucket).length > 0) return [];
        return about(bucket, [withoutCompanion(companions.adrift.length > 0)]);
      }),
      ...stack.ofType(companionType).flatMap((configuration) => {
        if (exempt.some((bucket) => companions.of(bucket).includes(configuration))) return [];
        const { rules } = configuration.properties;
        const path = "/rules";
        if (!isUnknown(rules) && listOf(rules).length === 0) {
          return about(configuration, [{ verdict: "fail", path, message: "There is no rule." }]);
        }
        return about(
          configuration,
          judgeEncryption(configuration, bucketEncryptionByCompanion, given),
        );
      }),
    ];
  },
};

const hasInline = ({ properties }: StackResource): boolean =>
  placesOf(properties, "serverSideEncryptionConfiguration").some(
    ({ reading }) => reading.kind !== "absent",
  );

const withoutCompanion = (isOpen: boolean): Observation =>
  isOpen
    ? {
        verdict: "undecided",
        path: "",
        message: "A configuration whose bucket is unknown may be this bucket's, or not.",
      }
    : {
        verdict: "fail",
        path: "",
        message: "No encryption configuration of this stack belongs to the bucket.",
      };
