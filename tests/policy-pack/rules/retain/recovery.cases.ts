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

/** Databases, and the property that says that each is a replica. */
const databases: readonly (readonly [type: string, replica?: string])[] = [
  ["aws:rds/instance:Instance", "replicateSourceDb"],
  ["aws:rds/cluster:Cluster", "replicationSourceIdentifier"],
  ["aws:docdb/cluster:Cluster"],
  ["aws:neptune/cluster:Cluster", "replicationSourceIdentifier"],
  ["aws:redshift/cluster:Cluster"],
];
const database = (type: string, properties: Properties) => [
  resource(type, { deletionProtection: true, ...properties }),
];
const bucket = (properties: Properties) => [resource("aws:s3/bucket:Bucket", properties)];
const balancer = (properties: Properties) => [
  resource("aws:lb/loadBalancer:LoadBalancer", properties),
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
  ...databases.flatMap(([type, replica]) => [
    {
      requirement: "POL-316",
      title: `${type} that leaves no snapshot`,
      resources: database(type, { skipFinalSnapshot: true }),
      verdict: "fail" as const,
      level: "mandatory" as const,
      path: "/skipFinalSnapshot",
      message: /^Deleting it leaves no snapshot\.$/,
      fix: /finalSnapshotIdentifier/,
      count: 1,
    },
    {
      title: `${type} that leaves a snapshot`,
      resources: database(type, { skipFinalSnapshot: false }),
      verdict: "pass" as const,
    },
    {
      title: `${type} of which it is unknown whether it leaves a snapshot`,
      resources: database(type, { skipFinalSnapshot: unknown }),
      verdict: "undecided" as const,
    },
    ...(replica === undefined
      ? []
      : ["orders", unknown].map((source) => ({
          title: `${type}, a replica of ${source}`,
          resources: database(type, { skipFinalSnapshot: true, [replica]: source }),
          verdict: "pass" as const,
        }))),
  ]),
  {
    requirement: "POL-314",
    title: "a bucket that is destroyed with its objects",
    resources: bucket({ forceDestroy: true }),
    verdict: "fail",
    level: "mandatory",
    path: "/forceDestroy",
    message: /destroys every object/,
    fix: /^Set forceDestroy to false/,
  },
  { title: "a bucket that says nothing", resources: bucket({}), verdict: "pass" },
  {
    title: "a bucket that is not destroyed with its objects",
    resources: bucket({ forceDestroy: false }),
    verdict: "pass",
  },
  {
    title: "a bucket that may be destroyed with its objects",
    resources: bucket({ forceDestroy: unknown }),
    verdict: "undecided",
  },
  ...[{ enableDeletionProtection: false }, {}].map((properties) => ({
    title: `a load balancer with ${JSON.stringify(properties)}`,
    resources: balancer(properties),
    verdict: "fail" as const,
    level: "advisory" as const,
    path: "/enableDeletionProtection",
    message: /One call deletes the load balancer/,
    fix: /^Set enableDeletionProtection to true/,
    count: 1,
  })),
  {
    title: "a load balancer that is not protected in profile strict",
    resources: balancer({}),
    configuration: { profile: "strict" },
    verdict: "fail",
    level: "mandatory",
  },
  {
    title: "a load balancer that is protected",
    resources: balancer({ enableDeletionProtection: true }),
    verdict: "pass",
  },
  {
    title: "a load balancer of which it is unknown whether it is protected",
    resources: balancer({ enableDeletionProtection: unknown }),
    verdict: "undecided",
    level: "advisory",
  },
  {
    title: "a database of which it is unknown whether it is protected",
    resources: [resource("aws:rds/instance:Instance", { deletionProtection: unknown })],
    verdict: "undecided",
  },
]);
