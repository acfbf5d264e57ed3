import { withDeadline } from "./deadline";

/** The part of an HTTP client that a governed call needs; the global `fetch` is one. */
export type Fetch = (url: string, init: FetchInit) => Promise<FetchResponse>;

/** What a request is sent with. */
export interface FetchInit {
  /** HTTP method. */
  readonly method: string;
  /** Headers by lower-case name. */
  readonly headers: Record<string, string>;
  /** Body. */
  readonly body?: Uint8Array<ArrayBuffer>;
  /** A redirect fails: signature and receipt are for one origin. */
  readonly redirect: "error";
  /** Ends the request, the reading of its body included. */
  readonly signal: AbortSignal;
}

/** What comes back. */
export interface FetchResponse {
  /** HTTP status. */
  readonly status: number;
  /** Headers. */
  readonly headers: Iterable<readonly [string, string]>;
  /** Body. */
  readonly body: AsyncIterable<Uint8Array> | null;
}

/** An answer that was read to its end. */
export interface CallResponse {
  /** HTTP status. */
  readonly status: number;
  /** Headers by lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  /** Body. */
  readonly body: Uint8Array;
}

/** How sending went. */
export type SendOutcome =
  | { readonly kind: "answered"; readonly response: CallResponse }
  /** No byte of it has reached anyone. */
  | { readonly kind: "never-sent" }
  /** The callee may have worked on it. */
  | { readonly kind: "maybe-sent" }
  /** The answer is one that must not be taken: a redirect, or too long. */
  | { readonly kind: "answer-refused"; readonly reason: "target-refused" | "target-unavailable" };

/** Limits of one attempt. */
export interface SendLimits {
  /** Milliseconds for the request and the whole answer. */
  readonly milliseconds: number;
  /** Longest answer that is read, in bytes. */
  readonly maxResponseBytes: number;
}

class OversizeError extends Error {}

/** Errors of connecting, of Node and of undici: no request has been written before a connection is there. */
const notConnected: ReadonlySet<string> = new Set([
  ...["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"],
  "UND_ERR_CONNECT_TIMEOUT",
]);

/** Sends one request and reads its whole answer, within the limits. Never throws. */
export async function send(
  fetch: Fetch,
  { url, ...request }: Omit<FetchInit, "redirect" | "signal"> & { readonly url: string },
  { milliseconds, maxResponseBytes }: SendLimits,
): Promise<SendOutcome> {
  try {
    const response = await withDeadline(milliseconds, async (signal) => {
      const { status, headers, body } = await fetch(url, { ...request, redirect: "error", signal });
      return {
        status,
        headers: Object.fromEntries(headers),
        body: await readAll(body, maxResponseBytes),
      };
    });
    return { kind: "answered", response };
  } catch (error) {
    return outcomeOfError(error);
  }
}

async function readAll(body: AsyncIterable<Uint8Array> | null, maxBytes: number) {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body ?? []) {
    bytes += chunk.length;
    // Leaving the loop cancels the body, and with it the connection.
    if (bytes > maxBytes) throw new OversizeError();
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

function outcomeOfError(error: unknown): SendOutcome {
  if (error instanceof OversizeError) {
    return { kind: "answer-refused", reason: "target-unavailable" };
  }
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  if (cause instanceof Error && cause.message === "unexpected redirect") {
    return { kind: "answer-refused", reason: "target-refused" };
  }
  // Several addresses were tried: each of the attempts must have failed to connect.
  const errors: readonly unknown[] = cause instanceof AggregateError ? cause.errors : [cause];
  const isNeverSent = errors.length > 0 && errors.every((each) => notConnected.has(codeOf(each)));
  return { kind: isNeverSent ? "never-sent" : "maybe-sent" };
}

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
