import type { PolicyBundle } from "./bundle";
import type { CedarSession, PolicySlice } from "./cedar-session";
import type { EngineAnswer, EngineQuestion } from "./engine";
import { mayMatch, type PolicyScope, readScope } from "./policy-scope";

/** Finds the policies that a question has to be decided with. */
export interface PolicySlices {
  /** The policies to decide with; an answer where there are none, or where they cannot be read. */
  sliceFor(question: EngineQuestion): PolicySlice | EngineAnswer;
}

/** How many policy sets are kept prepared at once; beyond it the oldest name is used again, at some cost. */
export const preparedSets = 256;

/**
 * Slices of a bundle: for each question those policies of its principal whose scope takes the question in. The
 * others cannot have a part in the answer, yet Cedar would copy them at each decision, at some 3 us a policy.
 */
export function createPolicySlices(bundle: PolicyBundle, session: CedarSession): PolicySlices {
  const policies = new Map(Object.entries(bundle.policies));
  const read = new Map<string, Readonly<Record<string, PolicyScope>> | "unreadable">();
  const slices = new Map<string, PolicySlice>();

  const scopesOf = (principal: string, texts: Readonly<Record<string, string>>) => {
    const scopes = read.get(principal) ?? readScopes(session, texts);
    if (scopes !== undefined) read.set(principal, scopes);
    return scopes;
  };
  const sliceFor = (question: EngineQuestion): PolicySlice | EngineAnswer => {
    const texts = policies.get(question.principal);
    if (texts === undefined || !session.knows(question)) return { kind: "not-permitted" };
    const key = JSON.stringify([question.principal, question.action, question.resource]);
    const known = slices.get(key);
    if (known !== undefined) return known;
    const scopes = scopesOf(question.principal, texts);
    if (scopes === undefined) return { kind: "engine-fault" };
    if (scopes === "unreadable") return { kind: "policy-error", policies: [] };
    const name = `slice-${String(slices.size % preparedSets)}`;
    const slice = { name, policies: narrowed(texts, scopes, question) };
    slices.set(key, slice);
    return slice;
  };
  return { sliceFor };
}

// Undefined when Cedar could not be asked; that is tried again.
function readScopes(session: CedarSession, texts: Readonly<Record<string, string>>) {
  return session.run((cedar) => {
    const scopes: [string, PolicyScope][] = [];
    for (const [id, text] of Object.entries(texts)) {
      const parsed = cedar.policyToJson(text);
      if (parsed.type === "failure") return "unreadable";
      scopes.push([id, readScope(parsed.json)]);
    }
    return Object.fromEntries(scopes);
  });
}

function narrowed(
  texts: Readonly<Record<string, string>>,
  scopes: Readonly<Record<string, PolicyScope>>,
  question: EngineQuestion,
): Readonly<Record<string, string>> {
  const kept = Object.entries(texts).filter(([id]) => {
    const scope = scopes[id];
    return scope === undefined || mayMatch(scope, question);
  });
  return Object.fromEntries(kept);
}
