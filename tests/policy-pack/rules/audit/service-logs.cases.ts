import type { Properties, Value } from "../../../../policy-pack/engine/value";
import { serviceLog } from "../../../../policy-pack/rules/audit/service-logs";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { type RuleCase, ruleCases } from "../../../support/policy-pack/rule-cases";

/** Services, what else they are, the property that lists their logs, and the logs they need. */
const services: readonly (readonly [
  type: string,
  others: Properties,
  property: string,
  needed: readonly string[],
])[] = [
  ["eks/cluster:Cluster", {}, "enabledClusterLogTypes", ["api", "audit", "authenticator"]],
  ["rds/instance:Instance", { engine: "postgres" }, exportsOf("d"), ["postgresql"]],
  ["rds/cluster:Cluster", { engine: "aurora" }, exportsOf("d"), ["audit"]],
  ["rds/cluster:Cluster", { engine: "aurora-mysql" }, exportsOf("d"), ["audit"]],
  ["rds/cluster:Cluster", { engine: "aurora-postgresql" }, exportsOf("d"), ["postgresql"]],
  ["rds/cluster:Cluster", { engine: "postgres" }, exportsOf("d"), ["postgresql"]],
  ["docdb/cluster:Cluster", {}, exportsOf("d"), ["audit"]],
  ["neptune/cluster:Cluster", {}, exportsOf(""), ["audit"]],
  ["redshiftserverless/namespace:Namespace", {}, "logExports", ["connectionlog", "userlog"]],
];

function exportsOf(tense: string): string {
  return `enable${tense}CloudwatchLogsExports`;
}

const named = (type: string, { engine }: Properties) =>
  `${type}${typeof engine === "string" ? ` of engine ${engine}` : ""}`;

const ofService = ([type, others, property, needed]: (typeof services)[number]): RuleCase[] => {
  const made = (logs: Value) => [resource(`aws:${type}`, { ...others, [property]: logs })];
  return [
    {
      title: `${named(type, others)} with what is needed, and more`,
      resources: made([...needed, "error"]),
      verdict: "pass",
    },
    ...needed.map(
      (name): RuleCase => ({
        title: `${named(type, others)} without ${name}`,
        resources: made([...needed.filter((each) => each !== name), "error"]),
        verdict: "fail",
        level: "mandatory",
        path: `/${property}`,
        message: new RegExp(`^${name} is not kept\\.$`),
        fix: new RegExp(`^Add "${name}" to ${property}\\.$`),
        count: 1,
      }),
    ),
    {
      title: `${named(type, others)} that says nothing`,
      resources: [resource(`aws:${type}`, others)],
      verdict: "fail",
      path: `/${property}`,
      count: 1,
    },
    {
      title: `${named(type, others)} with unknown logs`,
      resources: made(unknown),
      verdict: "undecided",
      path: `/${property}`,
      count: 1,
    },
    {
      title: `${named(type, others)} with a log that is unknown`,
      resources: made([unknown]),
      verdict: "undecided",
      count: 1,
    },
  ];
};

const instance = (properties: Properties) => [resource("aws:rds/instance:Instance", properties)];
const cluster = (properties: Properties) => [resource("aws:rds/cluster:Cluster", properties)];
const domain = (logPublishingOptions: Value, service = "opensearch") => [
  resource(`aws:${service}/domain:Domain`, { logPublishingOptions }),
];
const audit = { logType: "AUDIT_LOGS", cloudwatchLogGroupArn: unknown };
const warehouse = resource("aws:redshift/cluster:Cluster", { clusterIdentifier: "sales" });
const logging = (clusterIdentifier: Value, of?: typeof warehouse) =>
  resource(
    "aws:redshift/logging:Logging",
    { clusterIdentifier, logDestinationType: "cloudwatch" },
    of === undefined ? {} : { refersTo: { clusterIdentifier: of } },
  );

export const serviceLogCases = ruleCases(serviceLog, [
  ...services.flatMap(ofService),
  {
    title: "a cluster that lacks two logs",
    resources: [resource("aws:eks/cluster:Cluster", { enabledClusterLogTypes: ["api"] })],
    verdict: "fail",
    message: /^audit, authenticator are not kept\.$/,
    fix: /^Add "audit", "authenticator" to/,
  },
  ...["mysql", "mariadb", "oracle-ee", "sqlserver-se", "db2-ae"].flatMap((engine): RuleCase[] => [
    {
      title: `an instance of engine ${engine} with any log`,
      resources: instance({ engine, enabledCloudwatchLogsExports: ["error"] }),
      verdict: "pass",
    },
    {
      title: `an instance of engine ${engine} without a log`,
      resources: instance({ engine, enabledCloudwatchLogsExports: [] }),
      verdict: "fail",
      path: "/enabledCloudwatchLogsExports",
      message: /^No log is kept\.$/,
      fix: /^List the logs of the engine/,
      count: 1,
    },
  ]),
  {
    title: "an instance of a custom engine, which exports nothing",
    resources: instance({ engine: "custom-oracle-ee" }),
    verdict: "pass",
  },
  {
    title: "a replica without a log, whose engine is that of its source",
    resources: instance({ replicateSourceDb: "orders" }),
    verdict: "fail",
    count: 1,
  },
  {
    title: "an instance of an unknown engine without a log",
    resources: instance({ engine: unknown }),
    verdict: "undecided",
    count: 1,
  },
  {
    title: "an instance of an unknown engine with the log of one",
    resources: instance({ engine: unknown, enabledCloudwatchLogsExports: ["postgresql"] }),
    verdict: "pass",
  },
  {
    title: "a cluster of engine mysql with any log",
    resources: cluster({ engine: "mysql", enabledCloudwatchLogsExports: ["error"] }),
    verdict: "pass",
  },
  {
    title: "a cluster of engine mysql without a log",
    resources: cluster({ engine: "mysql" }),
    verdict: "fail",
    message: /^No log is kept/,
    count: 1,
  },
  ...["opensearch", "elasticsearch"].flatMap((service): RuleCase[] => [
    {
      title: `a domain of ${service} with an audit log`,
      resources: domain([{ ...audit, logType: "INDEX_SLOW_LOGS" }, audit], service),
      verdict: "pass",
    },
    {
      title: `a domain of ${service} with another log`,
      resources: domain([{ ...audit, logType: "INDEX_SLOW_LOGS" }], service),
      verdict: "fail",
      path: "/logPublishingOptions",
      message: /^No audit log is kept\.$/,
      fix: /AUDIT_LOGS/,
      count: 1,
    },
  ]),
  {
    title: "a domain that says nothing",
    resources: domain(null),
    verdict: "fail",
  },
  {
    title: "a domain whose audit log is on",
    resources: domain({ ...audit, enabled: true }),
    verdict: "pass",
  },
  ...[false, "false"].map((enabled) => ({
    title: `a domain whose audit log is ${typeof enabled} false`,
    resources: domain([{ ...audit, enabled }]),
    verdict: "fail" as const,
  })),
  { title: "a domain with what is no option", resources: domain(["AUDIT_LOGS"]), verdict: "fail" },
  ...[unknown, [unknown], [{ logType: unknown }], [{ ...audit, enabled: unknown }]].map(
    (options) => ({
      title: `a domain with ${JSON.stringify(options)}`,
      resources: domain(options),
      verdict: "undecided" as const,
      path: "/logPublishingOptions",
      fix: /AUDIT_LOGS/,
    }),
  ),
  {
    title: "a domain with an unknown log that is off",
    resources: domain([{ logType: unknown, enabled: false }]),
    verdict: "fail",
  },
  {
    title: "a warehouse with logging",
    resources: [warehouse, logging(unknown, warehouse)],
    verdict: "pass",
  },
  {
    title: "a warehouse without logging, beside that of another",
    resources: [warehouse, logging("other")],
    verdict: "fail",
    path: "",
    message: /^No logging of this stack/,
    fix: /^Declare a redshift\.Logging/,
    count: 1,
  },
  {
    title: "a warehouse beside the logging of an unknown one",
    resources: [warehouse, logging(unknown)],
    verdict: "undecided",
    path: "",
    fix: /^Declare a redshift\.Logging/,
    count: 1,
  },
]);
