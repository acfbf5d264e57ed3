import { type AnswerCheck, checkAnswer, refusedFor } from "./allow";
import type { Circuit } from "./circuit";
import { DeadlineError, withDeadline } from "./deadline";
import type { DecisionPoint } from "./decision-client";
import type { FrozenCall } from "./freeze-call";

/** How governance is asked. */
export interface GovernanceClientOptions {
  /** The caller's own name. */
  readonly service: string;
  /** Carries questions and answers. */
  readonly point: DecisionPoint;
  /** Keeps calls from waiting for a governance that is down. */
  readonly circuit: Circuit;
}

/** A question about one call. */
export interface Question {
  /** The call. */
  readonly call: FrozenCall;
  /** Correlation id that the answer must repeat. */
  readonly correlationId: string;
  /** Milliseconds after which the answer is a denial. */
  readonly milliseconds: number;
}

/** Asks whether a call may be made. Never throws: no answer is a refusal. */
export type AskGovernance = (question: Question) => Promise<AnswerCheck>;

/** A client that asks governance through a circuit, each time with a time limit. */
export function createGovernanceClient({
  service,
  point,
  circuit,
}: GovernanceClientOptions): AskGovernance {
  return async ({ call, correlationId, milliseconds }) => {
    const report = circuit.enter();
    if (report === undefined) return refusedFor("circuit-open");
    const check = await answerOf(
      () =>
        withDeadline(milliseconds, (signal) =>
          point.ask(textOf({ service, call, correlationId }), signal),
        ),
      { correlationId, requestDigest: call.digest },
    );
    report(check.kind === "allow" || !isPointFailure.has(check.reason));
    return check;
  };
}

/** A denial is a good answer of a decision point that works. */
const isPointFailure: ReadonlySet<string> = new Set([
  "pdp-timeout",
  "pdp-unavailable",
  "pdp-answer-invalid",
]);

async function answerOf(
  ask: () => Promise<string>,
  expected: Parameters<typeof checkAnswer>[1],
): Promise<AnswerCheck> {
  try {
    return checkAnswer(await ask(), expected);
  } catch (error) {
    return refusedFor(error instanceof DeadlineError ? "pdp-timeout" : "pdp-unavailable");
  }
}

function textOf({
  service,
  call,
  correlationId,
}: Pick<Question, "call" | "correlationId"> & { readonly service: string }): string {
  const { intent, operation, bound, onBehalfOf } = call;
  return JSON.stringify({
    service,
    intent,
    correlationId,
    resource: operation,
    call: bound,
    ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
  });
}
