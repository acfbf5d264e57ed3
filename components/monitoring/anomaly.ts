import * as cloudwatch from "@pulumi/aws/cloudwatch";
import type * as pulumi from "@pulumi/pulumi";
import type { AnomalyPlan } from "../../plan/monitoring/anomalies";
import type { Told } from "./alert";

/** What an alarm on a learned bound is made from. */
export interface AnomalyArgs extends Told {
  /** The alarm. */
  readonly anomaly: AnomalyPlan;
  /** Namespace of its metric. */
  readonly metricNamespace: string;
  /** Seconds of a period. */
  readonly periodSeconds: number;
}

/** Declares an alarm on values above the band that CloudWatch learns from the metric (LOG-94). */
export function raiseAnomaly(
  name: string,
  { anomaly, metricNamespace, periodSeconds, topicArn, tags }: AnomalyArgs,
  parent: pulumi.Resource,
): void {
  new cloudwatch.MetricAlarm(
    name,
    {
      name: anomaly.name,
      alarmDescription: anomaly.description,
      comparisonOperator: "GreaterThanUpperThreshold",
      evaluationPeriods: anomaly.evaluationPeriods,
      thresholdMetricId: "band",
      metricQueries: [
        {
          id: "values",
          metric: {
            namespace: metricNamespace,
            metricName: anomaly.metricName,
            period: periodSeconds,
            stat: "Sum",
          },
          returnData: true,
        },
        {
          id: "band",
          label: "Usual values",
          expression: `ANOMALY_DETECTION_BAND(values, ${String(anomaly.deviations)})`,
          returnData: true,
        },
      ],
      treatMissingData: "notBreaching",
      actionsEnabled: true,
      alarmActions: [topicArn],
      tags: { ...tags, AlertClass: anomaly.alertClass },
    },
    { parent },
  );
}
