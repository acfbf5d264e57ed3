import type { PlanContext } from "../context";
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

/** An alarm on reviews. */
export interface ReviewAlarmPlan {
  /** Stable key. */
  readonly key: "access-review-errors" | "access-review-silent";
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
  /** Seconds of a period. */
  readonly periodSeconds: number;
  /** Whether silence raises it. */
  readonly isHeartbeat: boolean;
}

const pattern = (phase: ReviewPhase): string =>
  `{ ($.event_type = "access.review") && ($.phase = "${phase}") }`;

/** Plans the count of finished runs. */
export const planReviewFilter = ({ names }: PlanContext): ReviewFilterPlan => ({
  key: "access-review-done",
  logGroup: names.logGroups.accessReview,
  pattern: pattern("done"),
  namespace: names.securityMetrics,
});

/**
 * Plans alarms for failed runs and for silence. An alarm looks at no more than seven days (CloudWatch API Reference,
 * "PutMetricAlarm"), so that it cannot watch weekly reports: each run says anew that the week's report is there.
 */
export function planReviewAlarms({ names }: PlanContext): readonly ReviewAlarmPlan[] {
  return [
    {
      key: "access-review-errors",
      name: names.name("access-review-errors"),
      description: "A run of the access review failed.",
      metric: {
        namespace: "AWS/Lambda",
        name: "Errors",
        dimensions: { FunctionName: names.accessReview },
      },
      periodSeconds: 300,
      isHeartbeat: false,
    },
    {
      key: "access-review-silent",
      name: names.name("access-review-silent"),
      description: "For a day, no run found or finished the access review of the last week.",
      metric: { namespace: names.securityMetrics, name: "access-review-done" },
      periodSeconds: 86_400,
      isHeartbeat: true,
    },
  ];
}
