import type { Observation, ResourceRule } from "../../engine/rule";
import { isUnknown, numberOf, textOf } from "../../engine/value";

/** Log groups keep events for at least a year. */
export const logGroupDays: ResourceRule = {
  id: "retain/log-group-days",
  title: "Log groups keep events for at least a year",
  severity: "high",
  level: "mandatory",
  unknown: "fail",
  needs: "resource",
  applies: ["aws:cloudwatch/logGroup:LogGroup"],
  why: "An incident is often found months after it began; without its logs it cannot be understood.",
  fix: "Set retentionInDays to 365 or more.",
  frameworks: ["NIST 800-53 AU-11", "PCI DSS 10.5.1"],
  params: { minDays: 365 },
  since: "0.1.0",
  examples: { pass: "retentionInDays: 365", fail: "retentionInDays: 90" },
  check: ({ properties }, { params }): readonly Observation[] => {
    const { logGroupClass, retentionInDays } = properties;
    // This class ignores the setting and keeps two days.
    if (logGroupClass === "DELIVERY") {
      const message = "Class DELIVERY keeps events for two days.";
      return [{ verdict: "fail", path: "/logGroupClass", message }];
    }
    const path = "/retentionInDays";
    if (isUnknown(retentionInDays)) {
      return [{ verdict: "undecided", path, message: "The retention is unknown." }];
    }
    // 0, and nothing, mean that events never expire.
    const days = numberOf(retentionInDays ?? 0);
    if (days !== 0 && !(days >= (params["minDays"] ?? 365))) {
      return [
        { verdict: "fail", path, message: `Events are kept for ${textOf(retentionInDays)} days.` },
      ];
    }
    if (!isUnknown(logGroupClass)) return [];
    const message = "Whether the class keeps to the retention is unknown.";
    return [{ verdict: "undecided", path: "/logGroupClass", message }];
  },
};
