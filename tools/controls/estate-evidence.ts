import type { Selector } from "./row";
import type { EstateEvidence } from "./standards";

const alarm = (name: RegExp): Selector => ({ type: "cloudwatch/metricAlarm:MetricAlarm", name });

/** An alarm of the benchmark's section on monitoring; its test has the detection's key as title. */
const monitored = (key: string): EstateEvidence => ({
  resources: [alarm(new RegExp(`^detections-${key}$`))],
  tests: [key],
});

const workflow: Selector = { type: "sfn/stateMachine:StateMachine" };
const topic: Selector = { type: "sns/topic:Topic" };
const alarms: Selector = { type: "cloudwatch/metricAlarm:MetricAlarm" };
const review: Selector = { type: "lambda/function:Function", name: /review/ };

/**
 * What the estate adds to controls beyond what rules support: alarms, workflow, reviews. Numbers of CIS are those of
 * 7.0, as policy-pack/frameworks/cis-aws.ts has them; those of NIST are control ids of SP 800-53 revision 5.
 */
export const estateEvidence: Readonly<Record<string, Readonly<Record<string, EstateEvidence>>>> = {
  "CIS AWS Foundations Benchmark": {
    "5.1": monitored("unauthorized-api-calls"),
    "5.2": monitored("console-login-without-mfa"),
    "5.3": monitored("root-use"),
    "5.4": monitored("iam-policy-changes"),
    "5.5": monitored("trail-changes"),
    "5.6": monitored("console-login-failed"),
    "5.7": monitored("key-disabled"),
    "5.8": monitored("bucket-policy-changes"),
    "5.9": monitored("config-changes"),
    "5.10": monitored("security-group-changes"),
    "5.11": monitored("network-acl-changes"),
    "5.12": monitored("gateway-changes"),
    "5.13": monitored("route-table-changes"),
    "5.14": monitored("vpc-changes"),
    "5.15": monitored("organization-changes"),
    "5.16": { resources: [{ type: "securityhub/account:Account" }], tests: ["CIS 5.16"] },
  },
  "NIST SP 800-53": {
    "AU-6": { resources: [review], tests: ["BEST-37"] },
    "CA-7": { resources: [alarms, review], tests: ["LOG-88", "BEST-37"] },
    "IR-4": { resources: [workflow], tests: ["I1", "BEST-36"] },
    "IR-5": {
      resources: [workflow, { type: "s3/bucket:Bucket", name: /evidence/ }],
      tests: ["IR-99"],
    },
    "IR-6": {
      resources: [topic, { type: "sns/topicSubscription:TopicSubscription" }],
      tests: ["LOG-89"],
    },
    "SI-4": { resources: [alarms], tests: ["LOG-88", "BEST-35"] },
  },
};
