import type { SecurityEvent } from "./events";

/** Where lines go, for example standard output. */
export interface LineSink {
  /**
   * Writes one line, without its end.
   * @throws when the line could not be written.
   */
  write(line: string): void;
}

/** Counters, each with dimensions from closed sets. */
export type MetricName = "Allowed" | "Denied" | "Errors" | "EngineReloads" | "Refused" | "Replayed";

/** Writes security events and counts. Lines carry the correlation id of the current context. */
export interface Telemetry {
  /**
   * Writes one event as one line. `data` is text of the caller: it is redacted, bounded, and kept under one key.
   * @throws when the sink throws: whoever needs an audit record refuses then.
   */
  record(event: SecurityEvent, data?: Readonly<Record<string, unknown>>): void;
  /**
   * Adds one to a counter. The reason is its only dimension beside the service.
   * @throws when the sink throws.
   */
  count(metric: MetricName, reason: string): void;
}
