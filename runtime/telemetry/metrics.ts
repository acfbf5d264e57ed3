import { refusalReasons } from "../reasons";
import type { MetricName } from "./telemetry";

const metricNames: Readonly<Record<MetricName, true>> = {
  Allowed: true,
  Denied: true,
  Errors: true,
  EngineReloads: true,
  Refused: true,
  Replayed: true,
};

const knownReasons: ReadonlySet<string> = new Set(["permitted", ...Object.keys(refusalReasons)]);

/** One addition to a counter. */
export interface MetricParts {
  /** Namespace of the counter in CloudWatch. */
  readonly namespace: string;
  /** Counter. */
  readonly metric: MetricName;
  /** Service that counts; a name of the estate. */
  readonly service: string;
  /** Why; anything but a known reason counts as `other`. */
  readonly reason: string;
  /** Milliseconds since the epoch. */
  readonly time: number;
}

/**
 * One line in CloudWatch's embedded metric format. Service and reason are its only dimensions, and both are closed:
 * nothing a caller sends can make another series.
 * @throws TypeError when the counter is unknown, which only a mistake in our own code can cause.
 */
export function metricLine({ namespace, metric, service, reason, time }: MetricParts): string {
  if (!Object.hasOwn(metricNames, metric)) throw new TypeError("Unknown metric.");
  return JSON.stringify({
    _aws: {
      Timestamp: Math.trunc(time),
      CloudWatchMetrics: [
        {
          Namespace: namespace,
          Dimensions: [["service", "reason"]],
          Metrics: [{ Name: metric, Unit: "Count" }],
        },
      ],
    },
    service,
    reason: knownReasons.has(reason) ? reason : "other",
    [metric]: 1,
  });
}
