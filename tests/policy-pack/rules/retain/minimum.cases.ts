import type { Properties } from "../../../../policy-pack/engine/value";
import { minimum } from "../../../../policy-pack/rules/retain/minimum";
import { resource, unknown } from "../../../support/policy-pack/resources";
import type { RuleCase } from "../../../support/policy-pack/rule-cases";
import { ruleCases } from "../../../support/policy-pack/rule-cases";

/** One row of the table: what passes, what fails, and where. */
type Row = readonly [
  type: string,
  good: readonly Properties[],
  bad: readonly Properties[],
  path: string,
];

const plan = (deleteAfter: number) => ({ rules: [{ lifecycle: { deleteAfter } }] });
const copied = (deleteAfter: number) => ({
  rules: [{ copyActions: [{ lifecycle: { deleteAfter } }] }],
});
const backups = (backupRetentionPeriod: number) => ({ backupRetentionPeriod });
const files = (automaticBackupRetentionDays: number) => ({ automaticBackupRetentionDays });
const recovery = (pointInTimeRecovery: Properties) => ({ pointInTimeRecovery });
const persistent = { deploymentType: "PERSISTENT_2" };

const rows: readonly Row[] = [
  [
    "aws:cloudtrail/eventDataStore:EventDataStore",
    [{}, { retentionPeriod: 365 }],
    [{ retentionPeriod: 364 }],
    "/retentionPeriod",
  ],
  [
    "aws:cloudwatch/eventArchive:EventArchive",
    [{}, { retentionDays: 0 }, { retentionDays: 7 }],
    [{ retentionDays: 6 }],
    "/retentionDays",
  ],
  [
    "aws:backup/plan:Plan",
    [plan(35), { rules: [{}] }, { rules: [{ lifecycle: {} }] }],
    [plan(34)],
    "/rules/0/lifecycle/deleteAfter",
  ],
  [
    "aws:backup/plan:Plan",
    [copied(35)],
    [copied(34)],
    "/rules/0/copyActions/0/lifecycle/deleteAfter",
  ],
  [
    "aws:rds/instance:Instance",
    [backups(7), { replicateSourceDb: "orders" }],
    [backups(6), backups(0), {}],
    "/backupRetentionPeriod",
  ],
  ...["rds/cluster", "docdb/cluster", "neptune/cluster"].map(
    (name): Row => [
      `aws:${name}:Cluster`,
      [backups(7)],
      [backups(6), {}],
      "/backupRetentionPeriod",
    ],
  ),
  ["aws:docdb/elasticCluster:ElasticCluster", [backups(7)], [{}], "/backupRetentionPeriod"],
  [
    "aws:redshift/cluster:Cluster",
    [{ automatedSnapshotRetentionPeriod: 7 }],
    [{}, { automatedSnapshotRetentionPeriod: 0 }],
    "/automatedSnapshotRetentionPeriod",
  ],
  [
    "aws:fsx/windowsFileSystem:WindowsFileSystem",
    [{}, files(7)],
    [files(0)],
    "/automaticBackupRetentionDays",
  ],
  ["aws:fsx/ontapFileSystem:OntapFileSystem", [files(7)], [{}], "/automaticBackupRetentionDays"],
  [
    "aws:fsx/openZfsFileSystem:OpenZfsFileSystem",
    [files(7)],
    [{}],
    "/automaticBackupRetentionDays",
  ],
  [
    "aws:fsx/lustreFileSystem:LustreFileSystem",
    [{ deploymentType: "SCRATCH_2" }, { ...persistent, ...files(7) }],
    [persistent],
    "/automaticBackupRetentionDays",
  ],
  [
    "aws:dynamodb/table:Table",
    [recovery({ enabled: true }), recovery({ enabled: true, recoveryPeriodInDays: 7 })],
    [recovery({ enabled: true, recoveryPeriodInDays: 6 })],
    "/pointInTimeRecovery/recoveryPeriodInDays",
  ],
  [
    "aws:dynamodb/table:Table",
    [],
    [{}, recovery({ enabled: false }), recovery({ enabled: false, recoveryPeriodInDays: 6 })],
    "/pointInTimeRecovery/enabled",
  ],
  [
    "aws:dynamodb/table:Table",
    [{ ...recovery({ enabled: true }), replicas: [{ pointInTimeRecovery: true }] }],
    [{ ...recovery({ enabled: true }), replicas: [{ regionName: "eu-north-1" }] }],
    "/replicas/0/pointInTimeRecovery",
  ],
  [
    "aws:dynamodb/tableReplica:TableReplica",
    [{ pointInTimeRecovery: true }],
    [{}],
    "/pointInTimeRecovery",
  ],
  [
    "aws:keyspaces/table:Table",
    [recovery({ status: "ENABLED" })],
    [{}, recovery({ status: "DISABLED" })],
    "/pointInTimeRecovery/status",
  ],
  [
    "aws:kinesis/stream:Stream",
    [{ retentionPeriod: 168 }, { retentionPeriod: "168" }],
    [{}, { retentionPeriod: 167 }],
    "/retentionPeriod",
  ],
  [
    "aws:kinesis/videoStream:VideoStream",
    [{ dataRetentionInHours: 168 }],
    [{}],
    "/dataRetentionInHours",
  ],
];

const casesOf = ([type, good, bad, path]: Row): readonly RuleCase[] =>
  (["pass", "fail"] as const).flatMap((verdict) =>
    (verdict === "pass" ? good : bad).map((properties) => ({
      requirement: "POL-315",
      title: `${type} with ${JSON.stringify(properties)}`,
      resources: [resource(type, properties)],
      verdict,
      ...(verdict === "fail" && { path, count: 1 }),
    })),
  );

const stream = (properties: Properties) => [resource("aws:kinesis/stream:Stream", properties)];
const database = (properties: Properties) => [resource("aws:rds/instance:Instance", properties)];

export const minimumCases = ruleCases(minimum, [
  ...rows.flatMap(casesOf),
  {
    title: "a stream, with hours in message and fix",
    resources: stream({}),
    verdict: "fail",
    message: /^Records are kept for 24 by default hours, not 168/,
    fix: /^Set retentionPeriod to 168 or more/,
  },
  {
    title: "a stream that is short of what configuration asks for",
    resources: stream({ retentionPeriod: 168 }),
    configuration: { rules: { [minimum.id]: { params: { streamDays: 8 } } } },
    verdict: "fail",
  },
  {
    title: "text that is no number",
    resources: stream({ retentionPeriod: "a week" }),
    verdict: "fail",
  },
  {
    title: "an unknown number",
    resources: stream({ retentionPeriod: unknown }),
    verdict: "undecided",
    path: "/retentionPeriod",
  },
  {
    title: "short backups of what may be a replica",
    resources: database({ replicateSourceDb: unknown, backupRetentionPeriod: 1 }),
    verdict: "undecided",
  },
  {
    title: "an unknown block",
    resources: [resource("aws:backup/plan:Plan", { rules: [{ lifecycle: unknown }] })],
    verdict: "undecided",
  },
  {
    title: "short recovery of a table of which it is unknown whether it recovers",
    resources: [
      resource("aws:dynamodb/table:Table", recovery({ enabled: unknown, recoveryPeriodInDays: 1 })),
    ],
    verdict: "undecided",
  },
]);
