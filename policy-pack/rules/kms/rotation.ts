import type { Observation, ResourceRule } from "../../engine/rule";
import { isUnknown, numberOf, type Properties } from "../../engine/value";

/** Symmetric keys rotate at least once a year. */
export const keyRotation: ResourceRule = {
  id: "kms/rotation",
  title: "Keys rotate",
  severity: "medium",
  level: "mandatory",
  unknown: "fail",
  needs: "resource",
  applies: ["aws:kms/key:Key"],
  why: "Rotation limits how much is encrypted under one piece of key material.",
  fix: "Set enableKeyRotation, and rotationPeriodInDays to 365 or fewer.",
  frameworks: ["NIST 800-53 SC-12", "CIS AWS: key rotation"],
  params: { maxDays: 365 },
  since: "0.1.0",
  examples: { pass: "enableKeyRotation: true", fail: "a symmetric key without enableKeyRotation" },
  check: ({ properties }, { params }): readonly Observation[] => {
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
    return judgeRotation(properties, params["maxDays"] ?? 365);
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
