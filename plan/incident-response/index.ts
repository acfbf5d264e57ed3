import type { PlanContext } from "../context";
import type { PolicyDocument } from "../document";
import { policyDocument, tlsOnly } from "../document";
import type { Tags } from "../tags";

/** Somebody who is told of every alert. */
export interface SubscriptionPlan {
  /** Stable key, for example `security-email`. */
  readonly key: string;
  /** How they are told. */
  readonly protocol: "email" | "sms";
  /** Address or E.164 number. */
  readonly endpoint: string;
}

/** The topic every alert goes to. */
export interface AlertsPlan {
  /** Physical name. */
  readonly name: string;
  /** Its ARN. */
  readonly topicArn: string;
  /** Who may publish. */
  readonly policy: PolicyDocument;
  /** Who is told. */
  readonly subscriptions: readonly SubscriptionPlan[];
  /** Tags. */
  readonly tags: Tags;
}

/** Plans the alert topic, its publishers and its subscriptions. */
export function planAlerts(context: PlanContext): AlertsPlan {
  const { config, names, tags } = context;
  const { securityEmail, escalationEmail, phone } = config.incidentResponse;
  const email = (key: string, endpoint: string): SubscriptionPlan => ({
    key,
    protocol: "email",
    endpoint,
  });
  return {
    name: names.alertTopic,
    topicArn: names.alertTopicArn,
    policy: topicPolicy(context),
    subscriptions: [
      email("security-email", securityEmail),
      email("escalation-email", escalationEmail),
      ...(isE164(phone) ? [{ key: "phone", protocol: "sms", endpoint: phone } as const] : []),
    ],
    tags,
  };
}

/** Whether a telephone number can receive SMS: E.164, such as +15555550100. A vanity number cannot. */
export function isE164(phone: string): boolean {
  return /^\+[1-9]\d{6,14}$/.test(phone);
}

function topicPolicy({ environment, names }: PlanContext): PolicyDocument {
  const topic = names.alertTopicArn;
  const publisher = (Sid: string, service: string, source: string) =>
    ({
      Sid,
      Effect: "Allow",
      Principal: { Service: [service] },
      Action: ["sns:Publish"],
      Resource: [topic],
      Condition: {
        StringEquals: { "aws:SourceAccount": environment.accountId },
        ArnLike: { "aws:SourceArn": source },
      },
    }) as const;
  return policyDocument([
    publisher(
      "PublishAlarms",
      "cloudwatch.amazonaws.com",
      names.arn("cloudwatch", `alarm:${names.prefix}-*`),
    ),
    publisher(
      "PublishEvents",
      "events.amazonaws.com",
      names.arn("events", `rule/${names.prefix}-*`),
    ),
    tlsOnly(["sns:Publish"], [topic]),
  ]);
}
