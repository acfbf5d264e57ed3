import * as cloudwatch from "@pulumi/aws/cloudwatch";
import type * as pulumi from "@pulumi/pulumi";
import type { GovernanceAlarmPlan, GovernanceAlarmsPlan } from "../../plan/governance/alarms";
import type { Tags } from "../../plan/tags";
import { required } from "../find";
import { countLines } from "../monitoring/log-filter";

/** What alarms are made from. */
export interface AlarmsArgs {
  /** Filters and alarms. */
  readonly plan: GovernanceAlarmsPlan;
  /** Names of log groups, as outputs. */
  readonly logGroupNames: Readonly<Record<string, pulumi.Input<string>>>;
  /** Topic that alerts go to. */
  readonly topicArn: pulumi.Input<string>;
  /** Tags. */
  readonly tags: Tags;
}

/** Declares the filters and alarms of governance itself. */
export function createAlarms(name: string, args: AlarmsArgs, parent: pulumi.Resource): void {
  const { plan, logGroupNames, topicArn, tags } = args;
  for (const { key, pattern, logGroup } of plan.filters) {
    countLines(
      `${name}-${key}`,
      {
        ...{ key, pattern },
        logGroupName: required(logGroupNames, logGroup),
        metric: { namespace: plan.metricNamespace, name: key },
      },
      parent,
    );
  }
  for (const alarm of plan.alarms) {
    new cloudwatch.MetricAlarm(
      `${name}-${alarm.key}`,
      {
        name: alarm.name,
        alarmDescription: alarm.description,
        namespace: alarm.metric.namespace,
        metricName: alarm.metric.name,
        dimensions: alarm.metric.dimensions,
        statistic: alarm.statistic,
        period: alarm.periodSeconds,
        evaluationPeriods: 1,
        threshold: 1,
        ...raising[alarm.raisedWhen],
        actionsEnabled: true,
        alarmActions: [topicArn],
        tags: { ...tags, AlertClass: "failed-governance-decision" },
      },
      { parent },
    );
  }
}

const raising: Readonly<
  Record<
    GovernanceAlarmPlan["raisedWhen"],
    Pick<cloudwatch.MetricAlarmArgs, "comparisonOperator" | "treatMissingData">
  >
> = {
  any: { comparisonOperator: "GreaterThanOrEqualToThreshold", treatMissingData: "notBreaching" },
  none: { comparisonOperator: "LessThanThreshold", treatMissingData: "breaching" },
};
