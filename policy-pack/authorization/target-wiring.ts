import type { StackResource } from "../engine/rule";
import { read, textOf } from "../engine/value";
import type { World } from "./known-arns";
import { type ServiceCall, targetsOf } from "./service-calls";

const roleType = "aws:iam/role:Role";
const functionType = "aws:lambda/function:Function";
const aliasType = "aws:lambda/alias:Alias";

/*
 * What a role has to be allowed for a target. EventBridge User Guide, "Using resource-based policies for Amazon
 * EventBridge" and "IAM roles for sending events to targets in Amazon EventBridge"; EventBridge Scheduler User Guide,
 * "Setting up Amazon EventBridge Scheduler" and "Configuring a schedule's dead-letter queue in EventBridge Scheduler".
 */
const actions: Readonly<Record<string, string>> = {
  "aws:cloudwatch/eventBus:EventBus": "events:PutEvents",
  "aws:kinesis/stream:Stream": "kinesis:PutRecord",
  [aliasType]: "lambda:InvokeFunction",
  [functionType]: "lambda:InvokeFunction",
  "aws:sfn/stateMachine:StateMachine": "states:StartExecution",
  "aws:sns/topic:Topic": "sns:Publish",
  "aws:sqs/queue:Queue": "sqs:SendMessage",
};

/** Calls that roles make to what rules and schedules send events to; a rule's target has its role taken on first. */
export function targetCalls(world: World): readonly ServiceCall[] {
  const { stack } = world;
  return [
    ...stack
      .ofType("aws:cloudwatch/eventTarget:EventTarget")
      .flatMap((target) => ruleCalls(world, target)),
    ...stack
      .ofType("aws:scheduler/schedule:Schedule")
      .flatMap((schedule) => scheduleCalls(world, schedule)),
  ];
}

function ruleCalls(world: World, target: StackResource): readonly ServiceCall[] {
  const [rule] = world.stack.referred(target, "rule", ["aws:cloudwatch/eventRule:EventRule"]);
  const roles = targetsOf(world, target, { property: "roleArn", types: [roleType] });
  return roles.flatMap((role): readonly ServiceCall[] => [
    {
      subject: target,
      path: "/roleArn",
      caller: "events.amazonaws.com",
      action: "sts:AssumeRole",
      resource: role,
      source: rule === undefined ? "unknown" : { arnOf: rule },
    },
    ...(role === "unknown"
      ? []
      : sending(target, { role, targets: named(world, target, ["arn"]), path: "/arn" })),
  ]);
}

// Whoever takes on a schedule's role is asked where roles of workloads are.
function scheduleCalls(world: World, schedule: StackResource): readonly ServiceCall[] {
  const roles = referredAt(world, schedule, { path: ["target", "roleArn"], types: [roleType] });
  const targets = [
    ...named(world, schedule, ["target", "arn"]),
    ...named(world, schedule, ["target", "deadLetterConfig", "arn"]),
  ];
  return roles.flatMap((role) => sending(schedule, { role, targets, path: "/target" }));
}

interface Target {
  readonly resource: StackResource;
  readonly suffix?: string;
}

interface Sending {
  readonly role: StackResource;
  readonly targets: readonly Target[];
  readonly path: string;
}

const sending = (
  subject: StackResource,
  { role, targets, path }: Sending,
): readonly ServiceCall[] =>
  targets.flatMap((target) => {
    const action = actions[target.resource.type];
    return action === undefined ? [] : [{ subject, path, caller: role, action, ...target }];
  });

type Path = readonly [property: string, ...rest: readonly string[]];

/** The targets that a property names. */
function named(world: World, resource: StackResource, path: Path): readonly Target[] {
  const found = referredAt(world, resource, { path, types: Object.keys(actions) });
  if (found.length === 0) return qualified(world, read(resource.properties, ...path));
  // Whoever names an alias often depends on its function too.
  const hasAlias = found.some(({ type }) => type === aliasType);
  return found
    .filter(({ type }) => !hasAlias || type !== functionType)
    .map((each) => ({ resource: each }));
}

/** A version or an alias of a function, by its ARN. */
function qualified({ stack }: World, value: ReturnType<typeof read>): readonly Target[] {
  const text = value.kind === "known" ? textOf(value.value) : "";
  const [, arn, suffix] =
    /^(arn:[^:]*:lambda:(?:[^:]*:){2}function:[^:]+)(:[^:]+)$/.exec(text) ?? [];
  if (arn === undefined || suffix === undefined) return [];
  return stack.named(arn, [functionType]).map((resource) => ({ resource, suffix }));
}

interface Place {
  readonly path: Path;
  readonly types: readonly string[];
}

/** What a value inside of a property refers to: by its text, or by what the property depends on. */
function referredAt(
  { stack }: World,
  resource: StackResource,
  { path, types }: Place,
): readonly StackResource[] {
  const value = read(resource.properties, ...path);
  if (value.kind === "absent") return [];
  if (value.kind === "known") return stack.named(textOf(value.value), types);
  return (resource.propertyDependencies[path[0]] ?? []).flatMap((urn) => {
    const found = stack.byUrn(urn);
    return found !== undefined && types.includes(found.type) ? [found] : [];
  });
}
