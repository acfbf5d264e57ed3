import { headerNames } from "./headers";

/** Headers of a call as its caller gives them. */
export interface OutgoingHeaders {
  /** Headers that are signed, by lower-case name. */
  readonly signed: Readonly<Record<string, string>>;
  /** Trace context: sent, but not signed, because instrumentation rewrites it on the way. */
  readonly unsigned: Readonly<Record<string, string>>;
}

const maxBytes = 8192;
const traceHeaders: ReadonlySet<string> = new Set(["traceparent", "tracestate"]);
const validName = /^[a-z0-9!#$%&'*+.^_`|~-]+$/;
/** No blank at either end: HTTP clients drop it, and the signature would not match. */
const validValue = /^[!-~]([ -~]*[!-~])?$/;

/** Set by the governed call, by the HTTP client, or by what stands between: never by the program. */
const reserved: ReadonlySet<string> = new Set([
  ...Object.values(headerNames),
  ...["authorization", "host", "date", "content-length", "transfer-encoding", "connection"],
  ...["keep-alive", "te", "trailer", "upgrade", "expect", "max-forwards", "forwarded", "via"],
  // The signer leaves these out, so that anyone could change them on the way.
  ...["cache-control", "from", "pragma", "referer", "user-agent", "__proto__"],
]);
const reservedPrefix = /^(x-amz|x-forwarded-|proxy-|sec-)/;

/**
 * Sorts a program's own headers into those to sign and the trace context. Undefined when one of them is not the
 * program's to set, is no valid header, is there twice, or all of them exceed 8 KiB.
 */
export function sortHeaders(
  headers: Readonly<Record<string, string>>,
): OutgoingHeaders | undefined {
  const entries = Object.entries(headers).map(
    ([name, value]) => [name.toLowerCase(), value] as const,
  );
  const bytes = entries.reduce((sum, [name, value]) => sum + name.length + value.length, 0);
  const names = new Set(entries.map(([name]) => name));
  const isRefused = names.size !== entries.length || bytes > maxBytes;
  if (isRefused || !entries.every(isOwn)) return undefined;
  return {
    signed: Object.fromEntries(entries.filter(([name]) => !traceHeaders.has(name))),
    unsigned: Object.fromEntries(entries.filter(([name]) => traceHeaders.has(name))),
  };
}

const isOwn = ([name, value]: readonly [string, unknown]): boolean =>
  typeof value === "string" &&
  validName.test(name) &&
  validValue.test(value) &&
  !reserved.has(name) &&
  !reservedPrefix.test(name);
