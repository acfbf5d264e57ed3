import type { PlanContext } from "../context";
import type { AlarmClass } from "./patterns/pattern";

/** An alarm on one metric. */
export interface MetricAlarmPlan {
  /** Stable key. */
  readonly key: string;
  /** Physical name. */
  readonly name: string;
  /** What it is about. */
  readonly alertClass: AlarmClass;
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

/** Stable key of the alarm that is raised while a service is contained or released. */
export const containmentAtWork = "containment-at-work";

/**
 * Plans alarms on detection and response themselves: a trail that fell silent, alerts that nobody could be told of, and
 * functions that failed. Governance, the workflow of incidents, its steps and the access review have more of their own.
 */
export function planHealth({ names }: PlanContext): readonly MetricAlarmPlan[] {
  const alarm = (key: string, description: string, metric: MetricAlarmPlan["metric"]) =>
    ({
      ...{ key, description, metric, name: names.name(key) },
      alertClass: "operations",
      statistic: "Sum",
      periodSeconds: 300,
      raisedWhen: "any",
    }) as const;
  return [
    // CloudTrail delivers within minutes; an hour without any event means that nothing else here can fire.
    {
      ...alarm("trail-silent", "The audit trail delivered no event for an hour.", {
        namespace: "AWS/Logs",
        name: "IncomingLogEvents",
        dimensions: { LogGroupName: names.logGroups.trail },
      }),
      periodSeconds: 3600,
      raisedWhen: "none",
    },
    {
      ...alarm("alerts-undelivered", "Alerts reached nobody and wait in the queue.", {
        namespace: "AWS/SQS",
        name: "ApproximateNumberOfMessagesVisible",
        dimensions: { QueueName: names.alertQueue },
      }),
      statistic: "Maximum",
    },
    {
      ...alarm(
        containmentAtWork,
        "A service is being contained or released.",
        lambda("Invocations", names.containment),
      ),
      periodSeconds: 60,
    },
    alarm("containment-errors", "Containment failed.", lambda("Errors", names.containment)),
    alarm(
      "access-review-errors",
      "The access review failed.",
      lambda("Errors", names.accessReview),
    ),
  ];
}

const lambda = (name: string, functionName: string): MetricAlarmPlan["metric"] => ({
  namespace: "AWS/Lambda",
  name,
  dimensions: { FunctionName: functionName },
});
