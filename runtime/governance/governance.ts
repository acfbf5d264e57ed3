import { randomUUID } from "node:crypto";
import { isRetryable } from "../reasons";
import { withDeadline } from "../request/deadline";
import { acceptCorrelation, currentCorrelation, withCorrelation } from "../telemetry/correlation";
import type { Telemetry } from "../telemetry/telemetry";
import type { DecisionAnswer } from "./answer";
import { audited } from "./audit";
import { type Decision, decide } from "./decide";
import { type RequestRead, readDecisionRequest, unbound } from "./decision-request";
import { type DecisionSources, type Findings, gather, noFindings } from "./gather";
import type { TransportIdentity } from "./identity";
import { createLifecycle } from "./lifecycle";
import { type PolicySource, prepare } from "./readiness";

/** What governance decides with. None of it can turn a failure into an allow. */
export interface GovernanceOptions extends PolicySource, DecisionSources {
  /** Where decisions are recorded. */
  readonly telemetry: Telemetry;
  /** Makes ids of decisions, unique and at most 64 characters. @default randomUUID */
  readonly newId?: () => string;
  /** Time for one decision, in milliseconds; what is not known by then is refused. @default 700 */
  readonly deadlineMilliseconds?: number;
}

/** A question, as a transport delivers it. */
export interface AskedDecision {
  /** Body as it came, text or bytes; anything else is refused. */
  readonly body: unknown;
  /**
   * Whether the body is what the caller wrote. `rewritten` says that somebody parsed it before, so that duplicate
   * keys can no longer be seen; nothing can be bound to it then. @default original
   */
  readonly form?: "original" | "rewritten";
  /** Whom the transport verified; undefined when nobody. */
  readonly identity: TransportIdentity | undefined;
  /** Correlation that came beside the body; one in the body comes first. */
  readonly correlation?: {
    readonly id?: string | undefined;
    readonly traceparent?: string | undefined;
  };
}

/** Decides calls before they are made. */
export interface Governance {
  /** Whether it decides at all; when false, every question is refused as `not-ready`. */
  readonly isReady: boolean;
  /** Decides a question. It never throws, and leaves one audit record for each. */
  handle(asked: AskedDecision): Promise<DecisionAnswer>;
  /** Tests itself and records that it is alive; false when it is not. Never throws. */
  heartbeat(): boolean;
}

const defaultDeadlineMilliseconds = 700;

/** Makes governance ready, or not ready for good, and records which. Takes as long as loading the engine. */
export function createGovernance(options: GovernanceOptions): Governance {
  const ready = prepare(options);
  const lifecycle = createLifecycle(options.telemetry, ready);
  const { telemetry, clock, newId = randomUUID } = options;
  const { deadlineMilliseconds = defaultDeadlineMilliseconds } = options;
  lifecycle.started();
  lifecycle.noticeReloads();

  async function answer(asked: AskedDecision, read: RequestRead): Promise<DecisionAnswer> {
    const startedAt = clock();
    const decisionId = newId();
    const findings = noFindings();
    if (ready === undefined) findings.evidence.examination = "not-ready";
    else {
      const work = () =>
        gather({ sources: options, ready, findings, decisionId }, { ...asked, read });
      // What fails or is late leaves evidence missing, and so a refusal.
      await withDeadline(deadlineMilliseconds, work).catch(() => undefined);
    }
    const { facts, data, receipt } = findings;
    const reached = decide(findings.evidence);
    lifecycle.noticeReloads();
    const decision = audited(telemetry, reached, {
      decisionId,
      policyDigest: ready?.digest,
      facts,
      data,
      durationMilliseconds: Math.max(0, clock() - startedAt),
    });
    return answerOf(decision, { decisionId, facts, receipt, policyDigest: ready?.digest });
  }

  return {
    isReady: ready !== undefined,
    heartbeat: () => lifecycle.heartbeat(),
    handle(asked) {
      const whole = readDecisionRequest(asked.body);
      const read = asked.form === "rewritten" ? unbound(whole) : whole;
      const { id, traceparent } = asked.correlation ?? {};
      const correlation = acceptCorrelation(read.correlationId ?? id, traceparent);
      return withCorrelation(correlation, () => answer(asked, read));
    },
  };
}

function answerOf(
  decision: Decision,
  {
    decisionId,
    facts: { requestDigest },
    receipt,
    policyDigest,
  }: Pick<Findings, "facts" | "receipt"> & {
    readonly decisionId: string;
    readonly policyDigest: string | undefined;
  },
): DecisionAnswer {
  return {
    allowed: decision.allowed,
    reason: decision.allowed ? "permitted" : decision.reason,
    decisionId,
    correlationId: currentCorrelation().id,
    ...(requestDigest !== undefined && { requestDigest }),
    ...(policyDigest !== undefined && { policyDigest }),
    ...(decision.allowed && receipt !== undefined && { receipt }),
    retryable: !decision.allowed && isRetryable(decision.reason),
  };
}
