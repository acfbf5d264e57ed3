import type { Evidence, StackResource } from "../engine/rule";
import { authorize } from "./evaluate";
import type { World } from "./known-arns";
import type { AuthorizationRequest, Decision, Outcome } from "./request";

/** A question to AWS, asked by several requests where several would do. */
export interface Question {
  /** Who must, or must not, be able to do it: logical name, or name of an AWS service. */
  readonly who: string;
  /** What for, as the end of a sentence: `to decrypt secrets-axon-model-key`. */
  readonly purpose: string;
  /** The requests; one that is allowed answers the question. */
  readonly requests: Iterable<AuthorizationRequest>;
  /** Whether what is asked for is not wholly known, so that nothing but an allowance decides. @default false */
  readonly isOpen?: boolean;
  /** Resource that the question arises from. */
  readonly subject: StackResource;
  /** JSON pointer in it. */
  readonly path: string;
}

/** A question with its answer. */
export interface Verdict extends Question {
  /** The decision on the most successful of its requests. */
  readonly decision: Decision;
  /** That request. */
  readonly request: AuthorizationRequest | undefined;
}

const success: readonly Outcome[] = ["allowed", "undecided", "implicit-deny", "explicit-deny"];

const nothingAsked: Decision = {
  outcome: "implicit-deny",
  deciding: [],
  reason: "Nothing grants it.",
};

/** Answers a question: by the first request that is allowed, else by the one that comes closest. */
export function answer(world: World, question: Question): Verdict {
  let best: { readonly decision: Decision; readonly request: AuthorizationRequest } | undefined;
  for (const request of question.requests) {
    const decision = authorize(world, request);
    if (best === undefined || rank(decision) < rank(best.decision)) best = { decision, request };
    if (decision.outcome === "allowed") break;
  }
  const decision = best?.decision ?? nothingAsked;
  return {
    ...question,
    decision: question.isOpen === true ? opened(decision) : decision,
    request: best?.request,
  };
}

const opened = (decision: Decision): Decision =>
  decision.outcome === "allowed"
    ? decision
    : { ...decision, outcome: "undecided", reason: "A part of what is asked is unknown." };

const rank = ({ outcome }: Decision): number => success.indexOf(outcome);

/** The places of the statements that decided. */
export const evidenceOf = ({ deciding }: Decision): readonly Evidence[] =>
  deciding.map(({ urn, path }) => ({ urn, path }));

/** The deciding statements in words, such as `statement ReadersOnly of secrets-axon-model-key`. */
export function decidingText({ deciding }: Decision): string {
  const [first, ...rest] = deciding.map(({ policy, carrier, sid, effect, path }) => {
    const place = sid === undefined ? path : `statement ${sid}`;
    return effect === undefined
      ? `no statement of the ${policy} of ${carrier}`
      : `${effect} by ${place} of the ${policy} of ${carrier}`;
  });
  if (first === undefined) return "no statement speaks of it";
  return [first, ...rest].join("; ");
}
