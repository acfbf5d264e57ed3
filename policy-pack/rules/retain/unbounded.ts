import { doubted, undecidable, violated } from "../../engine/observations";
import type { ResourceRule } from "../../engine/rule";
import { isUnknown, numberOf } from "../../engine/value";
import { familyFrameworks } from "../../frameworks/frameworks";

/** Log groups say how long they keep events. */
export const unbounded: ResourceRule = {
  id: "retain/unbounded",
  title: "Log groups say how long they keep events",
  severity: "low",
  level: "advisory",
  strictLevel: "mandatory",
  onUndecided: "warn",
  needs: "resource",
  applies: ["aws:cloudwatch/logGroup:LogGroup"],
  why: "Events that never expire cost for ever, and personal data among them is kept without a reason.",
  fix: "Set retentionInDays to the number of days that you need.",
  decides: "retentionInDays is a number other than 0.",
  cannotDecide: "Whether the number suits the data that is logged.",
  frameworks: familyFrameworks.retain,
  params: {},
  since: "0.2.0",
  examples: { pass: "retentionInDays: 400", fail: "a log group without retentionInDays" },
  check: ({ properties: { retentionInDays, logGroupClass } }) => {
    const path = "/retentionInDays";
    if (isUnknown(retentionInDays)) return [undecidable(path, "The retention is unknown.")];
    // Class DELIVERY keeps two days: that is a matter of the minimum.
    if (numberOf(retentionInDays ?? 0) !== 0 || logGroupClass === "DELIVERY") return [];
    const found = violated(path, "Events never expire.", "Set retentionInDays to 365, 400 or 731.");
    return [isUnknown(logGroupClass) ? doubted(found) : found];
  },
};
