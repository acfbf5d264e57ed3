import { StateMachine } from "aws-local-stepfunctions";
import { z } from "zod";
import type { WorkflowDefinition } from "../../../plan/incident-response/workflow";

/** A call that a task made. */
export interface Call {
  /** State that made it. */
  readonly state: string;
  /** What it was given. */
  readonly input: Readonly<Record<string, unknown>>;
}

/** What became of an execution. */
export interface Run {
  /** Calls in order. */
  readonly calls: readonly Call[];
  /** Output; undefined when it failed. */
  readonly output: unknown;
  /** Name of the error that it failed with. */
  readonly error: string | undefined;
}

/** What a task answers; it may throw. */
export type Answer = (call: Call) => unknown;

/** An error by the name that Step Functions knows it by. */
export class TaskError extends Error {
  constructor(name: string) {
    super(name);
    this.name = name;
  }
}

/** ARN of the execution that every run is. */
export const execution =
  "arn:aws:states:us-east-1:111122223333:execution:agent-runtime-dev-incident:1";

const definitionSchema = z.custom<ConstructorParameters<typeof StateMachine>[0]>();
const inputSchema = z.json();
const callSchema = z.record(z.string(), z.unknown());

// The interpreter counts in timers of Node, which end at 24 days.
const withoutTimeouts = (definition: WorkflowDefinition) =>
  definitionSchema.parse(
    JSON.parse(
      JSON.stringify(definition, (key, value: unknown) =>
        key === "TimeoutSeconds" ? undefined : value,
      ),
    ),
  );

/**
 * Runs a definition in an interpreter of Amazon States Language, which validates it first. Retries do not wait.
 */
export async function runWorkflow(
  definition: WorkflowDefinition,
  input: unknown,
  answer: Answer,
): Promise<Run> {
  const calls: Call[] = [];
  const tasks = Object.entries(definition.States).flatMap(([name, { Type }]) =>
    Type === "Task" ? [name] : [],
  );
  const handlers = Object.fromEntries(
    tasks.map((state) => [
      state,
      (given: unknown) => {
        const call = { state, input: callSchema.parse(structuredClone(given)) };
        calls.push(call);
        return Promise.resolve()
          .then(() => answer(call))
          .then((answered) => inputSchema.parse(answered));
      },
    ]),
  );
  const started = inputSchema.parse(structuredClone(input));
  const machine = new StateMachine(withoutTimeouts(definition));
  const context = {
    Execution: { Id: execution, StartTime: "2026-01-02T03:04:05.000Z", Input: started },
    Task: { Token: "token-of-the-task" },
  };
  const run = machine.run(started, {
    context,
    overrides: {
      taskResourceLocalHandlers: handlers,
      retryIntervalOverrides: Object.fromEntries(tasks.map((state) => [state, 0])),
    },
  });
  try {
    return { calls, output: await run.result, error: undefined };
  } catch (error) {
    return { calls, output: undefined, error: error instanceof Error ? error.name : "unknown" };
  }
}
