import {
  ComparisonOperator,
  DescribeAlarmsCommand,
  ListTagsForResourceCommand,
  type MetricDataQuery,
  PutMetricAlarmCommand,
  Statistic,
} from "@aws-sdk/client-cloudwatch";
import {
  DescribeRuleCommand,
  ListTagsForResourceCommand as ListRuleTagsCommand,
  ListTargetsByRuleCommand,
  PutRuleCommand,
  PutTargetsCommand,
  type RetryPolicy,
  RuleState,
} from "@aws-sdk/client-eventbridge";
import type { Inputs, Replay, ReplayTable } from "./contract";
import {
  answered,
  flag,
  member,
  number,
  object,
  objects,
  optionalText,
  tagList,
  tagsOf,
  text,
  textRecord,
  texts,
} from "./values";

const metricAlarm: Replay = {
  async create({ cloudwatch }, inputs) {
    const AlarmName = text(inputs, "name");
    const dimensions = Object.entries(textRecord(inputs, "dimensions"));
    await cloudwatch.send(
      new PutMetricAlarmCommand({
        AlarmName,
        ActionsEnabled: flag(inputs, "actionsEnabled"),
        AlarmActions: texts(inputs, "alarmActions"),
        OKActions: texts(inputs, "okActions"),
        AlarmDescription: optionalText(inputs, "alarmDescription"),
        ComparisonOperator: member(ComparisonOperator, inputs["comparisonOperator"]),
        DatapointsToAlarm: number(inputs, "datapointsToAlarm"),
        Dimensions: dimensions.map(([Name, Value]) => ({ Name, Value })),
        EvaluationPeriods: number(inputs, "evaluationPeriods"),
        ...watched(inputs),
        Tags: tagList(inputs),
        TreatMissingData: optionalText(inputs, "treatMissingData"),
      }),
    );
    return { id: AlarmName };
  },
  async read({ cloudwatch }, { created }) {
    const { MetricAlarms } = await cloudwatch.send(
      new DescribeAlarmsCommand({ AlarmNames: [created.id] }),
    );
    const alarm = answered(MetricAlarms?.[0], "alarm");
    const { Tags } = await cloudwatch.send(
      new ListTagsForResourceCommand({ ResourceARN: alarm.AlarmArn }),
    );
    return {
      name: alarm.AlarmName,
      actionsEnabled: alarm.ActionsEnabled,
      alarmActions: alarm.AlarmActions,
      okActions: alarm.OKActions,
      alarmDescription: alarm.AlarmDescription,
      comparisonOperator: alarm.ComparisonOperator,
      datapointsToAlarm: alarm.DatapointsToAlarm,
      dimensions: Object.fromEntries(
        (alarm.Dimensions ?? []).map(({ Name = "", Value }) => [Name, Value]),
      ),
      evaluationPeriods: alarm.EvaluationPeriods,
      metricName: alarm.MetricName,
      metricQueries: alarm.Metrics?.length === 0 ? undefined : alarm.Metrics?.map(queryOf),
      namespace: alarm.Namespace,
      period: alarm.Period,
      statistic: alarm.Statistic,
      tags: tagsOf(Tags),
      threshold: alarm.Threshold,
      thresholdMetricId: alarm.ThresholdMetricId,
      treatMissingData: alarm.TreatMissingData,
    };
  },
};

// Either one metric and a fixed bound, or queries of which one is the bound.
function watched(inputs: Inputs) {
  if (inputs["metricQueries"] === undefined) {
    return {
      MetricName: text(inputs, "metricName"),
      Namespace: text(inputs, "namespace"),
      Period: number(inputs, "period"),
      Statistic: member(Statistic, inputs["statistic"]),
      Threshold: number(inputs, "threshold"),
    };
  }
  return {
    ThresholdMetricId: text(inputs, "thresholdMetricId"),
    Metrics: objects(inputs, "metricQueries").map((query) => ({
      Id: text(query, "id"),
      Expression: optionalText(query, "expression"),
      Label: optionalText(query, "label"),
      ReturnData: flag(query, "returnData"),
      ...(query["metric"] !== undefined && { MetricStat: statOf(object(query, "metric")) }),
    })),
  };
}

const statOf = (metric: Inputs) => ({
  Metric: { Namespace: text(metric, "namespace"), MetricName: text(metric, "metricName") },
  Period: number(metric, "period"),
  Stat: text(metric, "stat"),
});

const queryOf = ({ Id, Expression, Label, ReturnData, MetricStat }: MetricDataQuery) => ({
  ...{ id: Id, returnData: ReturnData },
  ...(Expression !== undefined && { expression: Expression }),
  ...(Label !== undefined && { label: Label }),
  ...(MetricStat !== undefined && {
    metric: {
      namespace: MetricStat.Metric?.Namespace,
      metricName: MetricStat.Metric?.MetricName,
      period: MetricStat.Period,
      stat: MetricStat.Stat,
    },
  }),
});

const eventRule: Replay = {
  async create({ events }, inputs) {
    const Name = text(inputs, "name");
    const { RuleArn } = await events.send(
      new PutRuleCommand({
        Name,
        Description: optionalText(inputs, "description"),
        EventPattern: optionalText(inputs, "eventPattern"),
        ScheduleExpression: optionalText(inputs, "scheduleExpression"),
        State: member(RuleState, inputs["state"]),
        Tags: tagList(inputs),
      }),
    );
    return { id: Name, outputs: { arn: answered(RuleArn, "ARN") } };
  },
  async read({ events }, { created }) {
    const rule = await events.send(new DescribeRuleCommand({ Name: created.id }));
    const { Tags } = await events.send(new ListRuleTagsCommand({ ResourceARN: rule.Arn }));
    return {
      name: rule.Name,
      description: rule.Description,
      eventPattern: rule.EventPattern,
      scheduleExpression: rule.ScheduleExpression,
      state: rule.State,
      tags: tagsOf(Tags),
    };
  },
};

const eventTarget: Replay = {
  async create({ events }, inputs) {
    const Rule = text(inputs, "rule");
    const Id = text(inputs, "targetId");
    const { FailedEntryCount, FailedEntries } = await events.send(
      new PutTargetsCommand({
        Rule,
        Targets: [
          {
            Id,
            Arn: text(inputs, "arn"),
            Input: optionalText(inputs, "input"),
            RoleArn: optionalText(inputs, "roleArn"),
            ...(inputs["retryPolicy"] !== undefined && {
              RetryPolicy: retryPolicyOf(object(inputs, "retryPolicy")),
            }),
            ...(inputs["deadLetterConfig"] !== undefined && {
              DeadLetterConfig: { Arn: text(object(inputs, "deadLetterConfig"), "arn") },
            }),
          },
        ],
      }),
    );
    if (FailedEntryCount !== 0) throw new Error(JSON.stringify(FailedEntries));
    return { id: `${Rule}-${Id}` };
  },
  async read({ events }, { inputs }) {
    const Rule = text(inputs, "rule");
    const { Targets = [] } = await events.send(new ListTargetsByRuleCommand({ Rule }));
    const target = Targets.find(({ Id }) => Id === inputs["targetId"]);
    return {
      rule: target === undefined ? undefined : Rule,
      targetId: target?.Id,
      arn: target?.Arn,
      input: target?.Input,
      roleArn: target?.RoleArn,
      retryPolicy: retriesOf(target?.RetryPolicy),
      deadLetterConfig:
        target?.DeadLetterConfig === undefined ? undefined : { arn: target.DeadLetterConfig.Arn },
    };
  },
};

const retryPolicyOf = (policy: Inputs) => ({
  MaximumEventAgeInSeconds: number(policy, "maximumEventAgeInSeconds"),
  MaximumRetryAttempts: number(policy, "maximumRetryAttempts"),
});

const retriesOf = (policy: RetryPolicy | undefined) =>
  policy === undefined
    ? undefined
    : {
        maximumEventAgeInSeconds: policy.MaximumEventAgeInSeconds,
        maximumRetryAttempts: policy.MaximumRetryAttempts,
      };

/** Alarms, and rules that react to events. */
export const alarms: ReplayTable = {
  "aws:cloudwatch/metricAlarm:MetricAlarm": metricAlarm,
  "aws:cloudwatch/eventRule:EventRule": eventRule,
  "aws:cloudwatch/eventTarget:EventTarget": eventTarget,
};
