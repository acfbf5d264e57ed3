import * as pulumi from "@pulumi/pulumi";
import type { DetectionPlan, DetectionsPlan } from "../../plan/monitoring/detections";
import { required } from "../find";
import { forwardEvents, raiseAlarm } from "./alert";
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
    for (const rule of args.plan.eventRules) {
      const { topicArn, plan } = args;
      forwardEvents(`${name}-${rule.key}`, { rule, topicArn, tags: plan.tags }, this);
    }
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
    return raiseAlarm(
      `${name}-${key}`,
      {
        name: alarmName,
        description,
        metric: { namespace: plan.metricNamespace, name: metricName },
        periodSeconds: plan.periodSeconds,
        threshold,
        alertClass: detection.alertClass,
        topicArn,
        tags: plan.tags,
      },
      this,
    );
  }
}
