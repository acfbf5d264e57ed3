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
  /** Topic that it tells; undefined for what others tell it of: the state of an alert class, and starts of incidents. */
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
  /** Whether it starts the workflow of incidents, which tells people, instead of telling the topic itself. */
  readonly startsIncident: boolean;
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
  const { detections, governance, auditReview, response, alerts } = plan;
  const { topicArn } = alerts;
  return [
    ...detections.detections.map((detection) => ofFilter(plan, detection)),
    ...ofRules(plan),
    ...detections.anomalies.map((anomaly) => ofAnomaly(plan, anomaly)),
    ...ofAlarms(topicArn, { filters: [], alarms: detections.health }),
    ...ofComposites(plan),
    ...ofStarts(plan),
    ...response.alarms.map((alarm) =>
      ofMetric(topicArn, { ...alarm, alertClass: "operations", raisedWhen: "any" }),
    ),
    ...ofAlarms(topicArn, governance.alarms),
    ...ofAlarms(topicArn, { filters: [auditReview.filter], alarms: [auditReview.alarm] }),
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
      ruleState: state,
      relayedFrom: detections.relays.relays.find((relay) => relay.key === `${key}-relay`)?.region,
      startsIncident: false,
      topicArn: alerts.topicArn,
    }),
  );

const ofStarts = ({ response, alerts }: EstatePlan) =>
  response.starts.rules.map(
    ({ key, description, pattern, name, state }): EventRuleDetection => ({
      ...{ kind: "event-rule", key, alertClass: "operations", description, pattern },
      region: regionOf(alerts.topicArn),
      ruleName: name,
      ruleState: state,
      relayedFrom: undefined,
      startsIncident: true,
      topicArn: undefined,
    }),
  );

// arn:partition:service:region:account:resource.
const regionOf = (arn: string): string => arn.split(":")[3] ?? "";

interface AlarmsOfLogs {
  /** Filters, each under the name of its metric. */
  readonly filters: readonly Pick<LogFilterDetection, "key" | "logGroup" | "pattern">[];
  readonly alarms: readonly MetricAlarmPlan[];
}

const ofAlarms = (topicArn: string, { filters, alarms }: AlarmsOfLogs): readonly Detection[] =>
  alarms.map((alarm) => {
    const planned = ofMetric(topicArn, alarm);
    const filter = filters.find(({ key }) => key === alarm.metric.name);
    if (filter === undefined) return planned;
    const { logGroup, pattern } = filter;
    const raisedBy = planned.raisedBy === "silence" ? "silence" : "matches";
    return { ...planned, kind: "log-filter", logGroup, pattern, threshold: 1, raisedBy };
  });

type Metric = Pick<
  MetricAlarmPlan,
  "key" | "alertClass" | "description" | "metric" | "name" | "raisedWhen"
>;

const ofMetric = (
  topicArn: string,
  { key, alertClass, description, metric, name, raisedWhen }: Metric,
): MetricAlarmDetection => ({
  ...{ kind: "metric-alarm", key, alertClass, description, metric, alarmName: name, threshold: 1 },
  raisedBy: raisedWhen === "none" ? "silence" : "values",
  topicArn,
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
