import type { ServerOptions } from "node:https";

/** What a server takes before it refuses. */
export interface HttpLimits {
  /** Longest body, in bytes. @default 65536 */
  readonly maxBodyBytes?: number;
  /** Longest request line with all headers, in bytes. @default 16384 */
  readonly maxHeaderBytes?: number;
  /** Milliseconds for all headers to arrive. @default 5000 */
  readonly headersMilliseconds?: number;
  /** Milliseconds for the whole request to arrive. @default 10000 */
  readonly requestMilliseconds?: number;
  /** Milliseconds that a connection is kept without a request. VPC Lattice ends idle ones after 60 s. @default 65000 */
  readonly idleMilliseconds?: number;
  /** Connections at the same time. @default 1024 */
  readonly maxConnections?: number;
  /** Milliseconds for requests under way to end after `close`. @default 10000 */
  readonly graceMilliseconds?: number;
}

const defaultLimits: Required<HttpLimits> = {
  maxBodyBytes: 65_536,
  maxHeaderBytes: 16_384,
  headersMilliseconds: 5000,
  requestMilliseconds: 10_000,
  idleMilliseconds: 65_000,
  maxConnections: 1024,
  graceMilliseconds: 10_000,
};

/** Limits with those that were not given at their defaults. */
export const withDefaults = (limits: HttpLimits = {}): Required<HttpLimits> => ({
  ...defaultLimits,
  ...limits,
});

/** The limits as Node's server takes them. */
export function serverLimits(limits: Required<HttpLimits>): ServerOptions {
  return {
    minVersion: "TLSv1.2",
    maxHeaderSize: limits.maxHeaderBytes,
    headersTimeout: limits.headersMilliseconds,
    requestTimeout: limits.requestMilliseconds,
    handshakeTimeout: limits.headersMilliseconds,
    keepAliveTimeout: limits.idleMilliseconds,
    // Node looks for requests that take too long only this often.
    connectionsCheckingInterval: Math.min(1000, limits.headersMilliseconds),
    insecureHTTPParser: false,
    // The router refuses requests without a host, so that they are recorded and answered like others.
    requireHostHeader: false,
  };
}
