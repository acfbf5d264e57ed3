import type { PlanContext } from "../context";
import { calleesOf } from "../governance/parties";
import { breakGlass } from "../keys/service-keys";
import type { Tags } from "../tags";
import { type EventRulePlan, planEventRules } from "./event-rules";
import { detectionPatterns } from "./patterns";
import { breakGlassUse } from "./patterns/break-glass";
import { failedVerification } from "./patterns/failed-verification";
import type { DetectionPattern } from "./patterns/pattern";

/** A metric filter and the alarm on its metric. */
export interface DetectionPlan extends Omit<DetectionPattern, "source" | "threshold"> {
  /** Log group the filter looks at. */
  readonly logGroup: string;
  /** Name of the metric, one for each detection. */
  readonly metricName: string;
  /** Physical name of the alarm. */
  readonly alarmName: string;
  /** Events in a period that raise the alarm. */
  readonly threshold: number;
}

/** All detections. */
export interface DetectionsPlan {
  /** Metric filters with alarms. */
  readonly detections: readonly DetectionPlan[];
  /** Event rules. */
  readonly eventRules: readonly EventRulePlan[];
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
  return {
    detections: [
      ...[...detectionPatterns, ...breakGlassPatterns(context)].map(({ source, ...pattern }) =>
        planDetection(context, pattern, names.logGroups[source]),
      ),
      ...calleesOf(context).flatMap((callee) =>
        failedVerification(callee).map((pattern) =>
          planDetection(context, pattern, names.logGroups.service(callee)),
        ),
      ),
    ],
    eventRules: planEventRules(context),
    metricNamespace: names.securityMetrics,
    periodSeconds: 300,
    tags,
  };
}

const breakGlassPatterns = (context: PlanContext): readonly DetectionPattern[] =>
  breakGlass(context).map((name) => breakGlassUse(context.names.roleArn(name)));

function planDetection(
  { config, names }: PlanContext,
  { threshold, ...pattern }: Omit<DetectionPattern, "source">,
  logGroup: string,
): DetectionPlan {
  const { thresholds } = config.monitoring;
  return {
    ...pattern,
    logGroup,
    metricName: pattern.key,
    alarmName: names.name(pattern.key),
    threshold: threshold === "one" ? 1 : thresholds[threshold],
  };
}
