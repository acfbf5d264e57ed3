import type { Observation, ResourceRule } from "../../engine/rule";
import { isUnknown } from "../../engine/value";

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
    // This class ignores the setting and keeps two days.
    if (properties["logGroupClass"] === "DELIVERY") {
      return [
        {
          verdict: "fail",
          path: "/logGroupClass",
          message: "Class DELIVERY keeps events for two days.",
        },
      ];
    }
    const value = properties["retentionInDays"];
    const path = "/retentionInDays";
    if (isUnknown(value))
      return [{ verdict: "undecided", path, message: "The retention is unknown." }];
    const days = Number(value ?? 0);
    // 0, and nothing, mean that events never expire.
    if (days === 0 || days >= (params["minDays"] ?? 365)) return [];
    return [{ verdict: "fail", path, message: `Events are kept for ${String(value)} days.` }];
  },
};
