import { numberParam, type Observation, type ResourceRule } from "../../engine/rule";
import { isUnknown, numberOf, textOf } from "../../engine/value";
import { familyFrameworks } from "../../frameworks/frameworks";

/** Log groups keep events for at least a year. */
export const logGroupDays: ResourceRule = {
  id: "retain/log-group-days",
  title: "Log groups keep events for at least a year",
  severity: "high",
  level: "mandatory",
  onUndecided: "fail",
  needs: "resource",
  applies: ["aws:cloudwatch/logGroup:LogGroup"],
  why: "An incident is often found months after it began; without its logs it cannot be understood.",
  fix: "Set retentionInDays to 365 or more.",
  decides: "TODO",
  cannotDecide: "TODO",
  frameworks: familyFrameworks.retain,
  params: {
    minDays: { type: "integer", description: "Days.", default: 365, minimum: 1 },
  },
  since: "0.1.0",
  examples: { pass: "retentionInDays: 365", fail: "retentionInDays: 90" },
  check: ({ properties }, context): readonly Observation[] => {
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
    if (days !== 0 && !(days >= numberParam(context, "minDays"))) {
      return [
        { verdict: "fail", path, message: `Events are kept for ${textOf(retentionInDays)} days.` },
      ];
    }
    if (!isUnknown(logGroupClass)) return [];
    const message = "Whether the class keeps to the retention is unknown.";
    return [{ verdict: "undecided", path: "/logGroupClass", message }];
  },
};
