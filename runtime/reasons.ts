/**
 * How a refusal is recorded: `deny` when the rules said no, `error` when something could not be decided.
 * Both stop the call; alarms tell them apart.
 */
export type RefusalOutcome = "deny" | "error";

/** What is known of a reason without its occurrence. */
interface ReasonFacts {
  /** How it is recorded. */
  readonly outcome: RefusalOutcome;
  /** Whether the same call may succeed later, without any change by the caller. */
  readonly retryable: boolean;
}

const denied: ReasonFacts = { outcome: "deny", retryable: false };
const broken: ReasonFacts = { outcome: "error", retryable: false };
const unavailable: ReasonFacts = { outcome: "error", retryable: true };

/** Every reason there is for not doing a call: one closed table, so that a metric can have it as dimension. */
export const refusalReasons = {
  // Governance: what the rules say.
  "no-permit": denied,
  forbidden: denied,
  "invalid-request": denied,
  "identity-missing": denied,
  "identity-unknown": denied,
  "principal-mismatch": denied,
  "unknown-service": denied,
  "unknown-action": denied,
  "unknown-resource": denied,
  quarantined: denied,
  "delegation-invalid": denied,
  // Governance: what could not be decided.
  "policy-error": broken,
  "engine-fault": unavailable,
  "not-ready": unavailable,
  "quarantine-unreadable": unavailable,
  "signing-failed": unavailable,
  "audit-failed": unavailable,
  // Caller: governance gave no usable answer, or the call could not be made.
  "pdp-timeout": unavailable,
  "pdp-unavailable": unavailable,
  "pdp-answer-invalid": broken,
  "circuit-open": unavailable,
  "credentials-unavailable": unavailable,
  "target-refused": denied,
  "target-unavailable": unavailable,
  // Callee: why a request was not worked on.
  "receipt-missing": denied,
  "receipt-invalid": denied,
  "receipt-expired": denied,
  "receipt-audience": denied,
  "receipt-policy": denied,
  "body-mismatch": denied,
  "request-mismatch": denied,
  replayed: denied,
  "replay-store-unavailable": unavailable,
  "policy-list-unavailable": unavailable,
} as const satisfies Readonly<Record<string, ReasonFacts>>;

/** A reason for not doing a call. */
export type RefusalReason = keyof typeof refusalReasons;

/** How a reason is recorded. */
export const outcomeOf = (reason: RefusalReason): RefusalOutcome => refusalReasons[reason].outcome;

/** Whether the same call may succeed later. */
export const isRetryable = (reason: RefusalReason): boolean => refusalReasons[reason].retryable;
