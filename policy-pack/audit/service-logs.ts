import { doubted, undecidable, violated } from "../engine/observations";
import type { Observation } from "../engine/rule";
import type { Condition } from "../engine/settings";
import { fulfils } from "../engine/settings";
import { isObject, isUnknown, listOf, type Properties, read, textOf } from "../engine/value";

/** Logs of a service that are off unless a property lists them. */
export interface ServiceLogs {
  /** Type token. */
  readonly type: string;
  /** Property that lists the logs. */
  readonly property: string;
  /** Only resources that fulfil it. @default - all */
  readonly when?: Condition;
  /** Logs that must be listed; where there are none, any log will do. */
  readonly needed: readonly string[];
}

const engine = (is: RegExp): Condition => ({ path: "engine", is });

const exported = (type: string, needed: readonly string[], when?: Condition): ServiceLogs => ({
  type,
  property: "enabledCloudwatchLogsExports",
  needed,
  ...(when !== undefined && { when }),
});

/**
 * Logs that services keep only when they are told to. Names: @pulumi/aws 7.48; which ones: Security Hub EKS.8,
 * RDS.9, RDS.34, RDS.36, RDS.37, DocumentDB.4, Neptune.2, RedshiftServerless.6, and for EKS also those that say
 * who called and as whom. Table of 2026-11.
 */
export const serviceLogs: readonly ServiceLogs[] = [
  {
    type: "aws:eks/cluster:Cluster",
    property: "enabledClusterLogTypes",
    needed: ["api", "audit", "authenticator"],
  },
  exported("aws:rds/instance:Instance", ["postgresql"], engine(/^postgres$/)),
  // Custom engines export nothing. Without an engine it is that of the source or the snapshot.
  exported("aws:rds/instance:Instance", [], engine(/^(?!postgres$|custom-)/)),
  exported("aws:rds/cluster:Cluster", ["audit"], engine(/^aurora(?:-mysql)?$/)),
  exported("aws:rds/cluster:Cluster", ["postgresql"], engine(/^(?:aurora-postgresql|postgres)$/)),
  exported("aws:rds/cluster:Cluster", [], engine(/^mysql$/)),
  exported("aws:docdb/cluster:Cluster", ["audit"]),
  {
    type: "aws:neptune/cluster:Cluster",
    property: "enableCloudwatchLogsExports",
    needed: ["audit"],
  },
  {
    type: "aws:redshiftserverless/namespace:Namespace",
    property: "logExports",
    needed: ["connectionlog", "userlog"],
  },
];

/** Judges the logs of a service that a property lists. */
export function judgeServiceLogs(
  properties: Properties,
  { property, when, needed }: ServiceLogs,
): readonly Observation[] {
  const applies = when === undefined ? "yes" : fulfils(properties, when);
  if (applies === "no") return [];
  const path = `/${property}`;
  const reading = read(properties, property);
  if (reading.kind === "unknown") return [undecidable(path, "Which logs are kept is unknown.")];
  const listed = listOf(properties[property]);
  const names = listed.map(textOf);
  const missing = needed.filter((name) => !names.includes(name));
  if (missing.length === 0 && (needed.length > 0 || listed.length > 0)) return [];
  const observation = lacking(property, missing);
  const isOpen = applies === "undecided" || listed.some(isUnknown);
  return [isOpen ? doubted(observation) : observation];
}

const lacking = (property: string, missing: readonly string[]): Observation =>
  missing.length === 0
    ? violated(`/${property}`, "No log is kept.", `List the logs of the engine in ${property}.`)
    : violated(
        `/${property}`,
        `${missing.join(", ")} ${missing.length > 1 ? "are" : "is"} not kept.`,
        `Add ${missing.map((name) => `"${name}"`).join(", ")} to ${property}.`,
      );

/** Search domains, which keep an audit log only when an option says where (Security Hub Opensearch.5, ES.5). */
export const searchDomainTypes: readonly string[] = [
  "aws:opensearch/domain:Domain",
  "aws:elasticsearch/domain:Domain",
];

/** Judges the audit log of a search domain. */
export function judgeSearchLogs({ logPublishingOptions }: Properties): readonly Observation[] {
  const answers = isUnknown(logPublishingOptions)
    ? ["undecided"]
    : listOf(logPublishingOptions).map(isAuditLog);
  if (answers.includes("yes")) return [];
  const path = "/logPublishingOptions";
  const fix = "Add an option with logType AUDIT_LOGS and the ARN of a log group.";
  return answers.includes("undecided")
    ? [undecidable(path, "Whether an audit log is kept is unknown.", fix)]
    : [violated(path, "No audit log is kept.", fix)];
}

function isAuditLog(option: ReturnType<typeof listOf>[number]): "yes" | "no" | "undecided" {
  if (isUnknown(option)) return "undecided";
  if (!isObject(option)) return "no";
  const { logType, enabled } = option;
  const isOther = !isUnknown(logType) && logType !== "AUDIT_LOGS";
  if (isOther || textOf(enabled) === "false") return "no";
  return isUnknown(logType) || isUnknown(enabled) ? "undecided" : "yes";
}
