import type { CheckContext, JudgedStack } from "../engine/rule";
import { eventCalls } from "./event-wiring";
import { logCalls } from "./log-wiring";
import { roleCalls } from "./role-wiring";
import { questionOf, type ServiceCall } from "./service-calls";
import { targetCalls } from "./target-wiring";
import type { Question } from "./verdicts";

/** Types by which a stack has AWS services do something, beside those of what they do it with. */
export const wiredTypes: readonly string[] = [
  "aws:cloudtrail/trail:Trail",
  "aws:cloudwatch/compositeAlarm:CompositeAlarm",
  "aws:cloudwatch/eventTarget:EventTarget",
  "aws:cloudwatch/metricAlarm:MetricAlarm",
  "aws:ec2/flowLog:FlowLog",
  "aws:ecs/taskDefinition:TaskDefinition",
  "aws:lambda/permission:Permission",
  "aws:s3/bucketLogging:BucketLogging",
  "aws:scheduler/schedule:Schedule",
  "aws:secretsmanager/secretRotation:SecretRotation",
  "aws:sns/topicSubscription:TopicSubscription",
];

/**
 * What AWS services do with resources of the stack, in their own name or as a role, because the stack is set up
 * to have it done: writing and encrypting logs, passing on alarms and events, rotating secrets, taking on roles.
 */
export function wiringQuestions(
  stack: JudgedStack,
  context: Pick<CheckContext, "declared" | "accounts">,
): readonly Question[] {
  const world = { stack, context };
  const calls = [
    ...logCalls(world),
    ...eventCalls(world),
    ...targetCalls(world),
    ...roleCalls(world),
  ];
  return withoutRepetition(calls).map((call) => questionOf(world, call));
}

// What a property names is unknown once, however many calls come of it.
function withoutRepetition(calls: readonly ServiceCall[]): readonly ServiceCall[] {
  const places = new Set<string>();
  return calls.filter(({ resource, subject, path }) => {
    if (resource !== "unknown") return true;
    const place = `${subject.urn}${path}`;
    const isFirst = !places.has(place);
    places.add(place);
    return isFirst;
  });
}
