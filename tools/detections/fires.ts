import { compileEventPattern } from "../../detections/event-pattern";
import { compileFilterPattern } from "../../detections/filter-pattern";
import type { EstatePlan } from "../../plan/estate";
import {
  allDetections,
  type CompositeDetection,
  type Detection,
  type EventRuleDetection,
  type LogFilterDetection,
  type MetricAlarmDetection,
} from "../../plan/monitoring/catalogue";
import { compileAlarmRule } from "./alarm-rule";
import { type Envelope, isReadOnlyManagement } from "./cloudtrail";
import { createDelivery, type LogDelivery } from "./deliveries";
import type { SampleEvent } from "./samples";

/** A detection that an event fires, and whom that reaches. */
export interface Fired {
  /** Key of the detection. */
  readonly key: string;
  /** How it notices: by a filter or a rule itself, or by an alarm on what a filter counts or on other alarms. */
  readonly kind: Detection["kind"];
  /** Alert class. */
  readonly alertClass: string;
  /** What an operator reads. */
  readonly description: string;
  /** Log group of a filter, name of a rule or composite alarm, or metric of another alarm. */
  readonly through: string;
  /** Metric that counts up, as `<namespace> <name>`; undefined for rules and composite alarms. */
  readonly metric: string | undefined;
  /** Physical name of the alarm; undefined for a rule, which forwards the event itself. */
  readonly alarmName: string | undefined;
  /** Value in a period that raises the alarm; undefined without one, and where the bound is learned. */
  readonly threshold: number | undefined;
  /** Whether this event tells somebody by itself: a rule's does, and an alarm's where one reaches the threshold. */
  readonly isEnough: boolean;
  /** Whether it starts the workflow of incidents. */
  readonly startsIncident: boolean;
  /** Topic that is told; undefined for an alarm that only keeps the state of others, and for what starts an incident. */
  readonly topicArn: string | undefined;
  /** Subscribers of the topic, as `<protocol> <endpoint>`. */
  readonly contacts: readonly string[];
}

/** What an event fires; the same event always fires the same. */
export type Firing = (event: SampleEvent) => readonly Fired[];

/**
 * Returns what tells which detections of a plan an event fires: it is taken where AWS would bring it, and matched
 * there by the filters and rules of the plan.
 * @throws {FilterPatternError} for a filter that CloudWatch would refuse.
 * @throws {EventPatternError} for a rule that EventBridge would refuse.
 */
export function createFiring(plan: EstatePlan): Firing {
  const detections = allDetections(plan);
  const deliver = createDelivery(plan);
  const matchLog = createLogMatching(detections);
  const matchEvent = createEventMatching(detections);
  const alarmsAbove = createAlarms(plan, detections);
  const contacts = plan.alerts.subscriptions.map(
    ({ protocol, endpoint }) => `${protocol} ${endpoint}`,
  );
  const withContacts = (fired: Unaddressed): Fired => ({
    ...fired,
    contacts: fired.topicArn === plan.alerts.topicArn ? contacts : [],
  });
  return (sample) => {
    const { logs, events } = deliver(sample);
    const counted = logs.flatMap(matchLog);
    const forwarded = events.flatMap(matchEvent);
    return [...alarmsAbove(counted), ...forwarded.map(ofRule)].map(withContacts);
  };
}

type Unaddressed = Omit<Fired, "contacts">;

function createLogMatching(detections: readonly Detection[]) {
  const byGroup = new Map<string, ReturnType<typeof withPattern>[]>();
  for (const detection of detections) {
    if (detection.kind !== "log-filter") continue;
    const filters = byGroup.get(detection.logGroup) ?? [];
    byGroup.set(detection.logGroup, [...filters, withPattern(detection)]);
  }
  return ({ logGroup, event, line }: LogDelivery): readonly LogFilterDetection[] =>
    (byGroup.get(logGroup) ?? [])
      .filter(({ pattern }) =>
        event === undefined ? pattern.matches(line()) : matchesParsed(pattern, event, line),
      )
      .map(({ detection }) => detection);
}

const withPattern = (detection: LogFilterDetection) => ({
  detection,
  pattern: compileFilterPattern(detection.pattern),
});

type Pattern = ReturnType<typeof compileFilterPattern>;

const matchesParsed = (pattern: Pattern, event: unknown, line: () => string) =>
  pattern.kind === "json" ? pattern.matchesEvent(event) : pattern.matches(line());

function createEventMatching(detections: readonly Detection[]) {
  const rules = detections
    .filter((detection) => detection.kind === "event-rule")
    .map((detection) => ({ detection, pattern: compileEventPattern(detection.pattern) }));
  return (envelope: Envelope): readonly EventRuleDetection[] => {
    const isHidden = isReadOnlyManagement(envelope);
    return rules
      .filter(
        ({ detection, pattern }) =>
          (!isHidden || detection.ruleState !== "ENABLED") &&
          arisesFor(detection, envelope) &&
          pattern.matches(envelope),
      )
      .map(({ detection }) => detection);
  };
}

/** An event is seen by rules of its own Region, and by those that it is sent on to. */
const arisesFor = ({ region, relayedFrom }: EventRuleDetection, { region: own }: Envelope) =>
  own === undefined || own === region || own === relayedFrom;

/** The alarms of filters, on other values of the metrics that they count up, and on the states of those alarms. */
function createAlarms(plan: EstatePlan, detections: readonly Detection[]) {
  const metricAlarms = detections.filter((detection) => detection.kind === "metric-alarm");
  const rules = new Map(
    plan.detections.composites.map(({ key, rule }) => [key, compileAlarmRule(rule)]),
  );
  const composites = detections
    .filter((detection) => detection.kind === "composite")
    .map((detection) => ({ detection, rule: rules.get(detection.key) }));
  return (counted: readonly LogFilterDetection[]): readonly Unaddressed[] => {
    if (counted.length === 0) return [];
    const metrics = new Set(counted.map(metricName));
    const fired = counted.flatMap(ofFilter);
    for (const alarm of metricAlarms) {
      if (alarm.raisedBy === "values" && metrics.has(metricName(alarm))) {
        fired.push(ofMetricAlarm(alarm));
      }
    }
    // A composite alarm stands after those that it looks at.
    for (const { detection, rule } of composites) {
      if (rule?.(namesOf(fired)) !== true) continue;
      const isEnough = rule(namesOf(fired.filter((one) => one.isEnough)));
      fired.push(ofComposite(detection, isEnough));
    }
    return fired;
  };
}

const namesOf = (fired: readonly Unaddressed[]) =>
  new Set(fired.flatMap(({ alarmName }) => alarmName ?? []));

const metricName = ({ metric }: LogFilterDetection | MetricAlarmDetection) =>
  `${metric.namespace} ${metric.name}`;

const shared = (detection: Detection) => {
  const { key, kind, alertClass, description, topicArn } = detection;
  const startsIncident = detection.kind === "event-rule" && detection.startsIncident;
  return { key, kind, alertClass, description, topicArn, startsIncident };
};

// A heartbeat is raised where such lines stay away.
const ofFilter = (detection: LogFilterDetection): Unaddressed[] =>
  detection.raisedBy === "silence"
    ? []
    : [
        {
          ...shared(detection),
          through: detection.logGroup,
          metric: metricName(detection),
          alarmName: detection.alarmName,
          threshold: detection.threshold,
          isEnough: detection.threshold <= 1,
        },
      ];

const ofMetricAlarm = (detection: MetricAlarmDetection): Unaddressed => ({
  ...shared(detection),
  through: metricName(detection),
  metric: metricName(detection),
  alarmName: detection.alarmName,
  threshold: detection.threshold,
  isEnough: detection.threshold !== undefined && detection.threshold <= 1,
});

const ofComposite = (detection: CompositeDetection, isEnough: boolean): Unaddressed => ({
  ...shared(detection),
  ...{ through: detection.alarmName, metric: undefined, threshold: undefined, isEnough },
  alarmName: detection.alarmName,
});

const ofRule = (detection: EventRuleDetection): Unaddressed => ({
  ...shared(detection),
  ...{ through: detection.ruleName, metric: undefined, alarmName: undefined },
  ...{ threshold: undefined, isEnough: true },
});
