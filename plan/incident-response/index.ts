import type { PlanContext } from "../context";
import type { Conditions, PolicyDocument } from "../document";
import { policyDocument, tlsOnly } from "../document";
import type { Tags } from "../tags";
import { isE164 } from "./telephone";

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
  /** Queue where alerts end that nobody could be told of. */
  readonly deadLetters: DeadLettersPlan;
  /** Who is told. */
  readonly subscriptions: readonly SubscriptionPlan[];
  /** Tags; a telephone number that cannot receive SMS is among them, so that whoever looks at the topic finds it. */
  readonly tags: Tags;
}

/** Where alerts wait that nobody could be told of. */
export interface DeadLettersPlan {
  /** Physical name. */
  readonly name: string;
  /** Who may send to it. */
  readonly policy: PolicyDocument;
  /** Seconds that they wait: the fourteen days that SQS keeps messages at most. */
  readonly retentionSeconds: number;
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
    deadLetters: {
      name: names.alertQueue,
      policy: queuePolicy(context),
      retentionSeconds: 1_209_600,
    },
    subscriptions: [
      email("security-email", securityEmail),
      email("escalation-email", escalationEmail),
      ...(isE164(phone) ? [{ key: "phone", protocol: "sms", endpoint: phone } as const] : []),
    ],
    tags: isE164(phone) ? tags : { ...tags, TelephoneContact: phone },
  };
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

// The topic is the source where it could not deliver to somebody (SNS Developer Guide, "Amazon SNS dead-letter queues"),
// the rule where the topic did not take an event.
function queuePolicy({ environment, names }: PlanContext): PolicyDocument {
  const queue = names.alertQueueArn;
  const sender = (Sid: string, service: string, sources: Conditions) =>
    ({
      Sid,
      Effect: "Allow",
      Principal: { Service: [service] },
      Action: ["sqs:SendMessage"],
      Resource: [queue],
      Condition: { StringEquals: { "aws:SourceAccount": environment.accountId }, ...sources },
    }) as const;
  return policyDocument([
    sender("KeepUnsentEvents", "events.amazonaws.com", {
      ArnLike: { "aws:SourceArn": names.arn("events", `rule/${names.prefix}-*`) },
    }),
    sender("KeepUndeliveredAlerts", "sns.amazonaws.com", {
      ArnEquals: { "aws:SourceArn": names.alertTopicArn },
    }),
    tlsOnly(["sqs:SendMessage", "sqs:ReceiveMessage"], [queue]),
  ]);
}
