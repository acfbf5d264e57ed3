import { undecidable, violated } from "../engine/observations";
import type { JudgedStack, Observation, StackResource } from "../engine/rule";
import { textAt } from "../engine/settings";
import type { Value } from "../engine/value";
import { isObject, isUnknown, listOf, pointer, read, textOf } from "../engine/value";

/** How a database engine is made to refuse clients without TLS. */
export interface DatabaseTls {
  /** Type token of instance or cluster. */
  readonly type: string;
  /** Engines, where the type has several. @default - all */
  readonly engine?: RegExp;
  /** Property that names the parameter group. */
  readonly group: string;
  /** Type of the parameter group. */
  readonly groupType: string;
  /** Parameter. */
  readonly parameter: string;
  /** Text of the values that demand TLS. */
  readonly good: RegExp;
  /** The value to set. */
  readonly set: string;
  /** First version, as in `family` or `engineVersion`, that demands TLS by default; 0 for all. @default - none */
  readonly onSince?: number;
  /** First version whose default is not certain. @default - every default is */
  readonly openSince?: number;
}

const rdsGroup = {
  group: "parameterGroupName",
  groupType: "aws:rds/parameterGroup:ParameterGroup",
} as const;

const clusterGroup = {
  group: "dbClusterParameterGroupName",
  groupType: "aws:rds/clusterParameterGroup:ClusterParameterGroup",
} as const;

const forceSsl = { parameter: "rds.force_ssl", good: /^(1|true|on)$/i, set: "1" } as const;
const secureTransport = {
  parameter: "require_secure_transport",
  good: /^(1|true|on)$/i,
  set: "ON",
} as const;

const instance = "aws:rds/instance:Instance";
const cluster = "aws:rds/cluster:Cluster";

/** Every engine whose parameters demand TLS. Defaults are those of the services; table of 2026-11. */
export const databaseTls: readonly DatabaseTls[] = [
  { type: instance, engine: /^postgres$/, ...rdsGroup, ...forceSsl, onSince: 15 },
  { type: instance, engine: /^sqlserver-/, ...rdsGroup, ...forceSsl },
  { type: instance, engine: /^mysql$/, ...rdsGroup, ...secureTransport, openSince: 8.4 },
  { type: instance, engine: /^mariadb$/, ...rdsGroup, ...secureTransport, openSince: 11.8 },
  { type: cluster, engine: /^aurora-postgresql$/, ...clusterGroup, ...forceSsl, onSince: 17 },
  { type: cluster, engine: /^postgres$/, ...clusterGroup, ...forceSsl, onSince: 15 },
  {
    type: cluster,
    engine: /^(aurora-)?mysql$/,
    ...clusterGroup,
    ...secureTransport,
    openSince: 8.4,
  },
  {
    type: "aws:redshift/cluster:Cluster",
    group: "clusterParameterGroupName",
    groupType: "aws:redshift/parameterGroup:ParameterGroup",
    parameter: "require_ssl",
    good: /^true$/i,
    set: "true",
    onSince: 2,
  },
  {
    type: "aws:docdb/cluster:Cluster",
    group: "dbClusterParameterGroupName",
    groupType: "aws:docdb/clusterParameterGroup:ClusterParameterGroup",
    parameter: "tls",
    good: /^(?!disabled$)/,
    set: "enabled",
    onSince: 0,
  },
  {
    type: "aws:neptune/cluster:Cluster",
    group: "neptuneClusterParameterGroupName",
    groupType: "aws:neptune/clusterParameterGroup:ClusterParameterGroup",
    parameter: "neptune_enforce_ssl",
    good: /^1$/,
    set: "1",
    onSince: 0,
  },
];

/** Judges whether a database refuses clients without TLS. */
export function judgeDatabaseTls(
  stack: JudgedStack,
  resource: StackResource,
  row: DatabaseTls,
): readonly Observation[] {
  const engine = row.engine === undefined ? "" : textAt(read(resource.properties, "engine"));
  if (engine === undefined) {
    return [undecidable("/engine", "The engine is unknown, and with it how TLS is demanded.")];
  }
  return row.engine?.test(engine) === false ? [] : judgeNamedGroup(stack, resource, row);
}

function judgeNamedGroup(
  stack: JudgedStack,
  resource: StackResource,
  row: DatabaseTls,
): readonly Observation[] {
  const path = pointer([row.group]);
  const group = stack.reference(resource, [row.group], [row.groupType]);
  switch (group.kind) {
    case "resource":
      return judgeGroup(group.resource, row, path);
    case "absent":
      return judgeDefault(versionOf(resource.properties["engineVersion"]), row, path);
    case "foreign":
      if (/^default\./.test(group.name)) return judgeDefault(versionOf(group.name), row, path);
      return [undecidable(path, `${group.name} is no parameter group of this stack.`)];
    case "unknown":
    case "ambiguous":
      return [undecidable(path, `Whether ${row.parameter} demands TLS is unknown.`)];
  }
}

function judgeGroup(group: StackResource, row: DatabaseTls, path: string): readonly Observation[] {
  const { parameters, family } = group.properties;
  const evidence = [{ urn: group.urn, path: "/parameters" }];
  const given = listOf(parameters);
  const value = given.flatMap((parameter) =>
    isObject(parameter) && textOf(parameter["name"]).toLowerCase() === row.parameter
      ? [parameter["value"] ?? ""]
      : [],
  )[0];
  if (value === undefined) {
    const isOpen = given.some(
      (item) => isUnknown(item) || (isObject(item) && isUnknown(item["name"])),
    );
    if (!isOpen) return judgeDefault(versionOf(family), row, path);
    return [undecidable(path, `Whether the parameter group sets ${row.parameter} is unknown.`)];
  }
  if (isUnknown(value)) {
    return [{ ...undecidable(path, `${row.parameter} is unknown.`), evidence }];
  }
  if (row.good.test(textOf(value))) return [];
  const message = `${row.parameter} is ${textOf(value)}: clients may connect without TLS.`;
  return [{ ...violated(path, message, fixFor(row)), evidence }];
}

function judgeDefault(
  version: number | undefined,
  row: DatabaseTls,
  path: string,
): readonly Observation[] {
  const { parameter } = row;
  const state = defaultOf(version, row);
  if (state === "on") return [];
  if (state === "open") {
    const message = `${parameter} is not set, and its default is not known.`;
    return [undecidable(path, message, fixFor(row))];
  }
  return [violated(path, `${parameter} is not set: clients may connect without TLS.`, fixFor(row))];
}

function defaultOf(
  version: number | undefined,
  { onSince, openSince }: DatabaseTls,
): "on" | "off" | "open" {
  if (onSince === 0) return "on";
  const turn = onSince ?? openSince;
  if (turn === undefined) return "off";
  if (version === undefined) return "open";
  if (version < turn) return "off";
  return onSince === undefined ? "open" : "on";
}

const fixFor = ({ parameter, set }: DatabaseTls): string =>
  `Name a parameter group of this stack that sets ${parameter} to ${set}.`;

// The version in `16.4`, `postgres16`, `mysql8.4`, `default.postgres16` and `redshift-2.0`.
function versionOf(value: Value | undefined): number | undefined {
  if (isUnknown(value)) return undefined;
  const [version] = /\d+(\.\d+)?/.exec(typeof value === "string" ? value : "") ?? [];
  return version === undefined ? undefined : Number(version);
}
