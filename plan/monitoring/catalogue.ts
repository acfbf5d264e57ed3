import type { EstatePlan } from "../estate";
import type { AnomalyPlan } from "./anomalies";
import type { DetectionPlan } from "./detections";
import type { EventRuleState } from "./event-rules";
import type { MetricAlarmPlan } from "./health";
import type { AlarmClass } from "./patterns/pattern";

/** A metric, as an alarm names it. */
export interface WatchedMetric {
  /** Namespace, for example `AWS/Lambda`, or the stack's own. */
  readonly namespace: string;
  /** Name. */
  readonly name: string;
  /** Dimensions; none for what filters count. */
  readonly dimensions: Readonly<Record<string, string>>;
}

interface Common {
  /** Unique among all detections of the stack. */
  readonly key: string;
  /** Class of alerts; `operations` keeps detection and response themselves at work. */
  readonly alertClass: AlarmClass;
  /** What an operator reads. */
  readonly description: string;
  /** Topic that it tells; undefined for the state of an alert class, whose alarms tell it. */
  readonly topicArn: string | undefined;
}

/** Lines of a log group that are counted, and an alarm on the count. */
export interface LogFilterDetection extends Common {
  /** Discriminates. */
  readonly kind: "log-filter";
  /** Log group the filter looks at. */
  readonly logGroup: string;
  /** Pattern in CloudWatch's filter syntax. */
  readonly pattern: string;
  /** Physical name of the alarm. */
  readonly alarmName: string;
  /** Metric that the filter counts up and the alarm looks at. */
  readonly metric: WatchedMetric;
  /** Count in a period that raises the alarm. */
  readonly threshold: number;
  /** Raised by lines that match, or by there being none: a heartbeat. */
  readonly raisedBy: "matches" | "silence";
}

/** Events that EventBridge forwards at once. */
export interface EventRuleDetection extends Common {
  /** Discriminates. */
  readonly kind: "event-rule";
  /** Event pattern. */
  readonly pattern: Readonly<Record<string, unknown>>;
  /** Physical name of the rule. */
  readonly ruleName: string;
  /** Which of CloudTrail's events it is offered. */
  readonly ruleState: EventRuleState;
  /** Region of the rule. */
  readonly region: string;
  /** Region that its events are sent on from; undefined where they arise in its own. */
  readonly relayedFrom: string | undefined;
}

/** An alarm on a metric that no filter of the stack makes. */
export interface MetricAlarmDetection extends Common {
  /** Discriminates. */
  readonly kind: "metric-alarm";
  /** Physical name of the alarm. */
  readonly alarmName: string;
  /** Metric that it looks at. */
  readonly metric: WatchedMetric;
  /** Value in a period that raises it; undefined where the bound is learned from the metric itself. */
  readonly threshold: number | undefined;
  /** Raised by values, or by there being none: a heartbeat. */
  readonly raisedBy: "values" | "silence";
}

/** An alarm on the states of others. */
export interface CompositeDetection extends Common {
  /** Discriminates. */
  readonly kind: "composite";
  /** Physical name of the alarm. */
  readonly alarmName: string;
  /** Physical names of the alarms it looks at. */
  readonly alarms: readonly string[];
}

/** One way in which the estate notices something. */
export type Detection =
  | LogFilterDetection
  | EventRuleDetection
  | MetricAlarmDetection
  | CompositeDetection;

/** Every filter with its alarm, event rule, metric alarm and composite alarm of the estate. Pure. */
export function allDetections(plan: EstatePlan): readonly Detection[] {
  return [
    ...plan.detections.detections.map((detection) => ofFilter(plan, detection)),
    ...ofRules(plan),
    ...plan.detections.anomalies.map((anomaly) => ofAnomaly(plan, anomaly)),
    ...plan.detections.health.map((alarm) => ofMetric(plan, alarm)),
    ...ofComposites(plan),
    ...ofGovernance(plan),
    ...ofRotation(plan),
  ];
}

function ofFilter({ detections, alerts }: EstatePlan, plan: DetectionPlan): LogFilterDetection {
  const { key, alertClass, description, logGroup, pattern, alarmName, threshold } = plan;
  return {
    ...{
      kind: "log-filter",
      key,
      alertClass,
      description,
      logGroup,
      pattern,
      alarmName,
      threshold,
    },
    metric: { namespace: detections.metricNamespace, name: plan.metricName, dimensions: {} },
    raisedBy: "matches",
    topicArn: alerts.topicArn,
  };
}

const ofRules = ({ detections, accountBaseline, alerts }: EstatePlan) =>
  [...detections.eventRules, ...accountBaseline.findingsRules].map(
    ({ key, alertClass, description, pattern, name, state, region }): EventRuleDetection => ({
      ...{ kind: "event-rule", key, alertClass, description, pattern, region },
      ruleName: name,
      relayedFrom: detections.relays.relays.find((relay) => relay.key === `${key}-relay`)?.region,
      ruleState: state,
      topicArn: alerts.topicArn,
    }),
  );

function ofGovernance({ governance, alerts }: EstatePlan): readonly Detection[] {
  const { filters, alarms } = governance.alarms;
  return alarms.map((alarm) => {
    const { key, alertClass, description, metric } = alarm;
    const isSilence = alarm.raisedWhen === "none";
    const shared = { key, alertClass, description, metric, topicArn: alerts.topicArn } as const;
    const filter = filters.find((candidate) => candidate.key === metric.name);
    if (filter === undefined) return ofMetric({ alerts }, alarm);
    const { logGroup, pattern } = filter;
    return {
      ...{ ...shared, kind: "log-filter", logGroup, pattern, alarmName: alarm.name, threshold: 1 },
      raisedBy: isSilence ? "silence" : "matches",
    };
  });
}

const ofMetric = (
  { alerts }: Pick<EstatePlan, "alerts">,
  { key, alertClass, description, metric, name, raisedWhen }: MetricAlarmPlan,
): MetricAlarmDetection => ({
  ...{ kind: "metric-alarm", key, alertClass, description, metric, alarmName: name, threshold: 1 },
  raisedBy: raisedWhen === "none" ? "silence" : "values",
  topicArn: alerts.topicArn,
});

const ofAnomaly = (
  { detections, alerts }: EstatePlan,
  { key, alertClass, description, name, metricName }: AnomalyPlan,
): MetricAlarmDetection => ({
  ...{ kind: "metric-alarm", key, alertClass, description, alarmName: name },
  metric: { namespace: detections.metricNamespace, name: metricName, dimensions: {} },
  threshold: undefined,
  raisedBy: "values",
  topicArn: alerts.topicArn,
});

const ofComposites = ({ detections, alerts }: EstatePlan) =>
  detections.composites.map(
    ({ key, alertClass, description, name, alarms, tells }): CompositeDetection => ({
      ...{ kind: "composite", key, alertClass, description, alarmName: name, alarms },
      topicArn: tells ? alerts.topicArn : undefined,
    }),
  );

const ofRotation = ({ secrets, alerts }: EstatePlan) =>
  secrets.rotationFunctions.map(
    ({ service, alarm }): MetricAlarmDetection => ({
      kind: "metric-alarm",
      key: `${service}-rotation-errors`,
      alertClass: alarm.alertClass,
      description: alarm.description,
      alarmName: alarm.name,
      metric: {
        namespace: "AWS/Lambda",
        name: "Errors",
        dimensions: { FunctionName: alarm.functionName },
      },
      threshold: 1,
      raisedBy: "values",
      topicArn: alerts.topicArn,
    }),
  );
