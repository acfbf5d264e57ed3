import { undecidable, violated } from "../../engine/observations";
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
  decides:
    "retentionInDays is at least the minimum, as a number or as text; 0 and nothing mean for ever, which is enough. Class DELIVERY keeps two days whatever is set.",
  cannotDecide: "Groups that no program declares; retain/implicit-log-group looks for those.",
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
      const message = "Class DELIVERY keeps events for two days, whatever retentionInDays says.";
      return [violated("/logGroupClass", message, "Use class STANDARD.")];
    }
    const path = "/retentionInDays";
    const minDays = numberParam(context, "minDays");
    const fix = `Set retentionInDays to ${String(minDays)} or more.`;
    if (isUnknown(retentionInDays)) return [undecidable(path, "The retention is unknown.", fix)];
    // 0, and nothing, mean that events never expire.
    const days = numberOf(retentionInDays ?? 0);
    if (days !== 0 && !(days >= minDays)) {
      const message = `Events are kept for ${textOf(retentionInDays)} days, not ${String(minDays)}.`;
      return [violated(path, message, fix)];
    }
    if (!isUnknown(logGroupClass)) return [];
    return [undecidable("/logGroupClass", "Whether the class keeps to the retention is unknown.")];
  },
};
