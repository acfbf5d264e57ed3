import { numberParam, type Observation, type ResourceRule } from "../../engine/rule";
import { isUnknown, numberOf, type Properties, textOf } from "../../engine/value";
import { familyFrameworks } from "../../frameworks/frameworks";

/** Symmetric keys rotate at least once a year. */
export const keyRotation: ResourceRule = {
  id: "kms/rotation",
  title: "Keys rotate",
  severity: "medium",
  level: "mandatory",
  onUndecided: "fail",
  needs: "resource",
  applies: ["aws:kms/key:Key"],
  why: "Rotation limits how much is encrypted under one piece of key material.",
  fix: "Set enableKeyRotation to true, and rotationPeriodInDays to 365 or fewer.",
  decides:
    "Whether rotation of a symmetric key is on, and how often it happens; a period that is left out means 365 days.",
  cannotDecide:
    "Rotation on demand. Asymmetric, HMAC and imported keys and keys in custom or external stores cannot rotate by themselves and are accepted; replicas follow their primary key.",
  frameworks: { ...familyFrameworks.kms, nist80053: ["SC-12", "SC-12(2)"] },
  params: {
    maxDays: { type: "integer", description: "Longest period in days.", default: 365, minimum: 90 },
  },
  since: "0.1.0",
  examples: { pass: "enableKeyRotation: true", fail: "a symmetric key without enableKeyRotation" },
  check: ({ properties }, context): readonly Observation[] =>
    cannotRotate(properties) ? [] : judge(properties, numberParam(context, "maxDays")),
};

// KMS Developer Guide, "Rotating AWS KMS keys": only symmetric encryption keys with material that KMS
// makes and keeps itself rotate.
function cannotRotate(properties: Properties): boolean {
  const isGiven = (property: string): boolean => textOf(properties[property] ?? "") !== "";
  if (isGiven("customKeyStoreId") || isGiven("xksKeyId")) return true;
  const differs = (property: string, usual: string): boolean => {
    const value = properties[property];
    return typeof value === "string" && !isUnknown(value) && value !== usual;
  };
  return (
    differs("customerMasterKeySpec", "SYMMETRIC_DEFAULT") || differs("keyUsage", "ENCRYPT_DECRYPT")
  );
}

function judge(properties: Properties, maxDays: number): readonly Observation[] {
  const { enableKeyRotation } = properties;
  const isOn = enableKeyRotation === true || enableKeyRotation === "true";
  if (isOn) return judgePeriod(properties["rotationPeriodInDays"] ?? 365, maxDays);
  const unknown = deciding.find((property) => isUnknown(properties[property]));
  return unknown === undefined
    ? [{ verdict: "fail", path: "/enableKeyRotation", message: "The key does not rotate." }]
    : [{ verdict: "undecided", path: `/${unknown}`, message: `${unknown} is unknown.` }];
}

// What says whether a key can rotate, and whether it does.
const deciding = ["customerMasterKeySpec", "keyUsage", "enableKeyRotation"];

function judgePeriod(
  value: NonNullable<Properties[string]>,
  maxDays: number,
): readonly Observation[] {
  const path = "/rotationPeriodInDays";
  if (isUnknown(value)) {
    return [{ verdict: "undecided", path, message: "rotationPeriodInDays is unknown." }];
  }
  if (numberOf(value) <= maxDays) return [];
  const fix = `Set rotationPeriodInDays to ${String(maxDays)} or fewer.`;
  return [{ verdict: "fail", path, message: `It rotates every ${textOf(value)} days.`, fix }];
}
