import type * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as pulumi from "@pulumi/pulumi";
import type { DetectionPlan, DetectionsPlan } from "../../plan/monitoring/detections";
import { required } from "../find";
import { forwardEvents, plannedAlarm, raiseAlarm } from "./alert";
import { raiseAnomaly } from "./anomaly";
import { combineAlarms } from "./composite";
import { countLines } from "./log-filter";
import { relayEvents } from "./relay";

/** What detections are made from. */
export interface DetectionsArgs {
  /** Filters, alarms and event rules. */
  readonly plan: DetectionsPlan;
  /** Topic that alerts go to. */
  readonly topicArn: pulumi.Input<string>;
  /** Queue where events end that the topic did not take. */
  readonly deadLetterArn: pulumi.Input<string>;
  /** Response plans of Incident Manager that alerts of several classes at once start. @default - none */
  readonly responsePlanArns?: readonly pulumi.Input<string>[];
  /** Names of log groups, as outputs. */
  readonly logGroupNames: Readonly<Record<string, pulumi.Input<string>>>;
  /** ARNs of roles by key. */
  readonly roleArns: Readonly<Record<string, pulumi.Input<string>>>;
  /** ARNs of keys by logical name. */
  readonly keyArns: Readonly<Record<string, pulumi.Input<string>>>;
  /** What must be there before events are sent on, such as the role's permissions. @default - nothing */
  readonly before?: readonly pulumi.Resource[];
}

/** A metric filter and an alarm per detection, alarms on these, and event rules for what should be known at once. */
export class Detections extends pulumi.ComponentResource {
  constructor(name: string, args: DetectionsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("agent-runtime:monitoring:Detections", name, {}, opts);
    const { plan, topicArn, deadLetterArn } = args;
    const told = { topicArn, tags: plan.tags };
    const alarms = plan.detections.map((detection) => this.#createDetection(name, detection, args));
    const health = plan.health.map((alarm) =>
      raiseAlarm(`${name}-${alarm.key}`, plannedAlarm(alarm, told), this),
    );
    for (const anomaly of plan.anomalies) {
      raiseAnomaly(`${name}-${anomaly.key}`, { ...plan, ...told, anomaly }, this);
    }
    this.#combine(name, args, [...alarms, ...health]);
    for (const rule of plan.eventRules) {
      forwardEvents(`${name}-${rule.key}`, { ...told, rule, deadLetterArn }, this);
    }
    relayEvents(name, { ...args, plan: plan.relays, tags: plan.tags }, this);
    this.registerOutputs({});
  }

  // Each looks at alarms that stand before it in the plan.
  #combine(name: string, args: DetectionsArgs, alarms: readonly pulumi.Resource[]) {
    const { plan, topicArn, responsePlanArns = [] } = args;
    const before = [...alarms];
    for (const composite of plan.composites) {
      const actionArns = [topicArn, ...responsePlanArns];
      const parts = { composite, before: [...before], actionArns, tags: plan.tags };
      before.push(combineAlarms(`${name}-${composite.key}`, parts, this));
    }
  }

  #createDetection(
    name: string,
    detection: DetectionPlan,
    { plan, topicArn, logGroupNames }: DetectionsArgs,
  ): cloudwatch.MetricAlarm {
    const { key, pattern, logGroup, metricName, alarmName, threshold, description } = detection;
    const metric = { namespace: plan.metricNamespace, name: metricName };
    countLines(
      `${name}-${key}`,
      {
        ...{ key, pattern, metric },
        logGroupName: required(logGroupNames, logGroup),
        adds: { value: detection.value, unit: detection.unit },
      },
      this,
    );
    return raiseAlarm(
      `${name}-${key}`,
      {
        ...{ name: alarmName, description, metric, threshold, topicArn },
        periodSeconds: plan.periodSeconds,
        alertClass: detection.alertClass,
        tags: plan.tags,
      },
      this,
    );
  }
}
