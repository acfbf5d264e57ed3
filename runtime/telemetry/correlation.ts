import { AsyncLocalStorage } from "node:async_hooks";
import { randomUUID } from "node:crypto";

/** Ids that tie the log lines of one chain of calls together. */
export interface Correlation {
  /** Correlation id, `^[A-Za-z0-9_-]{8,64}$`. */
  readonly id: string;
  /** Where it comes from: the caller, made because the caller's was invalid, or made because there was none. */
  readonly origin: "caller" | "replaced" | "made";
  /** W3C `traceparent` of the caller, when it sent a valid one. */
  readonly traceparent?: string | undefined;
}

const storage = new AsyncLocalStorage<Correlation>();

const validId = /^[A-Za-z0-9_-]{8,64}$/;
const validTraceparent = /^00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}$/;

/**
 * Takes over a caller's correlation id when it is valid, or the trace id of its `traceparent`; makes one otherwise.
 * A value that is not valid is never kept, not even for a log.
 */
export function acceptCorrelation(id: string | undefined, traceparent?: string): Correlation {
  const trace = validTrace(traceparent);
  const kept = trace === undefined ? {} : { traceparent: trace.traceparent };
  if (id !== undefined && validId.test(id)) return { id, origin: "caller", ...kept };
  if (id === undefined && trace !== undefined) {
    return { id: trace.traceId, origin: "caller", ...kept };
  }
  return { id: randomUUID(), origin: id === undefined ? "made" : "replaced", ...kept };
}

function validTrace(traceparent: string | undefined) {
  const match = traceparent === undefined ? null : validTraceparent.exec(traceparent);
  if (match === null) return undefined;
  const [whole, traceId = "", parentId = ""] = match;
  const zero = /^0+$/;
  return zero.test(traceId) || zero.test(parentId) ? undefined : { traceparent: whole, traceId };
}

/** Runs `work` with its own correlation: whatever it starts, awaits or schedules sees this one. */
export function withCorrelation<Result>(correlation: Correlation, work: () => Result): Result {
  return storage.run(correlation, work);
}

/** The correlation of the current context; outside any context a new one, never another request's. */
export function currentCorrelation(): Correlation {
  return storage.getStore() ?? acceptCorrelation(undefined);
}
