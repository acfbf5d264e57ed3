import type { PlanContext } from "../context";
import { type PolicyDocument, policyDocument, tlsOnly } from "../document";
import type { Environment } from "../environment";
import { logicalNames } from "../naming";
import type { Tags } from "../tags";
import type { EventRulePlan } from "./event-rules";

/** A rule in the Region that AWS delivers events of global services to; it sends them to the stack's own Region. */
export interface RelayPlan extends Pick<EventRulePlan, "key" | "name" | "description" | "pattern"> {
  /** Region that it stands in. */
  readonly region: string;
  /** Event bus that it sends events to. */
  readonly busArn: string;
  /** Key of the role that it does so with. */
  readonly role: string;
}

/** Where events end that could not be sent on. It stands beside the rules, as EventBridge demands. */
export interface RelayQueuePlan {
  /** Stable key. */
  readonly key: string;
  /** Physical name. */
  readonly name: string;
  /** Region that it stands in. */
  readonly region: string;
  /** Logical name of the key that encrypts it, which is of the same Region. */
  readonly encryptionKey: string;
  /** Who may send to it. */
  readonly policy: PolicyDocument;
  /** Seconds that events wait in it. */
  readonly retentionSeconds: number;
  /** Tags. */
  readonly tags: Tags;
}

/** Relays and their queues; none where events arrive in the stack's own Region. */
export interface RelaysPlan {
  /** Rules. */
  readonly relays: readonly RelayPlan[];
  /** Queues: one, or none. */
  readonly queues: readonly RelayQueuePlan[];
}

/**
 * The Region that events of IAM, Organizations and root are relayed from; undefined where the stack is in it, or where
 * it is not known. AWS names it for commercial Regions alone (AWS re:Post, "Why does my EventBridge rule for IAM events
 * only trigger in the us-east-1 Region?"); elsewhere the trail's metric filters see these events (LOG-85).
 */
export function relayRegion({ partition, region }: Environment): string | undefined {
  return partition === "aws" && region !== "us-east-1" ? "us-east-1" : undefined;
}

/** Plans a relay for every rule on events of global services. */
export function planRelays(context: PlanContext, rules: readonly EventRulePlan[]): RelaysPlan {
  const { environment, names } = context;
  const region = relayRegion(environment);
  if (region === undefined) return { relays: [], queues: [] };
  return {
    relays: rules
      .filter(({ origin }) => origin === "global")
      .map(({ key, description, pattern }) => ({
        ...{ key: `${key}-relay`, description, pattern, region },
        name: names.name(key, "relay"),
        busArn: names.arn("events", "event-bus/default"),
        role: relayRole,
      })),
    queues: relayQueues(context).map((queue) => planQueue(context, queue)),
  };
}

/** Key of the role that relays send events with. */
export const relayRole = "event-relay";

/** ARN of every relay of a stack in a Region. */
export const relayRules = ({ environment, names }: PlanContext, region: string): string =>
  `arn:${environment.partition}:events:${region}:${environment.accountId}:rule/${names.prefix}-*`;

const queueKey = "relay-dead-letters";

/** Region and ARN of each queue of relays: one, or none. */
export function relayQueues({ environment, names }: PlanContext) {
  const { partition, accountId } = environment;
  const region = relayRegion(environment);
  if (region === undefined) return [];
  return [{ region, arn: `arn:${partition}:sqs:${region}:${accountId}:${names.name(queueKey)}` }];
}

function planQueue(
  context: PlanContext,
  { region, arn: queue }: ReturnType<typeof relayQueues>[number],
): RelayQueuePlan {
  const { environment, names, tags } = context;
  const { accountId } = environment;
  return {
    ...{ key: queueKey, name: names.name(queueKey), region, tags },
    encryptionKey: logicalNames.estateKey("relay"),
    policy: policyDocument([
      {
        Sid: "KeepUnsentEvents",
        Effect: "Allow",
        Principal: { Service: ["events.amazonaws.com"] },
        Action: ["sqs:SendMessage"],
        Resource: [queue],
        Condition: {
          StringEquals: { "aws:SourceAccount": accountId },
          ArnLike: { "aws:SourceArn": relayRules(context, region) },
        },
      },
      tlsOnly(["sqs:SendMessage", "sqs:ReceiveMessage"], [queue]),
    ]),
    retentionSeconds: 1_209_600,
  };
}
