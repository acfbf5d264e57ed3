import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as sqs from "@pulumi/aws/sqs";
import type * as pulumi from "@pulumi/pulumi";
import type { RelayPlan, RelayQueuePlan, RelaysPlan } from "../../plan/monitoring/forwarding";
import type { Tags } from "../../plan/tags";
import { documentText } from "../documents";
import { required } from "../find";

/** What relays are made from. */
export interface RelaysArgs {
  /** Rules in the other Region, and their queues. */
  readonly plan: RelaysPlan;
  /** ARNs of roles by key. */
  readonly roleArns: Readonly<Record<string, pulumi.Input<string>>>;
  /** ARNs of keys by logical name. */
  readonly keyArns: Readonly<Record<string, pulumi.Input<string>>>;
  /** What must be there before, such as the role's permissions. @default - nothing */
  readonly before?: readonly pulumi.Resource[];
  /** Tags. */
  readonly tags: Tags;
}

/** Declares the rules that send events of global services to the stack's own Region (LOG-85). */
export function relayEvents(name: string, args: RelaysArgs, parent: pulumi.Resource): void {
  const [queue] = args.plan.queues.map((each) =>
    createQueue(name, { ...each, keyArn: required(args.keyArns, each.encryptionKey) }, parent),
  );
  if (queue === undefined) return;
  for (const relay of args.plan.relays) {
    const roleArn = required(args.roleArns, relay.role);
    createRelay(`${name}-${relay.key}`, { ...args, relay, queue, roleArn }, parent);
  }
}

interface QueueArgs extends RelayQueuePlan {
  readonly keyArn: pulumi.Input<string>;
}

function createQueue(
  name: string,
  { key, region, policy, retentionSeconds, tags, keyArn, ...plan }: QueueArgs,
  parent: pulumi.Resource,
): sqs.Queue {
  const queue = new sqs.Queue(
    `${name}-${key}`,
    {
      ...{ region, tags },
      name: plan.name,
      kmsMasterKeyId: keyArn,
      messageRetentionSeconds: retentionSeconds,
    },
    { parent },
  );
  new sqs.QueuePolicy(
    `${name}-${key}`,
    { region, queueUrl: queue.url, policy: documentText(policy) },
    { parent },
  );
  return queue;
}

interface RelayArgs extends Pick<RelaysArgs, "before" | "tags"> {
  readonly relay: RelayPlan;
  readonly queue: sqs.Queue;
  readonly roleArn: pulumi.Input<string>;
}

function createRelay(
  name: string,
  { relay, queue, roleArn, tags, before = [] }: RelayArgs,
  parent: pulumi.Resource,
): void {
  const { region } = relay;
  const rule = new cloudwatch.EventRule(
    name,
    {
      region,
      name: relay.name,
      description: relay.description,
      eventPattern: JSON.stringify(relay.pattern),
      state: "ENABLED",
      tags,
    },
    { parent },
  );
  new cloudwatch.EventTarget(
    name,
    {
      region,
      rule: rule.name,
      targetId: "home",
      arn: relay.busArn,
      roleArn,
      deadLetterConfig: { arn: queue.arn },
    },
    { parent, dependsOn: [...before] },
  );
}
