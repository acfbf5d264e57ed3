import type { Properties, Value } from "../../../../policy-pack/engine/value";
import { databaseTls } from "../../../../policy-pack/rules/encrypt/database-tls";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";

const instance = (properties: Properties) => resource("aws:rds/instance:Instance", properties);
const withGroup = (engine: string, family: string, parameters: Value) => [
  instance({ engine, parameterGroupName: "orders" }),
  resource("aws:rds/parameterGroup:ParameterGroup", { name: "orders", family, parameters }),
];
const force = (value: Value) => [{ name: "rds.force_ssl", value }];
const aurora = (engine: string, value: Value) => [
  resource("aws:rds/cluster:Cluster", { engine, dbClusterParameterGroupName: "orders" }),
  resource("aws:rds/clusterParameterGroup:ClusterParameterGroup", {
    name: "orders",
    parameters: [{ name: "require_secure_transport", value }],
  }),
];
const grouped = (type: string, groupType: string, property: string) => (parameter: Properties) => [
  resource(type, { [property]: "orders" }),
  resource(groupType, { name: "orders", parameters: [parameter] }),
];
const documents = grouped(
  "aws:docdb/cluster:Cluster",
  "aws:docdb/clusterParameterGroup:ClusterParameterGroup",
  "dbClusterParameterGroupName",
);
const graph = grouped(
  "aws:neptune/cluster:Cluster",
  "aws:neptune/clusterParameterGroup:ClusterParameterGroup",
  "neptuneClusterParameterGroupName",
);
const warehouse = grouped(
  "aws:redshift/cluster:Cluster",
  "aws:redshift/parameterGroup:ParameterGroup",
  "clusterParameterGroupName",
);

export const databaseTlsCases = ruleCases(databaseTls, [
  {
    requirement: "POL-300",
    title: "PostgreSQL that forces TLS",
    resources: withGroup("postgres", "postgres14", force("1")),
    verdict: "pass",
  },
  {
    requirement: "POL-300",
    title: "PostgreSQL that does not",
    resources: withGroup("postgres", "postgres16", force(0)),
    verdict: "fail",
    path: "/parameterGroupName",
    message: /rds.force_ssl is 0/,
    fix: /sets rds.force_ssl to 1/,
  },
  {
    title: "PostgreSQL 15, which forces TLS unless told otherwise",
    resources: withGroup("postgres", "postgres15", []),
    verdict: "pass",
  },
  {
    title: "PostgreSQL 14, which does not",
    resources: withGroup("postgres", "postgres14", []),
    verdict: "fail",
  },
  {
    title: "PostgreSQL 16 without a group",
    resources: [instance({ engine: "postgres", engineVersion: "16.4" })],
    verdict: "pass",
  },
  {
    title: "PostgreSQL of a version that is not known",
    resources: [instance({ engine: "postgres" })],
    verdict: "undecided",
  },
  {
    title: "the default group of PostgreSQL 13",
    resources: [instance({ engine: "postgres", parameterGroupName: "default.postgres13" })],
    verdict: "fail",
  },
  {
    title: "a group that this stack does not declare",
    resources: [instance({ engine: "postgres", parameterGroupName: "orders" })],
    verdict: "undecided",
    message: /no parameter group of this stack/,
  },
  {
    title: "an unknown group",
    resources: [instance({ engine: "postgres", parameterGroupName: unknown })],
    verdict: "undecided",
  },
  {
    title: "an unknown value",
    resources: withGroup("postgres", "postgres16", force(unknown)),
    verdict: "undecided",
  },
  {
    title: "a parameter that is unknown",
    resources: withGroup("postgres", "postgres14", [unknown]),
    verdict: "undecided",
  },
  {
    title: "an unknown engine",
    resources: [instance({ engine: unknown })],
    verdict: "undecided",
    path: "/engine",
    count: 1,
  },
  {
    title: "SQL Server without its parameter",
    resources: withGroup("sqlserver-se", "sqlserver-se-16.0", []),
    verdict: "fail",
  },
  {
    title: "MySQL 8.0 without its parameter",
    resources: withGroup("mysql", "mysql8.0", []),
    verdict: "fail",
  },
  {
    title: "MySQL 8.4, whose default is not certain",
    resources: withGroup("mysql", "mysql8.4", []),
    verdict: "undecided",
  },
  {
    title: "Oracle, which other options decide",
    resources: [instance({ engine: "oracle-ee" })],
    verdict: "pass",
  },
  { title: "Aurora that demands TLS", resources: aurora("aurora-mysql", "ON"), verdict: "pass" },
  { title: "Aurora that does not", resources: aurora("aurora-mysql", "OFF"), verdict: "fail" },
  {
    title: "Redshift with today's default group",
    resources: [
      resource("aws:redshift/cluster:Cluster", {
        clusterParameterGroupName: "default.redshift-2.0",
      }),
    ],
    verdict: "pass",
  },
  {
    title: "Redshift with the former default group",
    resources: [
      resource("aws:redshift/cluster:Cluster", {
        clusterParameterGroupName: "default.redshift-1.0",
      }),
    ],
    verdict: "fail",
  },
  {
    title: "Redshift that demands TLS",
    resources: warehouse({ name: "require_ssl", value: "true" }),
    verdict: "pass",
  },
  {
    title: "DocumentDB that says nothing",
    resources: [resource("aws:docdb/cluster:Cluster", {})],
    verdict: "pass",
  },
  {
    title: "DocumentDB that switches TLS off",
    resources: documents({ name: "tls", value: "disabled" }),
    verdict: "fail",
  },
  {
    title: "DocumentDB from TLS 1.2",
    resources: documents({ name: "tls", value: "tls1.2+" }),
    verdict: "pass",
  },
  {
    title: "Neptune that switches TLS off",
    resources: graph({ name: "neptune_enforce_ssl", value: "0" }),
    verdict: "fail",
  },
]);
