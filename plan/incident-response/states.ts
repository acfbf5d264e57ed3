import type { PlanContext } from "../context";
import { containmentAlias, stepSeconds } from "./containment";

/** A state in Amazon States Language, with JSONPath. */
export type State = Readonly<Record<string, unknown>>;

/** States by name. */
export type States = Readonly<Record<string, State>>;

/** A step of containment, as `runtime/containment/incident.ts` names it. */
export type Step =
  | "detect"
  | "assess"
  | "preserve"
  | "quarantine"
  | "revoke"
  | "isolate"
  | "stop"
  | "verify"
  | "eradicate"
  | "release"
  | "learn";

/** A message to people. */
export interface MessagePlan {
  /** What the mail's subject says after the stack's name; fewer than 60 characters, without quotes. */
  readonly subject: string;
  /** The text, in which `{}` stands for the next of `values`; without quotes. */
  readonly text: string;
  /** Paths of what is filled in. */
  readonly values: readonly string[];
}

/** A step, and what comes next, whatever becomes of it. */
export interface StepPlan {
  /** The step. */
  readonly step: Step;
  /** Name of the state that follows. */
  readonly next: string;
  /** Whether nothing may change. */
  readonly isDryRun: boolean;
}

// What Lambda may answer for want of a moment's patience (AWS Step Functions Developer Guide, "Handle transient Lambda
// service exceptions"). Steps may be repeated.
const transientErrors = [
  "Lambda.ClientExecutionTimeoutException",
  "Lambda.ServiceException",
  "Lambda.AWSLambdaException",
  "Lambda.SdkClientException",
  "Lambda.TooManyRequestsException",
];

const patiently = (ErrorEquals: readonly string[]) => ({
  ErrorEquals,
  IntervalSeconds: 2,
  MaxAttempts: 4,
  BackoffRate: 2,
  MaxDelaySeconds: 30,
  JitterStrategy: "FULL",
});

/** Name of the state that a step is taken in: its own, in a capital. */
export const stateOf = (step: Step): string => `${step.charAt(0).toUpperCase()}${step.slice(1)}`;

const failed = (name: string): string => `${name} failed`;

const ofIncident = { event: null, "incident.$": "$.incident", "failure.$": "$.failure" };

/**
 * The first step, which makes an incident of what started the execution. Where it fails there is none: the execution
 * fails, which raises an alarm, and can be begun again at this very step.
 */
export const detection = (context: PlanContext, plan: Omit<StepPlan, "step">): States => {
  const asked = { "event.$": "$", incident: null, failure: null };
  const task = invoke(context, { step: "detect", isDryRun: plan.isDryRun, asked });
  return { [stateOf("detect")]: { ...task, Next: plan.next } };
};

/** A step of an incident. When the function does not answer, the step that follows is told, and goes on. */
export function step(context: PlanContext, plan: StepPlan): States {
  const name = stateOf(plan.step);
  const task = invoke(context, { ...plan, asked: ofIncident });
  return {
    [name]: { ...task, Catch: [toFailed(name)], Next: plan.next },
    ...noteFailure(name, { step: plan.step, reason: "$.caught.Error", next: plan.next }),
  };
}

/**
 * The last step, which writes the report. It is tried again whatever it failed by: a report is written anew each time.
 * Where that does not help the execution fails, which raises an alarm, and can be begun again at this very step.
 */
export const report = (context: PlanContext, plan: Omit<StepPlan, "step">): States => {
  const task = invoke(context, { step: "learn", isDryRun: plan.isDryRun, asked: ofIncident });
  const Retry = [patiently(["States.TaskFailed"])];
  return { [stateOf("learn")]: { ...task, Retry, Next: plan.next } };
};

interface Invocation {
  readonly step: Step;
  readonly isDryRun: boolean;
  readonly asked: Readonly<Record<string, unknown>>;
}

const invoke = (
  { environment, names }: PlanContext,
  { step: name, isDryRun, asked }: Invocation,
): State => ({
  Type: "Task",
  Resource: `arn:${environment.partition}:states:::lambda:invoke`,
  Parameters: {
    FunctionName: `${names.containmentFunctionArn}:${containmentAlias}`,
    Payload: {
      step: name,
      "execution.$": "$$.Execution.Id",
      "startedAt.$": "$$.Execution.StartTime",
      isDryRun,
      ...asked,
    },
  },
  ResultSelector: { "incident.$": "$.Payload.incident", failure: null },
  TimeoutSeconds: stepSeconds + 30,
  Retry: [patiently(transientErrors)],
});

const toFailed = (name: string) => ({
  ErrorEquals: ["States.ALL"],
  ResultPath: "$.caught",
  Next: failed(name),
});

const noteFailure = (
  name: string,
  { step: of, reason, next }: { step: Step; reason: string; next: string },
): States => ({
  [failed(name)]: {
    Type: "Pass",
    Parameters: {
      "incident.$": "$.incident",
      failure: { step: of, "error.$": reason, "before.$": "$.failure" },
    },
    Next: next,
  },
});

/** A message that nobody answers. That it could not be sent is recorded by the step that follows. */
export function tell(
  context: PlanContext,
  name: string,
  { step: of, message, next }: { step: Step; message: MessagePlan; next: string },
): States {
  const reason = "States.Format('NotTold.{}', $.caught.Error)";
  return {
    [name]: {
      ...publish(context, message, "sns:publish"),
      ResultPath: null,
      TimeoutSeconds: 60,
      Retry: [patiently(["States.TaskFailed"])],
      Catch: [toFailed(name)],
      Next: next,
    },
    ...noteFailure(name, { step: of, reason, next }),
  };
}

/** A question to people. */
export interface QuestionPlan {
  /** The message, which the commands to answer follow. */
  readonly message: MessagePlan;
  /** Seconds until nobody answers. */
  readonly timeoutSeconds: number;
  /** What comes next when they say yes. */
  readonly yes: string;
  /** What comes next when they say no. */
  readonly no: string;
  /** What comes next when nobody answers, or nobody could be asked. */
  readonly silence: string;
}

/** Error of an execution that a responder said no to. */
export const rejection = "Rejected";

/** A message that waits for an answer, by the token that it holds. */
export function ask(context: PlanContext, name: string, plan: QuestionPlan): States {
  const { region } = context.environment;
  const answer = (command: string) =>
    `aws stepfunctions ${command} --region ${region} --task-token {}`;
  const { subject, text, values } = plan.message;
  const message = {
    subject,
    text: [
      text,
      `To say yes: ${answer("send-task-success --task-output true")}`,
      `To say no: ${answer(`send-task-failure --error ${rejection}`)}`,
    ].join("\n\n"),
    values: [...values, "$$.Task.Token", "$$.Task.Token"],
  };
  const on = (error: string, Next: string) => ({ ErrorEquals: [error], ResultPath: null, Next });
  return {
    [name]: {
      ...publish(context, message, "sns:publish.waitForTaskToken"),
      ResultPath: null,
      TimeoutSeconds: plan.timeoutSeconds,
      Catch: [on(rejection, plan.no), on("States.ALL", plan.silence)],
      Next: plan.yes,
    },
  };
}

const publish = (
  { environment, names }: PlanContext,
  { subject, text, values }: MessagePlan,
  call: string,
): State => ({
  Type: "Task",
  Resource: `arn:${environment.partition}:states:::${call}`,
  Parameters: {
    TopicArn: names.alertTopicArn,
    Subject: `${names.prefix}: ${subject}`,
    "Message.$": `States.Format(${[`'${text}'`, ...values].join(", ")})`,
  },
});
