import { byType } from "../../engine/observations";
import type { ResourceRule } from "../../engine/rule";
import { judgeSetting } from "../../engine/settings";
import { familyFrameworks } from "../../frameworks/frameworks";
import { deletionProtections, deletionWindows, judgeMinimum } from "../../retention/minimums";

/** What is deleted by mistake or in anger can be brought back. */
export const recovery: ResourceRule = {
  id: "retain/recovery",
  title: "Secrets, keys and data stores survive one deletion",
  severity: "high",
  level: "mandatory",
  onUndecided: "fail",
  needs: "resource",
  applies: [...new Set([...deletionWindows, ...deletionProtections].map(({ type }) => type))],
  why: "A deletion that takes effect at once cannot be noticed in time, and with a key goes everything it encrypts.",
  fix: "Set a recovery or deletion window, and deletion protection.",
  decides:
    "Secrets and keys can be brought back for the least number of days, and stateful types are protected from deletion.",
  cannotDecide:
    "Whether somebody may switch the protection off; protection by Pulumi alone does not bind AWS.",
  frameworks: { ...familyFrameworks.retain, nist80053: ["CP-9", "SC-12", "SI-12"] },
  params: {
    secretRecoveryDays: {
      type: "integer",
      description: "Days a deleted secret can be brought back.",
      default: 7,
      strict: 30,
      minimum: 7,
    },
    keyDeletionDays: {
      type: "integer",
      description: "Days until a key that is scheduled for deletion is gone.",
      default: 7,
      strict: 30,
      minimum: 7,
    },
  },
  since: "0.2.0",
  examples: { pass: "recoveryWindowInDays: 30", fail: "recoveryWindowInDays: 0" },
  check: ({ type, properties }, context) => [
    ...(windows.get(type) ?? []).flatMap((row) => judgeMinimum({ properties }, row, context)),
    ...(protections.get(type) ?? []).flatMap((setting) => judgeSetting(properties, setting)),
  ],
};

const windows = byType(deletionWindows);
const protections = byType(deletionProtections);
