import type { CheckContext, JudgedStack } from "../engine/rule";
import { eventCalls } from "./event-wiring";
import { logCalls } from "./log-wiring";
import { roleCalls } from "./role-wiring";
import { questionOf } from "./service-calls";
import type { Question } from "./verdicts";

/**
 * What AWS services do with resources of the stack, in their own name or as a role, because the stack is set up
 * to have it done: writing and encrypting logs, passing on alarms and events, rotating secrets, taking on roles.
 */
export function wiringQuestions(
  stack: JudgedStack,
  context: Pick<CheckContext, "declared" | "accounts">,
): readonly Question[] {
  const world = { stack, context };
  return [...logCalls(world), ...eventCalls(world), ...roleCalls(world)].map((call) =>
    questionOf(world, call),
  );
}
