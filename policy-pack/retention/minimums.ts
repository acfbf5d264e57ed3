import { doubted, undecidable, violated } from "../engine/observations";
import type { CheckContext, JudgedResource, Observation } from "../engine/rule";
import { numberParam } from "../engine/rule";
import type { Condition, Place, Setting } from "../engine/settings";
import { fulfils, placesOf } from "../engine/settings";
import { numberOf, pointer, read, textOf } from "../engine/value";

/** A property that says how long something is kept, and how long it must be. */
export interface Minimum {
  /** Type token. */
  readonly type: string;
  /** Dotted path of the block that holds the property. @default - the resource itself */
  readonly within?: string;
  /** Dotted path of the property, below the block. */
  readonly path: string;
  /** The param of the rule that holds the minimum, in days. */
  readonly param: string;
  /** Units of the property in a day. @default 1 */
  readonly perDay?: number;
  /** What AWS keeps, in the property's unit, when nothing is said. */
  readonly absent: number;
  /** Whether 0 means for ever. @default false */
  readonly zeroIsForever?: true;
  /** Only resources that fulfil it. @default - all */
  readonly when?: Condition;
  /** Properties that make the minimum void. @default - none */
  readonly unless?: readonly string[];
  /** What is kept. */
  readonly keeps: string;
}

const backups = { path: "backupRetentionPeriod", param: "databaseBackupDays" } as const;

/** How long things are kept. Defaults are those of @pulumi/aws 7.48 and the services; table of 2026-11. */
export const minimums: readonly Minimum[] = [
  {
    type: "aws:cloudtrail/eventDataStore:EventDataStore",
    path: "retentionPeriod",
    param: "eventDataStoreDays",
    absent: 2555,
    keeps: "Events",
  },
  {
    type: "aws:cloudwatch/eventArchive:EventArchive",
    path: "retentionDays",
    param: "eventArchiveDays",
    absent: 0,
    zeroIsForever: true,
    keeps: "Events",
  },
  ...["rules.*.lifecycle", "rules.*.copyActions.*.lifecycle"].map(
    (within): Minimum => ({
      type: "aws:backup/plan:Plan",
      within,
      path: "deleteAfter",
      param: "backupPlanDays",
      absent: 0,
      zeroIsForever: true,
      keeps: "Recovery points",
    }),
  ),
  // Backups of a replica are those of its source.
  {
    type: "aws:rds/instance:Instance",
    ...backups,
    absent: 0,
    unless: ["replicateSourceDb"],
    keeps: "Backups",
  },
  ...[
    "aws:rds/cluster:Cluster",
    "aws:docdb/cluster:Cluster",
    "aws:docdb/elasticCluster:ElasticCluster",
    "aws:neptune/cluster:Cluster",
  ].map((type): Minimum => ({ type, ...backups, absent: 1, keeps: "Backups" })),
  {
    type: "aws:redshift/cluster:Cluster",
    path: "automatedSnapshotRetentionPeriod",
    param: "databaseBackupDays",
    absent: 1,
    keeps: "Snapshots",
  },
  {
    type: "aws:fsx/windowsFileSystem:WindowsFileSystem",
    path: "automaticBackupRetentionDays",
    param: "databaseBackupDays",
    absent: 7,
    keeps: "Backups",
  },
  ...["ontapFileSystem:OntapFileSystem", "openZfsFileSystem:OpenZfsFileSystem"].map(
    (name): Minimum => ({
      type: `aws:fsx/${name}`,
      path: "automaticBackupRetentionDays",
      param: "databaseBackupDays",
      absent: 0,
      keeps: "Backups",
    }),
  ),
  // Scratch file systems cannot be backed up.
  {
    type: "aws:fsx/lustreFileSystem:LustreFileSystem",
    path: "automaticBackupRetentionDays",
    param: "databaseBackupDays",
    absent: 0,
    when: { path: "deploymentType", is: /^PERSISTENT/ },
    keeps: "Backups",
  },
  {
    type: "aws:dynamodb/table:Table",
    within: "pointInTimeRecovery",
    path: "recoveryPeriodInDays",
    param: "recoveryDays",
    absent: 35,
    when: { path: "pointInTimeRecovery.enabled", is: /^true$/ },
    keeps: "Earlier states",
  },
  {
    type: "aws:kinesis/stream:Stream",
    path: "retentionPeriod",
    param: "streamDays",
    perDay: 24,
    absent: 24,
    keeps: "Records",
  },
  {
    type: "aws:kinesis/videoStream:VideoStream",
    path: "dataRetentionInHours",
    param: "streamDays",
    perDay: 24,
    absent: 0,
    keeps: "Fragments",
  },
];

/** Judges one minimum of a resource. */
export function judgeMinimum(
  { properties }: Pick<JudgedResource, "properties">,
  row: Minimum,
  context: Pick<CheckContext, "params">,
): readonly Observation[] {
  const exceptions = (row.unless ?? []).map((property) => read(properties, property).kind);
  const applies = row.when === undefined ? "yes" : fulfils(properties, row.when);
  if (applies === "no" || exceptions.includes("known")) return [];
  const minDays = numberParam(context, row.param);
  const found = placesOf(properties, row.within ?? "").flatMap((block) =>
    judgeBlock(block, row, minDays),
  );
  const isOpen = applies === "undecided" || exceptions.includes("unknown");
  return isOpen ? found.map(doubted) : found;
}

function judgeBlock(
  { path, reading: block }: Place,
  row: Minimum,
  minDays: number,
): readonly Observation[] {
  if (block.kind === "absent") return [];
  const below = row.path.split(".");
  const at = pointer([...path, ...below]);
  const least = minDays * (row.perDay ?? 1);
  const fix = `Set ${row.path} to ${String(least)} or more.`;
  const reading =
    block.kind === "unknown" ? block : read({ block: block.value }, "block", ...below);
  if (reading.kind === "unknown") {
    return [undecidable(at, `How long ${row.keeps.toLowerCase()} are kept is unknown.`, fix)];
  }
  const kept = reading.kind === "absent" ? row.absent : numberOf(reading.value);
  if (isEnough(kept, row, least)) return [];
  const shown = reading.kind === "absent" ? `${String(kept)} by default` : textOf(reading.value);
  const unit = row.perDay === 24 ? "hours" : "days";
  return [violated(at, `${row.keeps} are kept for ${shown} ${unit}, not ${String(least)}.`, fix)];
}

const isEnough = (kept: number, { zeroIsForever }: Minimum, least: number): boolean =>
  kept >= least || (kept === 0 && zeroIsForever === true);

const on = /^true$/;

/** Settings without which earlier states of a table are not kept. */
export const recoverySettings: readonly Setting[] = [
  {
    type: "aws:dynamodb/table:Table",
    path: "pointInTimeRecovery.enabled",
    good: on,
    absent: "fail",
    wrong: "Earlier states of the table are not kept.",
    fix: "Set pointInTimeRecovery.enabled to true.",
  },
  {
    type: "aws:dynamodb/table:Table",
    within: "replicas.*",
    path: "pointInTimeRecovery",
    good: on,
    absent: "fail",
    wrong: "Earlier states of the replica are not kept.",
    fix: "Set pointInTimeRecovery of the replica to true.",
  },
  {
    type: "aws:dynamodb/tableReplica:TableReplica",
    path: "pointInTimeRecovery",
    good: on,
    absent: "fail",
    wrong: "Earlier states of the replica are not kept.",
    fix: "Set pointInTimeRecovery to true.",
  },
  {
    type: "aws:keyspaces/table:Table",
    path: "pointInTimeRecovery.status",
    good: /^ENABLED$/,
    absent: "fail",
    wrong: "Earlier states of the table are not kept.",
    fix: 'Set pointInTimeRecovery.status to "ENABLED".',
  },
];

/** How long what was deleted can be brought back. */
export const deletionWindows: readonly Minimum[] = [
  {
    type: "aws:secretsmanager/secret:Secret",
    path: "recoveryWindowInDays",
    param: "secretRecoveryDays",
    absent: 30,
    keeps: "Deleted secrets",
  },
  ...[
    "aws:kms/key:Key",
    "aws:kms/replicaKey:ReplicaKey",
    "aws:kms/externalKey:ExternalKey",
    "aws:kms/replicaExternalKey:ReplicaExternalKey",
  ].map(
    (type): Minimum => ({
      type,
      path: "deletionWindowInDays",
      param: "keyDeletionDays",
      absent: 30,
      keeps: "Deleted keys",
    }),
  ),
];

const protectedBy = (path: string, good = on) => ({
  path,
  good,
  absent: "fail" as const,
  wrong: "One call deletes it with all its data.",
});

/** Stateful types that can be protected from deletion. */
export const deletionProtections: readonly Setting[] = [
  ...[
    "aws:rds/instance:Instance",
    "aws:rds/cluster:Cluster",
    "aws:rds/globalCluster:GlobalCluster",
    "aws:docdb/cluster:Cluster",
    "aws:docdb/globalCluster:GlobalCluster",
    "aws:neptune/cluster:Cluster",
    "aws:neptune/globalCluster:GlobalCluster",
  ].map(
    (type): Setting => ({
      type,
      ...protectedBy("deletionProtection"),
      fix: "Set deletionProtection to true.",
    }),
  ),
  ...["aws:dynamodb/table:Table", "aws:dynamodb/tableReplica:TableReplica"].map(
    (type): Setting => ({
      type,
      ...protectedBy("deletionProtectionEnabled"),
      fix: "Set deletionProtectionEnabled to true.",
    }),
  ),
  {
    type: "aws:cognito/userPool:UserPool",
    ...protectedBy("deletionProtection", /^ACTIVE$/),
    fix: 'Set deletionProtection to "ACTIVE".',
  },
  {
    type: "aws:qldb/ledger:Ledger",
    ...protectedBy("deletionProtection"),
    absent: "pass",
    fix: "Set deletionProtection to true.",
  },
  {
    type: "aws:cloudtrail/eventDataStore:EventDataStore",
    ...protectedBy("terminationProtectionEnabled"),
    absent: "pass",
    fix: "Set terminationProtectionEnabled to true.",
  },
];
