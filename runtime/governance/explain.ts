import type { Clause, Expr, Policy, PolicyJson } from "@cedar-policy/cedar-wasm/nodejs";
import type { DecisionTriple, PolicyBundle } from "./bundle";
import { type CedarEngineOptions, createCedarEngine } from "./cedar-engine";
import { type CedarSession, createCedarSession } from "./cedar-session";
import type { EngineAnswer, EngineQuestion } from "./engine";
import { scopeParts } from "./policy-scope";
import { conjunctsOf } from "./policy-shape";

/** What a condition comes to on its own; `error` when it cannot be evaluated. */
export type Truth = "true" | "false" | "error";

/** A condition that is joined to others by `&&`. */
export interface ConjunctExplanation {
  /** The condition in Cedar's syntax. */
  readonly text: string;
  /** What it comes to, evaluated alone: a guard before it, as in `x has a && x.a == 1`, does not protect it. */
  readonly truth: Truth;
}

/** A `when` or `unless` clause. */
export interface ClauseExplanation {
  /** Its keyword. */
  readonly kind: Clause["kind"];
  /** Whether the clause lets the policy apply: for `unless`, that its body is false. */
  readonly truth: Truth;
  /** Its conditions, in order. */
  readonly conjuncts: readonly ConjunctExplanation[];
}

/** How a policy looks at a question. */
export type PolicyExplanation =
  | { readonly kind: "unreadable"; readonly id: string }
  | {
      readonly kind: PolicyJson["effect"];
      readonly id: string;
      /** Whether the policy applies, that is, permits or forbids. */
      readonly applies: Truth;
      /** Whether each part of its scope takes the question in. */
      readonly scope: Readonly<Record<keyof DecisionTriple, boolean>>;
      /** Its clauses, in order. */
      readonly clauses: readonly ClauseExplanation[];
    };

/** Why a question is answered as it is. For operators only: it shows policies, which callers never see. */
export interface Explanation {
  /** The question. */
  readonly question: EngineQuestion;
  /** The answer of the engine to it. */
  readonly answer: EngineAnswer;
  /** Parts of the question that the bundle does not know; no policy is looked at then. */
  readonly unknown: readonly (keyof DecisionTriple)[];
  /** The policies of the principal. */
  readonly policies: readonly PolicyExplanation[];
  /** Other principals that would be permitted the same. */
  readonly permittedPrincipals: readonly string[];
}

/**
 * Explains a decision, without any network: which policies of the principal are about the question, and which of
 * their conditions keep them from applying. Slow, several evaluations per condition. Never throws; where Cedar
 * cannot be loaded, the answer is `engine-fault` and no policy can be read.
 */
export function explain(
  bundle: PolicyBundle,
  question: EngineQuestion,
  options: CedarEngineOptions = {},
): Explanation {
  const engine = createCedarEngine(bundle, options);
  const unknown = unknownParts(bundle, question);
  const slice = Object.hasOwn(bundle.policies, question.principal)
    ? bundle.policies[question.principal]
    : undefined;
  const witness = { session: createCedarSession(bundle, options.load), question };
  const policies = unknown.length > 0 ? [] : Object.entries(slice ?? {});
  const others = Object.keys(bundle.policies).filter((name) => name !== question.principal);
  return {
    question,
    answer: engine.decide(question),
    unknown,
    policies: policies.map(([id, text]) => explainPolicy(witness, id, text)),
    permittedPrincipals: others.filter(
      (principal) => engine.decide({ ...question, principal }).kind === "permitted",
    ),
  };
}

function unknownParts(bundle: PolicyBundle, question: EngineQuestion): (keyof DecisionTriple)[] {
  const intents = new Set(Object.values(bundle.operations).map(({ intent }) => intent));
  const known = {
    principal: Object.hasOwn(bundle.services, question.principal),
    action: intents.has(question.action),
    resource: Object.hasOwn(bundle.operations, question.resource),
  };
  return scopeParts.filter((part) => !known[part]);
}

interface Witness {
  readonly session: CedarSession;
  readonly question: EngineQuestion;
}

const open = { op: "All" } as const;
const everything: PolicyJson = {
  effect: "permit",
  principal: open,
  action: open,
  resource: open,
  conditions: [],
};

function explainPolicy(witness: Witness, id: string, text: string): PolicyExplanation {
  const parsed = witness.session.run((cedar) => cedar.policyToJson(text));
  if (parsed?.type !== "success") return { kind: "unreadable", id };
  const policy = parsed.json;
  const { principal, action, resource } = policy;
  const holds = (part: Partial<PolicyJson>) =>
    truthOf(witness, { ...everything, ...part }) === "true";
  return {
    kind: policy.effect,
    id,
    applies: truthOf(witness, { ...policy, effect: "permit" }),
    scope: {
      principal: holds({ principal }),
      action: holds({ action }),
      resource: holds({ resource }),
    },
    clauses: policy.conditions.map((clause) => explainClause(witness, clause)),
  };
}

function explainClause(witness: Witness, clause: Clause): ClauseExplanation {
  return {
    kind: clause.kind,
    truth: truthOf(witness, { ...everything, conditions: [clause] }),
    conjuncts: conjunctsOf(clause.body).map((body) => explainConjunct(witness, body)),
  };
}

function explainConjunct(witness: Witness, body: Expr): ConjunctExplanation {
  const policy: PolicyJson = { ...everything, conditions: [{ kind: "when", body }] };
  const written = witness.session.run((cedar) => cedar.policyToText(policy));
  const text = written?.type === "success" ? written.text : "";
  const condition = /\bwhen \{ (.*) \};$/s.exec(text)?.[1];
  return { text: condition ?? "(cannot be shown)", truth: truthOf(witness, policy) };
}

/** Whether a permit on its own permits. */
function truthOf({ session, question }: Witness, policy: Policy): Truth {
  const { kind } = session.evaluate({ name: "candidate", policies: { policy } }, question);
  if (kind === "permitted") return "true";
  return kind === "not-permitted" ? "false" : "error";
}
