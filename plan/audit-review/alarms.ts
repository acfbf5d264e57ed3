import type { PlanContext } from "../context";
import type { MetricAlarmPlan } from "../monitoring/health";
import type securityEvents from "../monitoring/security-events.json";

/** How a run of a review can end, as the events of the runtime have it. */
type ReviewPhase = keyof (typeof securityEvents)["reviewPhases"];

/** The count of runs that found or finished their week's report. */
export interface ReviewFilterPlan {
  /** Name of filter and metric. */
  readonly key: "access-review-done";
  /** Log group it looks at. */
  readonly logGroup: string;
  /** Pattern in CloudWatch's filter syntax. */
  readonly pattern: string;
  /** Namespace of the metric. */
  readonly namespace: string;
}

const phasePattern = (phase: ReviewPhase): string =>
  `{ ($.event_type = "access.review") && ($.phase = "${phase}") }`;

/** Plans the count of finished runs. */
export const planReviewFilter = ({ names }: PlanContext): ReviewFilterPlan => ({
  key: "access-review-done",
  logGroup: names.logGroups.accessReview,
  pattern: phasePattern("done"),
  namespace: names.securityMetrics,
});

/**
 * Plans the alarm for silence; that for failed runs is among those of monitoring. An alarm looks at no more than seven
 * days (CloudWatch API Reference, "PutMetricAlarm"), so that it cannot watch weekly reports: each run says anew that the
 * week's report is there.
 */
export const planSilenceAlarm = ({ names }: PlanContext): MetricAlarmPlan => ({
  key: "access-review-silent",
  name: names.name("access-review-silent"),
  alertClass: "operations",
  description: "For a day, no run found or finished the access review of the last week.",
  metric: { namespace: names.securityMetrics, name: "access-review-done", dimensions: {} },
  statistic: "Sum",
  periodSeconds: 86_400,
  raisedWhen: "none",
});
