import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as pulumi from "@pulumi/pulumi";
import type { DetectionPlan, DetectionsPlan } from "../../plan/monitoring/detections";
import { required } from "../find";
import { countLines } from "./log-filter";

/** What detections are made from. */
export interface DetectionsArgs {
  /** Filters, alarms and event rules. */
  readonly plan: DetectionsPlan;
  /** Topic that alerts go to. */
  readonly topicArn: pulumi.Input<string>;
  /** Names of log groups, as outputs. */
  readonly logGroupNames: Readonly<Record<string, pulumi.Input<string>>>;
}

/** A metric filter and an alarm per detection, and event rules for what should be known at once. */
export class Detections extends pulumi.ComponentResource {
  /** ARNs of alarms by key. */
  readonly alarmArns: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(name: string, args: DetectionsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("agent-runtime:monitoring:Detections", name, {}, opts);
    this.alarmArns = Object.fromEntries(
      args.plan.detections.map((detection) => [
        detection.key,
        this.#createDetection(name, detection, args).arn,
      ]),
    );
    this.#createEventRules(name, args);
    this.registerOutputs({ alarmArns: this.alarmArns });
  }

  #createDetection(
    name: string,
    detection: DetectionPlan,
    { plan, topicArn, logGroupNames }: DetectionsArgs,
  ) {
    const { key, pattern, logGroup, metricName, alarmName, threshold, description } = detection;
    countLines(
      `${name}-${key}`,
      {
        ...{ key, pattern },
        logGroupName: required(logGroupNames, logGroup),
        metric: { namespace: plan.metricNamespace, name: metricName },
      },
      this,
    );
    return new cloudwatch.MetricAlarm(
      `${name}-${key}`,
      {
        name: alarmName,
        alarmDescription: description,
        namespace: plan.metricNamespace,
        metricName,
        statistic: "Sum",
        period: plan.periodSeconds,
        evaluationPeriods: 1,
        threshold,
        comparisonOperator: "GreaterThanOrEqualToThreshold",
        treatMissingData: "notBreaching",
        actionsEnabled: true,
        alarmActions: [topicArn],
        tags: { ...plan.tags, AlertClass: detection.alertClass },
      },
      { parent: this },
    );
  }

  #createEventRules(name: string, { plan, topicArn }: DetectionsArgs): void {
    for (const { key, name: ruleName, description, pattern } of plan.eventRules) {
      const rule = new cloudwatch.EventRule(
        `${name}-${key}`,
        {
          name: ruleName,
          description,
          eventPattern: JSON.stringify(pattern),
          state: "ENABLED",
          tags: plan.tags,
        },
        { parent: this },
      );
      new cloudwatch.EventTarget(
        `${name}-${key}`,
        { rule: rule.name, targetId: "alerts", arn: topicArn },
        { parent: this },
      );
    }
  }
}
