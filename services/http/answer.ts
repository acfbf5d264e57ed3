import type { Correlation } from "../../runtime/telemetry/correlation";

/** A request that was read to its end. */
export interface HttpRequest {
  /** HTTP method. */
  readonly method: string;
  /** Request target as received: path and query, still encoded. */
  readonly rawPath: string;
  /** Headers as received, names and values in turn. */
  readonly rawHeaders: readonly string[];
  /** Body. */
  readonly body: Uint8Array;
  /** Correlation of the request; the current one while it is handled. */
  readonly correlation: Correlation;
}

/** What is answered: always JSON. */
export interface HttpAnswer {
  /** HTTP status. */
  readonly status: number;
  /** Body; the correlation id is added. Nothing of the request or of an error belongs in it. */
  readonly body: Readonly<Record<string, unknown>>;
  /** Seconds after which the same request may succeed. @default - no such hint */
  readonly retryAfterSeconds?: number;
}

/** Works on one request. What it throws is answered with status 500 and nothing else. */
export type HttpHandler = (request: HttpRequest) => Promise<HttpAnswer>;

/** An answer that only says what went wrong, by a code. */
export const failed = (status: number, error: string): HttpAnswer => ({ status, body: { error } });
