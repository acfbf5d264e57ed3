import { setTimeout as sleep } from "node:timers/promises";
import type { Clock } from "../clock";
import { isRetryable, type RefusalReason } from "../reasons";
import { type Correlation, currentCorrelation, withCorrelation } from "../telemetry/correlation";
import type { Telemetry } from "../telemetry/telemetry";
import { nextTraceparent } from "../telemetry/trace-context";
import { type AttemptMeans, type CallEnding, type CallLimits, makeAttempts } from "./attempts";
import { recordCall } from "./call-record";
import { type CircuitOptions, createCircuit } from "./circuit";
import type { DecisionPoint } from "./decision-client";
import { type CallRequest, type FrozenCall, freezeCall } from "./freeze-call";
import { createGovernanceClient } from "./governance-client";
import type { CallResponse, Fetch } from "./send";
import { createAllowList, type Target } from "./targets";

/** What a service needs to make governed calls. */
export interface GovernedCallerOptions
  extends Pick<AttemptMeans, "credentialsFor" | "identityTokenFor"> {
  /** The service's own name. */
  readonly service: string;
  /** The only places it may call. */
  readonly targets: readonly Target[];
  /** Way to governance. */
  readonly decisionPoint: DecisionPoint;
  /** Where events and counts go. */
  readonly telemetry: Telemetry;
  /** The time. */
  readonly clock: Clock;
  /** HTTP client. @default - the global `fetch` */
  readonly fetch?: Fetch;
  /** Limits that differ from their defaults. @default - none */
  readonly limits?: Partial<CallLimits>;
  /** When the circuit before governance opens. @default - that of createCircuit */
  readonly circuit?: Omit<CircuitOptions, "clock">;
  /** Waits before a retry. @default - a timer */
  readonly wait?: AttemptMeans["wait"];
  /** Jitter of retries, from 0 up to 1. @default - Math.random */
  readonly random?: () => number;
}

interface ResultFacts {
  /** Correlation id of the call. */
  readonly correlationId: string;
  /** Id of the decision, when there was one. */
  readonly decisionId?: string | undefined;
  /** Requests that were sent, or tried to be. */
  readonly attempts: number;
}

/** What a governed call comes to. */
export type GovernedCallResult =
  | (ResultFacts & {
      readonly outcome: "sent";
      /** The callee's answer, whatever its status. */
      readonly response: CallResponse;
    })
  | (ResultFacts & {
      readonly outcome: "refused";
      /** Why there is no answer. */
      readonly reason: RefusalReason;
      /** Whether the same call may succeed later. */
      readonly retryable: boolean;
      /** Whether the callee may have worked on it all the same. */
      readonly maybeSent: boolean;
    });

/** Makes calls that were decided first. */
export interface GovernedCaller {
  /** Makes one call, or refuses it. Never throws: every outcome is a result and exactly one `call.completed` event. */
  call(request: CallRequest): Promise<GovernedCallResult>;
}

const defaultLimits: CallLimits = {
  decisionMilliseconds: 800,
  attemptMilliseconds: 10_000,
  totalMilliseconds: 20_000,
  maxRetries: 2,
  backoffMilliseconds: 50,
  receiptReuseMilliseconds: 15_000,
  maxBodyBytes: 1_048_576,
  maxResponseBytes: 1_048_576,
};

/**
 * The one way to call another service: fixes the call, has it decided, signs it, sends it, and records it.
 * @throws when a target is not valid.
 */
export function createGovernedCaller(options: GovernedCallerOptions): GovernedCaller {
  const { service, clock, telemetry } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const findTarget = createAllowList(options.targets);
  const circuit = createCircuit({ ...options.circuit, clock });
  const ask = createGovernanceClient({ service, point: options.decisionPoint, circuit });
  const means = { fetch, wait: sleep, random: Math.random, ...options, ask, limits };

  const run = async (request: CallRequest, correlation: Correlation) => {
    const started = clock();
    const frozen = freezeCall(request, { findTarget, maxBodyBytes: limits.maxBodyBytes });
    const ending: CallEnding =
      typeof frozen === "string"
        ? { result: frozen, attempts: 0, maybeSent: false }
        : await makeAttempts(traced(frozen, correlation), correlation.id, means);
    const call = typeof frozen === "string" ? undefined : frozen;
    const milliseconds = clock() - started;
    const isRecorded = recordCall(telemetry, { service, request, call, ending, milliseconds });
    return resultOf(ending, correlation.id, isRecorded);
  };

  return {
    call(request) {
      const correlation = currentCorrelation();
      return withCorrelation(correlation, () => run(request, correlation));
    },
  };
}

/** Passes the trace context on, unless the program sends its own. */
function traced(call: FrozenCall, correlation: Correlation): FrozenCall {
  const { signed, unsigned } = call.headers;
  if (unsigned["traceparent"] !== undefined) return call;
  const traceparent = nextTraceparent(correlation);
  const { tracestate } = correlation;
  const state = tracestate === undefined ? {} : { tracestate };
  return { ...call, headers: { signed, unsigned: { traceparent, ...state, ...unsigned } } };
}

function resultOf(
  { result, attempts, maybeSent, decisionId }: CallEnding,
  correlationId: string,
  isRecorded: boolean,
): GovernedCallResult {
  const facts = { correlationId, decisionId, attempts };
  if (typeof result !== "string" && isRecorded)
    return { outcome: "sent", response: result, ...facts };
  // An answer that nobody can account for is not given out.
  const reason = typeof result === "string" ? result : "audit-failed";
  return { outcome: "refused", reason, retryable: isRetryable(reason), maybeSent, ...facts };
}
