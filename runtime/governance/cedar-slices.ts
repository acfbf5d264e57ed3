import type { PolicyBundle } from "./bundle";
import type { CedarSession, PolicySlice } from "./cedar-session";
import type { EngineAnswer, EngineQuestion } from "./engine";
import { mayMatch, type PolicyScope, readScope } from "./policy-scope";

/** Finds the policies that a question has to be decided with. */
export interface PolicySlices {
  /** The policies to decide with; an answer where there are none, or where they cannot be read. */
  sliceFor(question: EngineQuestion): FoundSlice | EngineAnswer;
}

/** Policies to decide a question with. */
export interface FoundSlice {
  /** Own discriminant beside those of answers. */
  readonly kind: "slice";
  /** The policies. */
  readonly slice: PolicySlice;
}

/** How many policy sets are kept prepared at once; beyond it the oldest name is used again, at some cost. */
export const preparedSets = 256;

/**
 * Slices of a bundle: for each question those policies of its principal whose scope takes the question in. The
 * others cannot have a part in the answer, yet Cedar would copy them at each decision, at some 3 us a policy.
 */
export function createPolicySlices(bundle: PolicyBundle, session: CedarSession): PolicySlices {
  const policies = new Map(Object.entries(bundle.policies));
  const read = new Map<string, ReadPolicies>();
  const slices = new Map<string, FoundSlice>();

  const makeSlice = (texts: PolicyTexts, question: EngineQuestion): FoundSlice | EngineAnswer => {
    const known = read.get(question.principal);
    const { scopes, failure } = known ?? readPolicies(session, texts);
    // What took the parser down once is not parsed again: without a scope it is part of every slice.
    if (known === undefined) read.set(question.principal, { scopes, failure: lasting(failure) });
    if (failure !== undefined) return failure;
    const kept = Object.entries(texts).filter(([id]) => {
      const scope = scopes.get(id);
      return scope === undefined || mayMatch(scope, question);
    });
    const name = `slice-${String(slices.size % preparedSets)}`;
    return { kind: "slice", slice: { name, policies: Object.fromEntries(kept) } };
  };
  return {
    sliceFor(question) {
      const texts = policies.get(question.principal);
      if (texts === undefined || !session.knows(question)) return { kind: "not-permitted" };
      const key = JSON.stringify([question.principal, question.action, question.resource]);
      const known = slices.get(key);
      if (known !== undefined) return known;
      const made = makeSlice(texts, question);
      if (made.kind === "slice") slices.set(key, made);
      return made;
    },
  };
}

type PolicyTexts = PolicyBundle["policies"][string];

interface ReadPolicies {
  readonly scopes: ReadonlyMap<string, PolicyScope>;
  readonly failure: EngineAnswer | undefined;
}

const lasting = (failure: EngineAnswer | undefined) =>
  failure?.kind === "engine-fault" ? undefined : failure;

function readPolicies(session: CedarSession, texts: PolicyTexts): ReadPolicies {
  const scopes = new Map<string, PolicyScope>();
  let failure: EngineAnswer | undefined;
  for (const [id, text] of Object.entries(texts)) {
    const parsed = session.run((cedar) => cedar.policyToJson(text));
    if (parsed?.type === "success") scopes.set(id, readScope(parsed.json));
    else if (parsed === undefined) failure ??= { kind: "engine-fault" };
    else failure = { kind: "policy-error", policies: [] };
  }
  return { scopes, failure };
}
