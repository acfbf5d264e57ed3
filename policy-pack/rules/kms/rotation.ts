import type { Observation, ResourceRule } from "../../engine/rule";
import { isUnknown } from "../../engine/value";

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
    const spec = properties["customerMasterKeySpec"];
    // Asymmetric and HMAC keys cannot rotate.
    if (typeof spec === "string" && spec !== "SYMMETRIC_DEFAULT") return [];
    const enabled = properties["enableKeyRotation"];
    const path = "/enableKeyRotation";
    if (isUnknown(enabled))
      return [{ verdict: "undecided", path, message: "Whether the key rotates is unknown." }];
    if (enabled !== true) return [{ verdict: "fail", path, message: "The key does not rotate." }];
    const period = Number(properties["rotationPeriodInDays"] ?? 365);
    if (!(period > (params["maxDays"] ?? 365))) return [];
    return [
      {
        verdict: "fail",
        path: "/rotationPeriodInDays",
        message: `It rotates every ${String(period)} days.`,
      },
    ];
  },
};
