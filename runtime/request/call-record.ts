import { outcomeOf, type RefusalReason } from "../reasons";
import { succeeds } from "../telemetry/succeeds";
import type { Telemetry } from "../telemetry/telemetry";
import type { CallEnding } from "./attempts";
import type { CallRequest, FrozenCall } from "./freeze-call";

/** A call that is over. */
export interface FinishedCall {
  /** The caller's own name. */
  readonly service: string;
  /** What the program wanted. */
  readonly request: CallRequest;
  /** The call as it was fixed; undefined when it could not be. */
  readonly call: FrozenCall | undefined;
  /** How it ended. */
  readonly ending: CallEnding;
  /** How long it took. */
  readonly milliseconds: number;
}

/**
 * Counts a call and writes its one event. False when the sink failed. It is counted first, so that no line ever
 * says allow of an answer that was then kept back.
 */
export function recordCall(telemetry: Telemetry, finished: FinishedCall): boolean {
  const { ending } = finished;
  const isCounted = succeeds(() => {
    count(telemetry, ending);
  });
  const isKept = isCounted || typeof ending.result === "string";
  const held = isKept ? finished : { ...finished, ending: { ...ending, result: auditFailed } };
  const isRecorded = succeeds(() => {
    writeEvent(telemetry, held);
  });
  return isCounted && isRecorded;
}

const auditFailed: RefusalReason = "audit-failed";

function writeEvent(telemetry: Telemetry, finished: FinishedCall): void {
  const names = namesOf(finished);
  const event = eventOf(finished);
  // Only what governance has allowed is known to be of the service graph; else it is the program's text.
  if (finished.ending.policyDigest === undefined) telemetry.record(event, names);
  else telemetry.record({ ...event, ...names });
}

const namesOf = ({ request, call }: FinishedCall) => ({
  intent: request.intent,
  operation: call?.operation,
});

function eventOf({ service, call, ending, milliseconds }: FinishedCall) {
  const { result, attempts, decisionId, policyDigest } = ending;
  const facts =
    typeof result === "string"
      ? ({ decision: outcomeOf(result), reason: result } as const)
      : ({ decision: "allow", reason: "permitted", status: result.status } as const);
  return {
    event_type: "call.completed",
    ...facts,
    caller: service,
    callee: call?.to.target.service,
    attempts,
    duration_ms: milliseconds,
    decision_id: decisionId,
    request_digest: call?.digest,
    policy_digest: policyDigest,
  } as const;
}

function count(telemetry: Telemetry, { result, maybeSent }: CallEnding): void {
  if (typeof result !== "string") {
    telemetry.count("Allowed", "permitted");
    return;
  }
  if (!maybeSent) telemetry.count("Denied", result);
  if (outcomeOf(result) === "error") telemetry.count("Errors", result);
}
