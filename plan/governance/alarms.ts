import type { PlanContext } from "../context";
import type { MetricAlarmPlan } from "../monitoring/health";
import { phasePattern } from "../monitoring/patterns/security-event";

/** A count that is made from lines of a log. */
export interface GovernanceFilterPlan {
  /** Stable key; filter and metric are named after it. */
  readonly key: string;
  /** Log group it looks at. */
  readonly logGroup: string;
  /** Pattern in CloudWatch's filter syntax. */
  readonly pattern: string;
}

/** Filters and alarms of governance itself; denied and failed decisions are among the detections. */
export interface GovernanceAlarmsPlan {
  /** Namespace of the filters' metrics. */
  readonly metricNamespace: string;
  /** Filters. */
  readonly filters: readonly GovernanceFilterPlan[];
  /** Alarms. */
  readonly alarms: readonly MetricAlarmPlan[];
}

function planFilters({ config, names }: PlanContext): readonly GovernanceFilterPlan[] {
  const lifecycle = (phase: "heartbeat" | "not-ready") => ({
    key: `governance-${phase}`,
    logGroup: names.logGroups.governance,
    pattern: phasePattern(phase),
  });
  // Callees write receipts all the time; they can write nothing else. Who has no session has no issuer of it.
  const issuer = "$.userIdentity.sessionContext.sessionIssuer.arn";
  // A responder belongs to the stack, and every change of a quarantine is news all the same.
  const byResponder =
    config.identity.people.responders.length === 0
      ? ""
      : ` || (${issuer} = "${names.roleArn(names.personRole("responder"))}")`;
  const byOthers = `(${issuer} != "${names.roleArn("*")}") || (${issuer} NOT EXISTS)${byResponder}`;
  const writes = tableWrites.map((name) => `($.eventName = "${name}")`).join(" || ");
  return [
    lifecycle("heartbeat"),
    lifecycle("not-ready"),
    {
      key: "governance-table-writes",
      logGroup: names.logGroups.trail,
      // The trail records data events of no other table (plan/monitoring/trail.ts).
      pattern: `{ ($.eventSource = "dynamodb.amazonaws.com") && (${writes}) && (${byOthers}) }`,
    },
  ];
}

// PartiQL and transactions are recorded under names of their own (DynamoDB Developer Guide, "Logging DynamoDB
// operations by using AWS CloudTrail").
const tableWrites = [
  "PutItem",
  "UpdateItem",
  "DeleteItem",
  "BatchWriteItem",
  "TransactWriteItems",
  "ExecuteStatement",
  "BatchExecuteStatement",
  "ExecuteTransaction",
];

/** Plans alarms for silence, failure to start, errors, throttling, calls nobody waited for, and foreign writes. */
export function planAlarms(context: PlanContext): GovernanceAlarmsPlan {
  const metricNamespace = context.names.securityMetrics;
  return {
    metricNamespace,
    filters: planFilters(context),
    alarms: [...logAlarms(context, metricNamespace), ...serviceAlarms(context)],
  };
}

function logAlarms(context: PlanContext, namespace: string): readonly MetricAlarmPlan[] {
  const fromLog = (name: string) => ({ namespace, name, dimensions: {} });
  return [
    {
      ...alarm(context, "governance-silent", fromLog("governance-heartbeat")),
      description: "Governance gave no proof of life for 15 minutes.",
      periodSeconds: 900,
      raisedWhen: "none",
    },
    {
      ...alarm(context, "governance-not-ready", fromLog("governance-not-ready")),
      description: "Governance started without a usable policy bundle and denies every call.",
    },
    {
      ...alarm(context, "governance-table-writes", fromLog("governance-table-writes")),
      description:
        "A responder or somebody outside the stack wrote to governance's table: quarantine or accepted policies changed.",
    },
  ];
}

function serviceAlarms(context: PlanContext): readonly MetricAlarmPlan[] {
  const { governance } = context.names;
  const ofFunction = (name: string) => ({
    namespace: "AWS/Lambda",
    name,
    dimensions: { FunctionName: governance },
  });
  const ofQueue = {
    namespace: "AWS/SQS",
    name: "ApproximateNumberOfMessagesVisible",
    dimensions: { QueueName: governance },
  };
  return [
    {
      ...alarm(context, "governance-errors", ofFunction("Errors")),
      description: "Invocations of governance failed.",
    },
    {
      ...alarm(context, "governance-throttles", ofFunction("Throttles")),
      description: "Invocations of governance were refused for want of instances.",
    },
    {
      ...alarm(context, "governance-dead-letters", ofQueue),
      description:
        "An asynchronous invocation of governance failed; only the heartbeat may make any.",
      statistic: "Maximum",
    },
  ];
}

const alarm = ({ names }: PlanContext, key: string, metric: MetricAlarmPlan["metric"]) =>
  ({
    key,
    name: names.name(key),
    alertClass: "failed-governance-decision",
    metric,
    statistic: "Sum",
    periodSeconds: 300,
    raisedWhen: "any",
  }) as const;
