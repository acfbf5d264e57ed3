import type { StackResource } from "../engine/rule";
import { isUnknown, listOf, read, textOf } from "../engine/value";
import type { World } from "./known-arns";
import { keyCalls, type ServiceCall, type Target, targetsOf } from "./service-calls";

const topicType = "aws:sns/topic:Topic";
const queueType = "aws:sqs/queue:Queue";
const functionType = "aws:lambda/function:Function";
const aliasType = "aws:lambda/alias:Alias";
const ruleType = "aws:cloudwatch/eventRule:EventRule";

/** Calls by which AWS passes on alarms, events and messages, and has secrets rotated. */
export function eventCalls(world: World): readonly ServiceCall[] {
  const { stack } = world;
  const each = (types: readonly string[], calls: Calls): readonly ServiceCall[] =>
    stack.ofType(...types).flatMap((resource) => calls(world, resource));
  return [
    ...each(alarmTypes, alarmCalls),
    ...each(["aws:cloudwatch/eventTarget:EventTarget"], targetCalls),
    ...each(["aws:secretsmanager/secretRotation:SecretRotation"], rotationCalls),
    ...each(["aws:sns/topicSubscription:TopicSubscription"], subscriptionCalls),
    ...each([functionType], deadLetterCalls),
  ];
}

type Calls = (world: World, resource: StackResource) => readonly ServiceCall[];

const alarmTypes = [
  "aws:cloudwatch/metricAlarm:MetricAlarm",
  "aws:cloudwatch/compositeAlarm:CompositeAlarm",
];

interface Sender {
  readonly subject: StackResource;
  readonly path: string;
  readonly caller: ServiceCall["caller"];
  readonly source?: NonNullable<ServiceCall["source"]>;
  /** Whether the source is sent with calls to the key too. */
  readonly isSourceSentToKey: boolean;
}

interface Recipient {
  readonly action: string;
  /** Pair of the encryption context that holds its ARN. */
  readonly contextKey: string;
}

// A sender encrypts with the recipient's key in its own name. SNS Developer Guide, "Enable compatibility between event
// sources from AWS services and encrypted topics"; SQS Developer Guide, "Amazon SQS Key management".
const topics: Recipient = { action: "sns:Publish", contextKey: "aws:sns:topicArn" };
const queues: Recipient = { action: "sqs:SendMessage", contextKey: "aws:sqs:arn" };

const send =
  ({ action, contextKey }: Recipient) =>
  (world: World, resource: Target, sender: Sender): readonly ServiceCall[] => {
    const { subject, path, caller, source, isSourceSentToKey } = sender;
    const sent = source === undefined ? {} : { source };
    const call = { subject, path, caller, action, resource, ...sent };
    if (resource === "unknown") return [call];
    return [
      call,
      ...keyCalls(world, {
        subject,
        path,
        caller,
        holder: resource,
        property: ["kmsMasterKeyId"],
        actions: ["kms:GenerateDataKey", "kms:Decrypt"],
        context: { [contextKey]: { arnOf: resource } },
        ...(isSourceSentToKey && sent),
      }),
    ];
  };

const publish = send(topics);
const enqueue = send(queues);

// The alarm is the source. CloudWatch User Guide, "Notifying users on alarm changes".
function alarmCalls(world: World, alarm: StackResource): readonly ServiceCall[] {
  return ["alarmActions", "okActions", "insufficientDataActions"].flatMap((property) =>
    targetsOf(world, alarm, { property, types: [topicType] }).flatMap((topic) =>
      publish(world, topic, {
        subject: alarm,
        path: `/${property}`,
        caller: "cloudwatch.amazonaws.com",
        source: { arnOf: alarm },
        isSourceSentToKey: true,
      }),
    ),
  );
}

// EventBridge User Guide, "Using resource-based policies for Amazon EventBridge"; to keys it sends no source (SNS
// Developer Guide, as above). Where the target has a role, the role sends instead; undelivered events never do.
function targetCalls(world: World, target: StackResource): readonly ServiceCall[] {
  const [rule] = targetsOf(world, target, { property: "rule", types: [ruleType] });
  if (rule === undefined) return [];
  const sender: Sender = {
    subject: target,
    path: "/arn",
    caller: "events.amazonaws.com",
    source: rule === "unknown" ? "unknown" : { arnOf: rule },
    isSourceSentToKey: false,
  };
  const undelivered = targetsOf(world, target, {
    property: "deadLetterConfig",
    types: [queueType],
  }).flatMap((queue) => enqueue(world, queue, { ...sender, path: "/deadLetterConfig" }));
  const named = (type: string) => targetsOf(world, target, { property: "arn", types: [type] });
  if (listOf(target.properties["roleArn"]).length > 0) return undelivered;
  return [
    ...undelivered,
    ...named(topicType).flatMap((topic) => publish(world, topic, sender)),
    ...named(queueType).flatMap((queue) => enqueue(world, queue, sender)),
    ...invoke(world, target, { ...sender, property: "arn" }),
  ];
}

function invoke(
  world: World,
  resource: StackResource,
  { subject, path, caller, source, property }: Sender & { readonly property: string },
): readonly ServiceCall[] {
  const aliases = world.stack.referred(resource, property, [aliasType]);
  const targets =
    aliases.length > 0 ? aliases : targetsOf(world, resource, { property, types: [functionType] });
  return targets.map((target) => ({
    subject,
    path,
    caller,
    action: "lambda:InvokeFunction",
    resource: target,
    ...(source !== undefined && { source }),
  }));
}

// Secrets Manager invokes the function that rotates (Secrets Manager User Guide, "Rotation by Lambda function"). That
// it sends the secret as the source is unconfirmed: docs/authorization.md.
function rotationCalls(world: World, rotation: StackResource): readonly ServiceCall[] {
  const [secret] = world.stack.referred(rotation, "secretId", ["aws:secretsmanager/secret:Secret"]);
  return invoke(world, rotation, {
    subject: rotation,
    path: "/rotationLambdaArn",
    property: "rotationLambdaArn",
    caller: "secretsmanager.amazonaws.com",
    source: secret === undefined ? "unknown" : { arnOf: secret },
    isSourceSentToKey: false,
  });
}

// The topic is the source, and SNS sends it to the queue's key too.
function subscriptionCalls(world: World, subscription: StackResource): readonly ServiceCall[] {
  const [topic] = world.stack.referred(subscription, "topic", [topicType]);
  const sender: Sender = {
    subject: subscription,
    path: "/endpoint",
    caller: "sns.amazonaws.com",
    source: topic === undefined ? "unknown" : { arnOf: topic },
    isSourceSentToKey: true,
  };
  const { protocol } = subscription.properties;
  const endpoints = targetsOf(world, subscription, { property: "endpoint", types: [queueType] });
  // Where the protocol is unknown, the endpoint tells what it is.
  const isOpen = isUnknown(protocol);
  return [
    ...(isOpen || protocol === "sqs" ? endpoints : []).flatMap((queue) =>
      enqueue(world, queue, sender),
    ),
    ...(isOpen || protocol === "lambda"
      ? invoke(world, subscription, { ...sender, property: "endpoint" })
      : []),
  ];
}

// The function's role sends. Lambda Developer Guide, "Dead-letter queues".
function deadLetterCalls(world: World, lambda: StackResource): readonly ServiceCall[] {
  const target = read(lambda.properties, "deadLetterConfig", "targetArn");
  const isSet = target.kind !== "absent" || isUnknown(lambda.properties["deadLetterConfig"]);
  if (!isSet || listOf(lambda.properties["deadLetterConfig"]).length === 0) return [];
  const named = targetsOf(world, lambda, {
    property: "deadLetterConfig",
    types: [queueType, topicType],
    ...(target.kind === "known" && { value: textOf(target.value) }),
  });
  const roles = targetsOf(world, lambda, { property: "role", types: ["aws:iam/role:Role"] });
  const call = { subject: lambda, path: "/deadLetterConfig" };
  return roles.flatMap((role) =>
    named.map((resource): ServiceCall => {
      const isTopic = resource !== "unknown" && resource.type === topicType;
      const action = isTopic ? "sns:Publish" : "sqs:SendMessage";
      return role === "unknown"
        ? { ...call, path: "/role", caller: "lambda.amazonaws.com", action, resource: role }
        : { ...call, caller: role, action, resource };
    }),
  );
}
