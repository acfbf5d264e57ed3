import type { RawHeaders } from "./single-header";

/** Who sent a request, as the transport proves it; or why that is not known. */
export type CallerIdentity =
  | { readonly ok: true; readonly service: string }
  | { readonly ok: false; readonly reason: "identity-missing" | "identity-unknown" };

/** Reads the caller from what the transport proves. Which way is used is configured, never chosen by a request. */
export interface CallerIdentityReader {
  /** The caller of a request. Never throws: what cannot be verified is unknown. */
  identify(headers: RawHeaders): Promise<CallerIdentity>;
}
