import type { PlanContext } from "../context";
import { calleesOf } from "../governance/parties";
import { breakGlass } from "../keys/service-keys";
import { rotatedServices } from "../secrets/rotation";
import type { Tags } from "../tags";
import { type AnomalyPlan, planAnomalies } from "./anomalies";
import { type CompositePlan, planComposites } from "./composites";
import { type EventRulePlan, planEventRules, secretReaders } from "./event-rules";
import { planRelays, type RelaysPlan } from "./forwarding";
import { type MetricAlarmPlan, planHealth } from "./health";
import { detectionPatterns } from "./patterns";
import { breakGlassUse } from "./patterns/break-glass";
import { failedRotation } from "./patterns/failed-rotation";
import { failedVerification } from "./patterns/failed-verification";
import { foreignRead } from "./patterns/foreign-read";
import { meshAccess } from "./patterns/mesh-access";
import type { DetectionPattern, PatternThreshold } from "./patterns/pattern";

/** A metric filter and the alarm on its metric. */
export interface DetectionPlan extends Omit<DetectionPattern, "source" | "threshold" | "bytesIn"> {
  /** Log group the filter looks at. */
  readonly logGroup: string;
  /** Name of the metric, one for each detection. */
  readonly metricName: string;
  /** Physical name of the alarm. */
  readonly alarmName: string;
  /** Events in a period, or bytes where these are added up, that raise the alarm. */
  readonly threshold: number;
  /** What the metric is counted in. */
  readonly unit: "Count" | "Bytes";
  /** What a matching line adds to it: one, or the number in a column. */
  readonly value: string;
}

/** All detections. */
export interface DetectionsPlan {
  /** Metric filters with alarms. */
  readonly detections: readonly DetectionPlan[];
  /** Alarms on bounds that are learned. */
  readonly anomalies: readonly AnomalyPlan[];
  /** Alarms on detection and response themselves. */
  readonly health: readonly MetricAlarmPlan[];
  /** Alarms on the states of others, each after those it looks at. */
  readonly composites: readonly CompositePlan[];
  /** Event rules. */
  readonly eventRules: readonly EventRulePlan[];
  /** What brings events to those rules from the Region that AWS delivers them to. */
  readonly relays: RelaysPlan;
  /** Namespace of the metrics. */
  readonly metricNamespace: string;
  /** Seconds of a period. */
  readonly periodSeconds: 300;
  /** Tags. */
  readonly tags: Tags;
}

/** Plans a filter, a metric and an alarm for every pattern, and event rules for what should be known at once. */
export function planDetections(context: PlanContext): DetectionsPlan {
  const { names, tags } = context;
  const detections = [...ofEstate(context), ...ofServices(context)];
  const eventRules = planEventRules(context);
  return {
    detections,
    anomalies: planAnomalies(context),
    health: planHealth(context),
    composites: planComposites(context, detections),
    eventRules,
    relays: planRelays(context, eventRules),
    metricNamespace: names.securityMetrics,
    periodSeconds: 300,
    tags,
  };
}

function ofEstate(context: PlanContext): readonly DetectionPlan[] {
  const { config, names } = context;
  return [
    ...detectionPatterns,
    ...(config.mesh.backend === "vpc-lattice" ? meshAccess : []),
    ...breakGlass(context).map((name) => breakGlassUse(names.roleArn(name))),
  ].map(({ source, ...pattern }) => planDetection(context, pattern, names.logGroups[source]));
}

function ofServices(context: PlanContext): readonly DetectionPlan[] {
  const { logGroups } = context.names;
  const plan = (pattern: Omit<DetectionPattern, "source">, logGroup: string) =>
    planDetection(context, pattern, logGroup);
  return [
    ...calleesOf(context).flatMap((callee) =>
      failedVerification(callee).map((pattern) => plan(pattern, logGroups.service(callee))),
    ),
    ...secretReaders(context).map((readers) => plan(foreignRead(readers), logGroups.trail)),
    ...rotatedServices(context.config).map((service) =>
      plan(failedRotation(service), logGroups.rotation(service)),
    ),
  ];
}

function planDetection(
  { config, names }: PlanContext,
  { threshold, bytesIn, ...pattern }: Omit<DetectionPattern, "source">,
  logGroup: string,
): DetectionPlan {
  return {
    ...pattern,
    logGroup,
    metricName: pattern.key,
    alarmName: names.name(pattern.key),
    threshold: thresholdOf(config.monitoring.thresholds, threshold),
    ...(bytesIn === undefined
      ? { unit: "Count", value: "1" }
      : { unit: "Bytes", value: `$${bytesIn}` }),
  };
}

function thresholdOf(
  configured: PlanContext["config"]["monitoring"]["thresholds"],
  threshold: PatternThreshold,
): number {
  if (typeof threshold === "number") return threshold;
  return threshold === "one" ? 1 : configured[threshold];
}
