import { AsyncLocalStorage } from "node:async_hooks";
import { randomUUID } from "node:crypto";
import { shortId } from "../formats";
import { redactName } from "./redact-text";
import {
  acceptTracestate,
  formatTraceparent,
  parseTraceparent,
  type TracedCorrelation,
} from "./trace-context";

/** Ids that tie the log lines of one chain of calls together. */
export interface Correlation extends TracedCorrelation {
  /** Where it comes from: the caller, made because the caller's was invalid, or made because there was none. */
  readonly origin: "caller" | "replaced" | "made";
  /** W3C `tracestate` of the caller, when it sent a valid one beside a valid `traceparent`; for outgoing calls only. */
  readonly tracestate?: string | undefined;
}

const storage = new AsyncLocalStorage<Correlation>();

/** Whether a text may be a correlation id: of the right shape, and nothing that looks like a secret. */
export const isCorrelationId = (text: string): boolean =>
  shortId.test(text) && redactName(text) === text;

/**
 * Takes over a caller's correlation id when it is valid, or the trace id of its `traceparent`; makes one otherwise.
 * A value that is not valid is never kept, not even for a log.
 */
export function acceptCorrelation(
  id: string | undefined,
  traceparent?: string,
  tracestate?: string,
): Correlation {
  const trace = parseTraceparent(traceparent);
  const state = acceptTracestate(tracestate);
  const kept = trace && {
    traceparent: formatTraceparent(trace),
    ...(state !== undefined && { tracestate: state }),
  };
  if (id !== undefined && isCorrelationId(id)) return { id, origin: "caller", ...kept };
  if (id === undefined && trace !== undefined) {
    return { id: trace.traceId, origin: "caller", ...kept };
  }
  return { id: randomUUID(), origin: id === undefined ? "made" : "replaced", ...kept };
}

/** Runs `work` with its own correlation: whatever it starts, awaits or schedules sees this one. */
export function withCorrelation<Result>(correlation: Correlation, work: () => Result): Result {
  return storage.run(correlation, work);
}

/**
 * Ties a function to the correlation of the moment, for listeners: what an emitter calls sees the correlation of
 * whoever emits, which on a shared connection is another request's.
 */
export function bindCorrelation<Args extends readonly unknown[], Result>(
  work: (...args: Args) => Result,
): (...args: Args) => Result {
  const correlation = currentCorrelation();
  return (...args) => storage.run(correlation, () => work(...args));
}

/** The correlation of the current context; outside any context a new one, never another request's. */
export function currentCorrelation(): Correlation {
  return storage.getStore() ?? acceptCorrelation(undefined);
}
