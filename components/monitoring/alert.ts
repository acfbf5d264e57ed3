import * as cloudwatch from "@pulumi/aws/cloudwatch";
import type * as pulumi from "@pulumi/pulumi";
import type { EventRulePlan } from "../../plan/monitoring/event-rules";
import type { MetricAlarmPlan } from "../../plan/monitoring/health";
import type { Tags } from "../../plan/tags";

/** What an alarm is made from. */
export interface AlarmArgs {
  /** Physical name. */
  readonly name: string;
  /** What an operator should read. */
  readonly description: string;
  /** Metric that is looked at. */
  readonly metric: {
    readonly namespace: string;
    readonly name: string;
    readonly dimensions?: Readonly<Record<string, string>>;
  };
  /** How values of a period become one. @default Sum */
  readonly statistic?: string;
  /** Seconds of a period. */
  readonly periodSeconds: number;
  /** Value that raises the alarm when it is reached. @default 1 */
  readonly threshold?: number;
  /** Whether too little raises it instead, and silence too. @default false */
  readonly isHeartbeat?: boolean;
  /** Class of alerts that it belongs to. */
  readonly alertClass: string;
  /** Topic that it tells. */
  readonly topicArn: pulumi.Input<string>;
  /** Tags. */
  readonly tags: Tags;
}

/** Declares an alarm that one period raises, and that tells the alert topic. */
export function raiseAlarm(
  name: string,
  args: AlarmArgs,
  parent: pulumi.Resource,
): cloudwatch.MetricAlarm {
  const { metric, isHeartbeat = false, alertClass } = args;
  return new cloudwatch.MetricAlarm(
    name,
    {
      name: args.name,
      alarmDescription: args.description,
      namespace: metric.namespace,
      metricName: metric.name,
      ...(metric.dimensions !== undefined && { dimensions: metric.dimensions }),
      statistic: args.statistic ?? "Sum",
      period: args.periodSeconds,
      evaluationPeriods: 1,
      threshold: args.threshold ?? 1,
      comparisonOperator: isHeartbeat ? "LessThanThreshold" : "GreaterThanOrEqualToThreshold",
      treatMissingData: isHeartbeat ? "breaching" : "notBreaching",
      actionsEnabled: true,
      alarmActions: [args.topicArn],
      tags: { ...args.tags, AlertClass: alertClass },
    },
    { parent },
  );
}

/** Who is told of a planned alarm, and how it is tagged. */
export interface Told {
  /** Topic that it tells. */
  readonly topicArn: pulumi.Input<string>;
  /** Tags. */
  readonly tags: Tags;
}

/** What a planned alarm is made from. */
export const plannedAlarm = (
  { name, description, metric, statistic, periodSeconds, alertClass, raisedWhen }: MetricAlarmPlan,
  told: Told,
): AlarmArgs => ({
  ...{ name, description, metric, statistic, periodSeconds, alertClass },
  isHeartbeat: raisedWhen === "none",
  ...told,
});

/** What events are forwarded by. */
export interface ForwardArgs {
  /** The rule: physical name, what it forwards, event pattern, and which events it is offered. */
  readonly rule: Pick<EventRulePlan, "name" | "description" | "pattern" | "state">;
  /** Topic that they go to. */
  readonly topicArn: pulumi.Input<string>;
  /** Queue where events end that the topic did not take. */
  readonly deadLetterArn: pulumi.Input<string>;
  /** Tags. */
  readonly tags: Tags;
}

/** Declares a rule that forwards events to the alert topic as they are. */
export function forwardEvents(
  name: string,
  { rule, topicArn, deadLetterArn, tags }: ForwardArgs,
  parent: pulumi.Resource,
): void {
  const created = new cloudwatch.EventRule(
    name,
    {
      name: rule.name,
      description: rule.description,
      eventPattern: JSON.stringify(rule.pattern),
      state: rule.state,
      tags,
    },
    { parent },
  );
  new cloudwatch.EventTarget(
    name,
    {
      rule: created.name,
      targetId: "alerts",
      arn: topicArn,
      deadLetterConfig: { arn: deadLetterArn },
    },
    { parent },
  );
}
