import type { Properties } from "../../../../policy-pack/engine/value";
import { recovery } from "../../../../policy-pack/rules/retain/recovery";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";

const secret = (properties: Properties) => [
  resource("aws:secretsmanager/secret:Secret", properties),
];
const key = (properties: Properties, type = "aws:kms/key:Key") => [resource(type, properties)];

/** Stateful types, what protects them, and whether AWS does so by default. */
const protections: readonly (readonly [
  type: string,
  property: string,
  on: string | boolean,
  byDefault: boolean,
])[] = [
  ["aws:rds/instance:Instance", "deletionProtection", true, false],
  ["aws:rds/cluster:Cluster", "deletionProtection", true, false],
  ["aws:rds/globalCluster:GlobalCluster", "deletionProtection", true, false],
  ["aws:docdb/cluster:Cluster", "deletionProtection", true, false],
  ["aws:docdb/globalCluster:GlobalCluster", "deletionProtection", true, false],
  ["aws:neptune/cluster:Cluster", "deletionProtection", true, false],
  ["aws:neptune/globalCluster:GlobalCluster", "deletionProtection", true, false],
  ["aws:dynamodb/table:Table", "deletionProtectionEnabled", true, false],
  ["aws:dynamodb/tableReplica:TableReplica", "deletionProtectionEnabled", true, false],
  ["aws:cognito/userPool:UserPool", "deletionProtection", "ACTIVE", false],
  ["aws:qldb/ledger:Ledger", "deletionProtection", true, true],
  ["aws:cloudtrail/eventDataStore:EventDataStore", "terminationProtectionEnabled", true, true],
];

export const recoveryCases = ruleCases(recovery, [
  {
    title: "a secret that says nothing, which means 30 days",
    resources: secret({}),
    verdict: "pass",
  },
  { title: "a week", resources: secret({ recoveryWindowInDays: 7 }), verdict: "pass" },
  {
    requirement: "POL-316",
    title: "a secret that is gone at once",
    resources: secret({ recoveryWindowInDays: 0 }),
    verdict: "fail",
    path: "/recoveryWindowInDays",
    message: /^Deleted secrets are kept for 0 days, not 7/,
    fix: /^Set recoveryWindowInDays to 7 or more/,
  },
  {
    title: "a week in profile strict",
    resources: secret({ recoveryWindowInDays: 7 }),
    configuration: { profile: "strict" },
    verdict: "fail",
    fix: /30 or more/,
  },
  {
    title: "a secret and a key of 30 days in profile strict",
    resources: [...secret({ recoveryWindowInDays: 30 }), ...key({ deletionWindowInDays: 30 })],
    configuration: { profile: "strict" },
    verdict: "pass",
  },
  {
    title: "an unknown window",
    resources: secret({ recoveryWindowInDays: unknown }),
    verdict: "undecided",
    path: "/recoveryWindowInDays",
  },
  { title: "a key that says nothing", resources: key({}), verdict: "pass" },
  { title: "a key with a week", resources: key({ deletionWindowInDays: 7 }), verdict: "pass" },
  ...["Key", "ReplicaKey", "ExternalKey", "ReplicaExternalKey"].map((name) => ({
    requirement: "POL-316",
    title: `a ${name} whose window is below the minimum`,
    resources: key(
      { deletionWindowInDays: 7 },
      `aws:kms/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`,
    ),
    configuration: { profile: "strict" as const },
    verdict: "fail" as const,
    path: "/deletionWindowInDays",
  })),
  ...protections.flatMap(([type, property, on, byDefault]) => [
    {
      title: `${type} that is protected`,
      resources: [resource(type, { [property]: on })],
      verdict: "pass" as const,
    },
    {
      requirement: "POL-316",
      title: `${type} that is not protected`,
      resources: [resource(type, { [property]: on === true ? false : "INACTIVE" })],
      verdict: "fail" as const,
      path: `/${property}`,
      message: /One call deletes it/,
      fix: new RegExp(`^Set ${property} to`),
    },
    {
      title: `${type} that says nothing`,
      resources: [resource(type, {})],
      verdict: byDefault ? ("pass" as const) : ("fail" as const),
    },
  ]),
  {
    title: "a database of which it is unknown whether it is protected",
    resources: [resource("aws:rds/instance:Instance", { deletionProtection: unknown })],
    verdict: "undecided",
  },
]);
