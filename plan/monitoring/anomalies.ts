import type { PlanContext } from "../context";
import type { AlertClass } from "./patterns/pattern";

/**
 * An alarm on values above a band that CloudWatch learns from the metric. It needs about two weeks of data, so that an
 * alarm on a fixed bound stands beside it from the first day (LOG-94).
 */
export interface AnomalyPlan {
  /** Stable key. */
  readonly key: string;
  /** Physical name. */
  readonly name: string;
  /** Alert class. */
  readonly alertClass: AlertClass;
  /** What an operator should read. */
  readonly description: string;
  /** Metric, and key of the detection whose filter makes it and whose alarm is the floor. */
  readonly metricName: string;
  /** Half the width of the band, in standard deviations. */
  readonly deviations: number;
  /** Periods in a row above the band that raise the alarm. */
  readonly evaluationPeriods: number;
}

/** Plans bands for reads of secrets, rejected flows, bytes that leave, and denied decisions. */
export const planAnomalies = ({ names }: PlanContext): readonly AnomalyPlan[] =>
  bands.map(({ metricName, alertClass, description }) => ({
    key: `${metricName}-band`,
    name: names.name(`${metricName}-band`),
    ...{ alertClass, description, metricName },
    deviations: 3,
    evaluationPeriods: 3,
  }));

const bands: readonly Pick<AnomalyPlan, "metricName" | "alertClass" | "description">[] = [
  {
    metricName: "secret-reads",
    alertClass: "secret-access-anomaly",
    description: "Secrets are read more often than usual.",
  },
  {
    metricName: "rejected-flows",
    alertClass: "unusual-traffic",
    description: "More packet flows than usual are rejected.",
  },
  {
    metricName: "egress-bytes",
    alertClass: "unusual-traffic",
    description: "More bytes than usual leave the network interfaces of the VPC.",
  },
  {
    metricName: "governance-deny",
    alertClass: "failed-governance-decision",
    description: "Governance denies more calls than usual.",
  },
];
