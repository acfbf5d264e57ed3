import type { StackResource } from "../engine/rule";
import { isUnknown, listOf, read, textOf } from "../engine/value";
import type { World } from "./known-arns";
import { keyCalls, type ServiceCall } from "./service-calls";

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

// A publisher encrypts with the topic's key in its own name. SNS Developer Guide, "Managing Amazon SNS encryption
// keys and costs", "Enable compatibility between event sources from AWS services and encrypted topics".
function publish(world: World, topic: StackResource, sender: Sender): readonly ServiceCall[] {
  const { subject, path, caller, source, isSourceSentToKey } = sender;
  const sent = source === undefined ? {} : { source };
  return [
    { subject, path, caller, action: "sns:Publish", resource: topic, ...sent },
    ...keyCalls(world, {
      subject,
      path,
      caller,
      holder: topic,
      property: ["kmsMasterKeyId"],
      actions: ["kms:GenerateDataKey", "kms:Decrypt"],
      context: { "aws:sns:topicArn": { arnOf: topic } },
      ...(isSourceSentToKey && sent),
    }),
  ];
}

// SQS Developer Guide, "Key management", "Enable compatibility between event sources from AWS services …".
function send(world: World, queue: StackResource, sender: Sender): readonly ServiceCall[] {
  const { subject, path, caller, source, isSourceSentToKey } = sender;
  const sent = source === undefined ? {} : { source };
  return [
    { subject, path, caller, action: "sqs:SendMessage", resource: queue, ...sent },
    ...keyCalls(world, {
      subject,
      path,
      caller,
      holder: queue,
      property: ["kmsMasterKeyId"],
      actions: ["kms:GenerateDataKey", "kms:Decrypt"],
      context: { "aws:sqs:arn": { arnOf: queue } },
      ...(isSourceSentToKey && sent),
    }),
  ];
}

// CloudWatch User Guide, "Notifying users on alarm changes": the alarm is the source.
function alarmCalls(world: World, alarm: StackResource): readonly ServiceCall[] {
  return ["alarmActions", "okActions", "insufficientDataActions"].flatMap((property) =>
    world.stack.referred(alarm, property, [topicType]).flatMap((topic) =>
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
// Developer Guide, as above).
function targetCalls(world: World, target: StackResource): readonly ServiceCall[] {
  const { stack } = world;
  const [rule] = stack.referred(target, "rule", [ruleType]);
  if (rule === undefined || target.properties["roleArn"] !== undefined) return [];
  const sender: Sender = {
    subject: target,
    path: "/arn",
    caller: "events.amazonaws.com",
    source: { arnOf: rule },
    isSourceSentToKey: false,
  };
  return [
    ...stack.referred(target, "arn", [topicType]).flatMap((topic) => publish(world, topic, sender)),
    ...stack.referred(target, "arn", [queueType]).flatMap((queue) => send(world, queue, sender)),
    ...invoke(world, target, { ...sender, property: "arn" }),
  ];
}

function invoke(
  { stack }: World,
  resource: StackResource,
  { subject, path, caller, source, property }: Sender & { readonly property: string },
): readonly ServiceCall[] {
  const aliases = stack.referred(resource, property, [aliasType]);
  const targets = aliases.length > 0 ? aliases : stack.referred(resource, property, [functionType]);
  return targets.map((target) => ({
    subject,
    path,
    caller,
    action: "lambda:InvokeFunction",
    resource: target,
    ...(source !== undefined && { source }),
  }));
}

// Secrets Manager User Guide, "Permissions for rotation": the secret is the source.
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

// SNS Developer Guide, "Subscribing an Amazon SQS queue" and "… a Lambda function to an Amazon SNS topic".
function subscriptionCalls(world: World, subscription: StackResource): readonly ServiceCall[] {
  const [topic] = world.stack.referred(subscription, "topic", [topicType]);
  const sender: Sender = {
    subject: subscription,
    path: "/endpoint",
    caller: "sns.amazonaws.com",
    source: topic === undefined ? "unknown" : { arnOf: topic },
    isSourceSentToKey: true,
  };
  switch (subscription.properties["protocol"]) {
    case "sqs":
      return world.stack
        .referred(subscription, "endpoint", [queueType])
        .flatMap((queue) => send(world, queue, sender));
    case "lambda":
      return invoke(world, subscription, { ...sender, property: "endpoint" });
    default:
      return [];
  }
}

// Lambda Developer Guide, "Adding a dead-letter queue": the function's role sends.
function deadLetterCalls(world: World, lambda: StackResource): readonly ServiceCall[] {
  const { stack } = world;
  const target = read(lambda.properties, "deadLetterConfig", "targetArn");
  const isSet = target.kind !== "absent" || isUnknown(lambda.properties["deadLetterConfig"]);
  if (!isSet || listOf(lambda.properties["deadLetterConfig"]).length === 0) return [];
  const named =
    target.kind === "known"
      ? stack.named(textOf(target.value), [queueType, topicType])
      : stack.referred(lambda, "deadLetterConfig", [queueType, topicType]);
  return stack.referred(lambda, "role", ["aws:iam/role:Role"]).flatMap((role) =>
    named.flatMap((resource): readonly ServiceCall[] => [
      {
        subject: lambda,
        path: "/deadLetterConfig",
        caller: role,
        action: resource.type === queueType ? "sqs:SendMessage" : "sns:Publish",
        resource,
      },
    ]),
  );
}
