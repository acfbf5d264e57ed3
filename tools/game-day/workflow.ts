import { StateMachine } from "aws-local-stepfunctions";
import { z } from "zod";
import type { WorkflowDefinition } from "../../plan/incident-response/workflow";
import type { Mail } from "./mailbox";

/** An error by the name that Step Functions knows it by. */
export class TaskError extends Error {
  constructor(name: string) {
    super(name);
    this.name = name;
  }
}

/** What the tasks of an execution reach. */
export interface TaskPorts {
  /** Invokes the function with a payload. */
  invoke(payload: unknown): Promise<unknown>;
  /** Sends a message to people. */
  tell(mail: Mail): Promise<void>;
  /**
   * Sends a message to people and waits until they answer.
   * @throws TaskError when they say no, or nothing.
   */
  ask(mail: Mail, question: { readonly state: string; readonly token: string }): Promise<void>;
  /** Called before the task of a state. */
  before(state: string): Promise<void>;
}

/** An execution. */
export interface Execution {
  /** Its ARN. */
  readonly arn: string;
  /** What starts it. */
  readonly input: unknown;
}

/** What became of an execution: undefined when it succeeded, or the error that it failed with. */
export type ExecutionError = string | undefined;

const definitionSchema = z.custom<ConstructorParameters<typeof StateMachine>[0]>();
const invocation = z.object({ Payload: z.unknown() });
const message = z.object({ Subject: z.string(), Message: z.string() });

type Handler = (input: unknown) => Promise<z.infer<typeof jsonSchema>>;
const jsonSchema = z.json();

// Timers of Node end at 24 days; nobody waits here.
const withoutTimeouts = (definition: WorkflowDefinition) =>
  definitionSchema.parse(
    JSON.parse(
      JSON.stringify(definition, (key, value: unknown) =>
        key === "TimeoutSeconds" ? undefined : value,
      ),
    ),
  );

/** Runs executions of one definition. */
export type Executor = (execution: Execution, ports: TaskPorts) => Promise<ExecutionError>;

/**
 * Takes the planned definition into an interpreter of Amazon States Language.
 * @throws when that finds it invalid.
 */
export function createExecutor(definition: WorkflowDefinition): Executor {
  const machine = new StateMachine(withoutTimeouts(definition));
  return (execution, ports) => execute(machine, definition, { ...execution, ports });
}

async function execute(
  machine: StateMachine,
  definition: WorkflowDefinition,
  { arn, input, ports }: Execution & { readonly ports: TaskPorts },
): Promise<ExecutionError> {
  // One token per execution is enough: it asks one question at a time.
  const token = `token-of-${arn.split(":").at(-1) ?? ""}`;
  const handlers = Object.fromEntries(
    Object.entries(definition.States).flatMap(([state, { Type, Resource }]) =>
      Type === "Task" ? [[state, handlerOf(String(Resource), { state, token }, ports)]] : [],
    ),
  );
  const context = {
    Execution: { Id: arn, StartTime: new Date().toISOString() },
    Task: { Token: token },
  };
  const overrides = { taskResourceLocalHandlers: handlers };
  try {
    await machine.run(jsonSchema.parse(input), { context, overrides }).result;
    return undefined;
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : "unknown error";
  }
}

function handlerOf(
  resource: string,
  question: { readonly state: string; readonly token: string },
  ports: TaskPorts,
): Handler {
  const mailOf = (input: unknown) => {
    const { Subject: subject, Message: text } = message.parse(input);
    return { subject, text };
  };
  return async (input) => {
    await ports.before(question.state);
    if (resource.endsWith(":lambda:invoke")) {
      // The function's answer is JSON on its way back.
      const answer: unknown = await ports.invoke(invocation.parse(input).Payload);
      return { Payload: jsonSchema.parse(JSON.parse(JSON.stringify(answer))) };
    }
    if (resource.endsWith(".waitForTaskToken")) await ports.ask(mailOf(input), question);
    else await ports.tell(mailOf(input));
    return {};
  };
}
