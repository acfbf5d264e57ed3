import type { PlanContext } from "../context";

/** A count that is made from lines of the governance log. */
export interface LifecycleFilterPlan {
  /** Stable key; filter and metric are named after it. */
  readonly key: string;
  /** Pattern in CloudWatch's filter syntax. */
  readonly pattern: string;
}

/** An alarm on the function, its queue, or its log. */
export interface GovernanceAlarmPlan {
  /** Stable key. */
  readonly key: string;
  /** Physical name. */
  readonly name: string;
  /** What an operator should read. */
  readonly description: string;
  /** Metric that is looked at. */
  readonly metric: {
    readonly namespace: string;
    readonly name: string;
    readonly dimensions: Readonly<Record<string, string>>;
  };
  /** How the values of a period become one. */
  readonly statistic: "Sum" | "Maximum";
  /** Seconds of a period. */
  readonly periodSeconds: number;
  /** Raised at one or more, or while there is none at all. */
  readonly raisedWhen: "any" | "none";
}

/** Filters and alarms of governance itself; denied and failed decisions are among the detections. */
export interface GovernanceAlarmsPlan {
  /** Log group the filters look at. */
  readonly logGroup: string;
  /** Namespace of the filters' metrics. */
  readonly metricNamespace: string;
  /** Filters. */
  readonly filters: readonly LifecycleFilterPlan[];
  /** Alarms. */
  readonly alarms: readonly GovernanceAlarmPlan[];
}

const lifecycle = (phase: "heartbeat" | "not-ready"): LifecycleFilterPlan => ({
  key: `governance-${phase}`,
  pattern: `{ ($.event_type = "governance.lifecycle") && ($.phase = "${phase}") }`,
});

/** Plans alarms for silence, failure to start, errors, throttling and calls that nobody waited for. */
export function planAlarms({ environment, names }: PlanContext): GovernanceAlarmsPlan {
  const metricNamespace = `${environment.project}/${environment.stack}/security`;
  const filters = [lifecycle("heartbeat"), lifecycle("not-ready")];
  const fromLog = (name: string) => ({ namespace: metricNamespace, name, dimensions: {} });
  const ofFunction = (name: string) => ({
    namespace: "AWS/Lambda",
    name,
    dimensions: { FunctionName: names.governance },
  });
  const ofQueue = {
    namespace: "AWS/SQS",
    name: "ApproximateNumberOfMessagesVisible",
    dimensions: { QueueName: names.governance },
  };
  const alarm = (key: string, description: string, metric: GovernanceAlarmPlan["metric"]) =>
    ({
      key,
      name: names.name(key),
      description,
      metric,
      statistic: "Sum",
      periodSeconds: 300,
      raisedWhen: "any",
    }) as const;
  return {
    logGroup: names.logGroups.governance,
    metricNamespace,
    filters,
    alarms: [
      {
        ...alarm(
          "governance-silent",
          "Governance gave no proof of life for 15 minutes.",
          fromLog("governance-heartbeat"),
        ),
        periodSeconds: 900,
        raisedWhen: "none",
      },
      alarm(
        "governance-not-ready",
        "Governance started without a usable policy bundle and denies every call.",
        fromLog("governance-not-ready"),
      ),
      alarm("governance-errors", "Invocations of governance failed.", ofFunction("Errors")),
      alarm(
        "governance-throttles",
        "Invocations of governance were refused for want of instances.",
        ofFunction("Throttles"),
      ),
      {
        ...alarm(
          "governance-dead-letters",
          "An asynchronous invocation of governance failed; only the heartbeat may make any.",
          ofQueue,
        ),
        statistic: "Maximum",
      },
    ],
  };
}
