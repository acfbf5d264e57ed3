import { sha256Hex, shortId } from "../formats";
import { type RefusalReason, refusalReasons } from "../reasons";

/** Leave to make one call. Only `checkAnswer` makes one; a copy or a look-alike is none. */
export interface Allow {
  /** Id of the decision. */
  readonly decisionId: string;
  /** Digest of the call it is for. */
  readonly requestDigest: string;
  /** SHA-256 of the policies that decided. */
  readonly policyDigest: string;
  /** Receipt for the callee. */
  readonly receipt: string;
}

/** The call that an answer must be about. */
export interface Expectation {
  /** Correlation id that was asked with. */
  readonly correlationId: string;
  /** Digest of the call that was asked about. */
  readonly requestDigest: string;
}

/** What an answer of governance comes to. */
export type AnswerCheck =
  | { readonly kind: "allow"; readonly allow: Allow }
  | {
      readonly kind: "refused";
      /** Why. */
      readonly reason: RefusalReason;
      /** Id of the decision, when governance made one. */
      readonly decisionId?: string;
    };

const minted = new WeakSet<Allow>();

/** Whether an allow is one that `checkAnswer` made. */
export const isMinted = (allow: Allow): boolean => minted.has(allow);

/** A refusal without a decision. */
export const refusedFor = (reason: RefusalReason): AnswerCheck => ({ kind: "refused", reason });

/**
 * Reads an answer of governance. It is an allow only with an own boolean `true`, the same correlation id, the
 * same request digest, and a receipt. A denial gives its own reason; anything else `pdp-answer-invalid`.
 */
export function checkAnswer(text: string, expected: Expectation): AnswerCheck {
  const answer = ownFields(text);
  if (answer === undefined) return refusedFor("pdp-answer-invalid");
  if (answer.get("allowed") === false) return denial(answer);
  const allow = isAllowed(answer, expected) ? allowOf(answer, expected) : undefined;
  if (allow === undefined) return refusedFor("pdp-answer-invalid");
  minted.add(allow);
  return { kind: "allow", allow };
}

function allowOf(
  answer: ReadonlyMap<string, unknown>,
  { requestDigest }: Expectation,
): Allow | undefined {
  const decisionId = textOf(answer.get("decisionId"), shortId);
  const policyDigest = textOf(answer.get("policyDigest"), sha256Hex);
  const receipt = textOf(answer.get("receipt"), /^[!-~]{1,8192}$/);
  return decisionId !== undefined && policyDigest !== undefined && receipt !== undefined
    ? Object.freeze({ decisionId, requestDigest, policyDigest, receipt })
    : undefined;
}

/** Own fields alone: what a polluted prototype adds is never seen. */
function ownFields(text: string): ReadonlyMap<string, unknown> | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    const isObject = typeof parsed === "object" && parsed !== null && !Array.isArray(parsed);
    return isObject ? new Map<string, unknown>(Object.entries(parsed)) : undefined;
  } catch {
    return undefined;
  }
}

function isAllowed(answer: ReadonlyMap<string, unknown>, expected: Expectation): boolean {
  return (
    answer.get("allowed") === true &&
    answer.get("reason") === "permitted" &&
    answer.get("correlationId") === expected.correlationId &&
    answer.get("requestDigest") === expected.requestDigest
  );
}

const textOf = (value: unknown, pattern: RegExp): string | undefined =>
  typeof value === "string" && pattern.test(value) ? value : undefined;

/** A denial needs no echo: it is believed in any case. */
function denial(answer: ReadonlyMap<string, unknown>): AnswerCheck {
  const reason = reasons.find((candidate) => candidate === answer.get("reason"));
  if (reason === undefined) return refusedFor("pdp-answer-invalid");
  const decisionId = textOf(answer.get("decisionId"), shortId);
  return { kind: "refused", reason, ...(decisionId === undefined ? {} : { decisionId }) };
}

const isReason = (name: string): name is RefusalReason => Object.hasOwn(refusalReasons, name);
const reasons = Object.keys(refusalReasons).filter(isReason);
