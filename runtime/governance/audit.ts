import { outcomeOf } from "../reasons";
import type { EventType, SecurityEvent } from "../telemetry/events";
import { succeeds } from "../telemetry/succeeds";
import type { Telemetry } from "../telemetry/telemetry";
import { type Decision, refuse } from "./decide";
import type { DecisionFacts } from "./examine";

type DecisionEvent = Extract<
  SecurityEvent,
  { event_type: Extract<EventType, "governance.decision"> }
>;

/** What the audit record of a decision says besides the decision. */
export interface DecisionRecord {
  /** Id of the decision. */
  readonly decisionId: string;
  /** Digest of the policies; undefined when none could be loaded. */
  readonly policyDigest: string | undefined;
  /** Names that were looked up. */
  readonly facts: DecisionFacts;
  /** Text of the caller. */
  readonly data: Readonly<Record<string, unknown>> | undefined;
  /** How long it took, in milliseconds. */
  readonly durationMilliseconds: number;
}

/**
 * Writes the one line of a decision and counts it, and gives back what holds after that: an allow that could not be
 * counted and recorded is none. It is counted first, so that no line ever says allow of what was then refused.
 */
export function audited(
  telemetry: Telemetry,
  decision: Decision,
  record: DecisionRecord,
): Decision {
  const isCounted = succeeds(() => {
    count(telemetry, decision);
  });
  const counted = isCounted ? decision : withoutAudit(decision);
  const isRecorded = succeeds(() => {
    telemetry.record(eventOf(counted, record), record.data);
  });
  if (isRecorded || !counted.allowed) return counted;
  const refusal = withoutAudit(counted);
  succeeds(() => {
    count(telemetry, refusal);
  });
  return refusal;
}

const withoutAudit = (decision: Decision): Decision =>
  decision.allowed ? refuse("audit-failed", decision.policies) : decision;

function count(telemetry: Telemetry, decision: Decision): void {
  if (decision.allowed) {
    telemetry.count("Allowed", "permitted");
    return;
  }
  // Every refusal is a denial; those that nobody decided are counted apart as well.
  telemetry.count("Denied", decision.reason);
  if (outcomeOf(decision.reason) === "error") telemetry.count("Errors", decision.reason);
}

function eventOf(decision: Decision, record: DecisionRecord): DecisionEvent {
  const { decisionId, policyDigest, facts, durationMilliseconds } = record;
  const { caller, intent, operation, requestDigest } = facts;
  return {
    event_type: "governance.decision",
    decision: decision.allowed ? "allow" : outcomeOf(decision.reason),
    reason: decision.allowed ? "permitted" : decision.reason,
    decision_id: decisionId,
    ...(caller !== undefined && { caller }),
    ...(intent !== undefined && { intent }),
    ...(operation !== undefined && { callee: operation.callee, operation: operation.id }),
    ...(requestDigest !== undefined && { request_digest: requestDigest }),
    ...(policyDigest !== undefined && { policy_digest: policyDigest }),
    ...(decision.policies.length > 0 && { determining_policies: [...decision.policies] }),
    duration_ms: durationMilliseconds,
  };
}
