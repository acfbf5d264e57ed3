import { byType } from "../../engine/observations";
import type { ResourceRule } from "../../engine/rule";
import { judgeSetting } from "../../engine/settings";
import { read } from "../../engine/value";
import { familyFrameworks } from "../../frameworks/frameworks";
import { entranceProtections, lastCopies } from "../../retention/last-copies";
import { deletionProtections, deletionWindows, judgeMinimum } from "../../retention/minimums";

/** What is deleted by mistake or in anger can be brought back. */
export const recovery: ResourceRule = {
  id: "retain/recovery",
  title: "Secrets, keys, data stores and load balancers survive one deletion",
  severity: "high",
  level: "mandatory",
  onUndecided: "fail",
  needs: "resource",
  applies: [
    ...new Set(
      [...deletionWindows, ...deletionProtections, ...lastCopies, ...entranceProtections].map(
        ({ type }) => type,
      ),
    ),
  ],
  why: "A deletion that takes effect at once cannot be noticed in time, and with a key goes everything it encrypts.",
  fix: "Set a recovery or deletion window and deletion protection, and let no deletion take the last copy along.",
  decides:
    "Secrets and keys can be brought back for the least number of days, stateful types are protected from deletion, databases leave a snapshot, and buckets are not destroyed with their objects. Load balancers without protection are noted, and a violation in profile strict.",
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
    // A replica is one even while it is not known of what.
    ...(copies.get(type) ?? [])
      .filter(({ unless }) => unless === undefined || read(properties, unless).kind === "absent")
      .flatMap((setting) => judgeSetting(properties, setting)),
    ...(entrances.get(type) ?? [])
      .flatMap((setting) => judgeSetting(properties, setting))
      .map((found) =>
        context.profile === "strict" ? found : { ...found, level: "advisory" as const },
      ),
  ],
};

const windows = byType(deletionWindows);
const protections = byType(deletionProtections);
const copies = byType(lastCopies);
const entrances = byType(entranceProtections);
