import { byType } from "../../engine/observations";
import type { Param, ResourceRule } from "../../engine/rule";
import { judgeSetting } from "../../engine/settings";
import { familyFrameworks } from "../../frameworks/frameworks";
import { judgeMinimum, minimums, recoverySettings } from "../../retention/minimums";

const days = (description: string, value: number): Param => ({
  type: "integer",
  description: `Days ${description} are kept.`,
  default: value,
  minimum: 1,
});

/** Backups, streams, archives and earlier states are kept long enough. */
export const minimum: ResourceRule = {
  id: "retain/minimum",
  title: "Backups, streams and archives are kept long enough",
  severity: "medium",
  level: "mandatory",
  onUndecided: "fail",
  needs: "resource",
  applies: [...new Set([...minimums, ...recoverySettings].map(({ type }) => type))],
  why: "Damage is often noticed days later; what was kept for a shorter time cannot be brought back.",
  fix: "Keep it for at least the minimum.",
  decides:
    "Each property of the retention table is at least its minimum, or AWS keeps as much by default; point-in-time recovery is on.",
  cannotDecide:
    "Whether backups can be restored, and which resources a backup plan selects. AWS keeps the history of alarms for a fixed time.",
  frameworks: { ...familyFrameworks.retain, nist80053: ["AU-11", "CP-9", "CP-10", "SI-12"] },
  params: {
    eventDataStoreDays: days("events of an event data store", 365),
    eventArchiveDays: days("events of an archive", 7),
    backupPlanDays: days("recovery points of a backup plan", 35),
    databaseBackupDays: days("backups of databases and file systems", 7),
    recoveryDays: days("earlier states of tables", 7),
    streamDays: days("records of a stream", 7),
  },
  since: "0.2.0",
  examples: { pass: "backupRetentionPeriod: 14", fail: "a stream that keeps records for 24 hours" },
  check: ({ type, properties }, context) => [
    ...(rows.get(type) ?? []).flatMap((row) => judgeMinimum({ properties }, row, context)),
    ...(settings.get(type) ?? []).flatMap((setting) => judgeSetting(properties, setting)),
  ],
};

const rows = byType(minimums);
const settings = byType(recoverySettings);
