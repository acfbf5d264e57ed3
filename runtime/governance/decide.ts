import type { RefusalReason } from "../reasons";
import type { EngineAnswer } from "./engine";

/**
 * Everything that was found out about a request, step by step. What is undefined was not reached, or never came back:
 * then there is no allow. Every field is an own one, so that none can be inherited.
 */
export interface Evidence {
  /** What the form of the request, its identity and the names in it came to. */
  examination: "passed" | RefusalReason | undefined;
  /** Whether caller, callee or anyone the caller acts for is quarantined. */
  quarantine: "clear" | "quarantined" | "unreadable" | undefined;
  /** What the policies say about the caller. */
  own: EngineAnswer | undefined;
  /** What they say about each service the caller acts for. */
  delegators: readonly EngineAnswer[] | undefined;
  /** Whether a receipt was signed; `not-wanted` when no call is bound to the decision. */
  receipt: "signed" | "not-wanted" | "failed" | undefined;
}

/** A decision, with the ids of the policies that determined it. */
export type Decision =
  | { readonly allowed: true; readonly policies: readonly string[] }
  | {
      readonly allowed: false;
      readonly reason: RefusalReason;
      readonly policies: readonly string[];
    };

/** A refusal. */
export const refuse = (reason: RefusalReason, policies: readonly string[] = []): Decision => ({
  allowed: false,
  reason,
  policies,
});

/** The decision that the evidence leads to: total, and the only place where an allow is made. */
export function decide(evidence: Evidence): Decision {
  const { own } = evidence;
  const refusal = refusalBefore(evidence) ?? refusalByRules(evidence);
  if (refusal !== undefined) return refusal;
  const isReceiptDone = evidence.receipt === "signed" || evidence.receipt === "not-wanted";
  if (!isReceiptDone) return refuse("signing-failed");
  return own?.kind === "permitted"
    ? { allowed: true, policies: own.policies }
    : refuse("engine-fault");
}

function refusalBefore({ examination, quarantine }: Evidence): Decision | undefined {
  if (examination !== "passed") return refuse(examination ?? "engine-fault");
  if (quarantine === "clear") return undefined;
  return refuse(quarantine === "quarantined" ? "quarantined" : "quarantine-unreadable");
}

function refusalByRules({ own, delegators }: Evidence): Decision | undefined {
  if (own === undefined || delegators === undefined) return refuse("engine-fault");
  if (own.kind !== "permitted") return refusedByRules(own);
  // Whoever acts for others has only the rights that all of them share.
  const stopped = delegators.find(({ kind }) => kind !== "permitted");
  return stopped === undefined ? undefined : refusedForDelegator(stopped);
}

function refusedByRules(answer: Exclude<EngineAnswer, { kind: "permitted" }>): Decision {
  switch (answer.kind) {
    case "forbidden":
      return refuse("forbidden", answer.policies);
    case "not-permitted":
      return refuse("no-permit");
    case "policy-error":
      return refuse("policy-error", answer.policies);
    default:
      return refuse("engine-fault");
  }
}

function refusedForDelegator(answer: EngineAnswer): Decision {
  switch (answer.kind) {
    case "policy-error":
      return refuse("policy-error", answer.policies);
    case "engine-fault":
      return refuse("engine-fault");
    default:
      return refuse("delegation-invalid");
  }
}
