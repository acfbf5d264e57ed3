import type { DecisionEngine, EngineAnswer } from "./engine";
import type { Subject } from "./examine";

/** What the policies say about everyone who takes part in a request. */
export interface PolicyAnswers {
  /** About the caller. */
  readonly own: EngineAnswer;
  /** About each service that it acts for, in the order of the chain. */
  readonly delegators: readonly EngineAnswer[];
}

/**
 * Asks whether the caller, and each service that it acts for, may itself do what is wanted. Nothing is kept: equal
 * requests are decided anew. An engine that throws is an answer too.
 */
export function askPolicies(engine: DecisionEngine, subject: Subject): PolicyAnswers {
  const { caller, onBehalfOf } = subject;
  return {
    own: ask(engine, subject, { principal: caller, delegationDepth: onBehalfOf.length }),
    delegators: onBehalfOf.map((principal, delegationDepth) =>
      ask(engine, subject, { principal, delegationDepth }),
    ),
  };
}

function ask(
  engine: DecisionEngine,
  { intent, operation }: Subject,
  { principal, delegationDepth }: { principal: string; delegationDepth: number },
): EngineAnswer {
  const { id, method, path } = operation;
  try {
    const answer = engine.decide({
      principal,
      action: intent,
      resource: id,
      context: { method, path, delegationDepth },
    });
    // An answer that is inherited was given by whoever changed the prototype of objects.
    return Object.hasOwn(answer, "kind") ? answer : fault;
  } catch {
    return fault;
  }
}

const fault: EngineAnswer = { kind: "engine-fault" };
