import { numberParam, type Observation, type ResourceRule } from "../../engine/rule";
import { isUnknown, numberOf, type Properties } from "../../engine/value";
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
  fix: "Set enableKeyRotation, and rotationPeriodInDays to 365 or fewer.",
  decides: "TODO",
  cannotDecide: "TODO",
  frameworks: familyFrameworks.kms,
  params: {
    maxDays: { type: "integer", description: "Days.", default: 365, minimum: 1 },
  },
  since: "0.1.0",
  examples: { pass: "enableKeyRotation: true", fail: "a symmetric key without enableKeyRotation" },
  check: ({ properties }, context): readonly Observation[] => {
    const unknown = ["customerMasterKeySpec", "enableKeyRotation", "rotationPeriodInDays"].find(
      (property) => isUnknown(properties[property]),
    );
    const spec = properties["customerMasterKeySpec"];
    // Asymmetric and HMAC keys cannot rotate.
    if (
      unknown !== "customerMasterKeySpec" &&
      typeof spec === "string" &&
      spec !== "SYMMETRIC_DEFAULT"
    ) {
      return [];
    }
    if (unknown !== undefined) {
      return [{ verdict: "undecided", path: `/${unknown}`, message: `${unknown} is unknown.` }];
    }
    return judgeRotation(properties, numberParam(context, "maxDays"));
  },
};

function judgeRotation(properties: Properties, maxDays: number): readonly Observation[] {
  if (properties["enableKeyRotation"] !== true) {
    return [{ verdict: "fail", path: "/enableKeyRotation", message: "The key does not rotate." }];
  }
  const period = numberOf(properties["rotationPeriodInDays"] ?? maxDays);
  if (period <= maxDays) return [];
  const message = `It rotates every ${String(period)} days.`;
  return [{ verdict: "fail", path: "/rotationPeriodInDays", message }];
}
