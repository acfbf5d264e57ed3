import type { ServerResponse } from "node:http";
import { headerNames } from "../../runtime/request/headers";
import type { HttpAnswer } from "./answer";

/** An answer on its way out. */
interface Outgoing {
  readonly answer: HttpAnswer;
  readonly correlationId: string;
  /** Whether the connection ends with this answer. */
  readonly isLast: boolean;
}

const fixedHeaders = {
  "content-type": "application/json",
  "cache-control": "no-store",
  "x-content-type-options": "nosniff",
} as const;

/** Writes an answer. */
export function respond(
  response: ServerResponse,
  { answer, correlationId, isLast }: Outgoing,
): void {
  const { status, body, retryAfterSeconds } = answer;
  const bytes = Buffer.from(JSON.stringify({ ...body, correlationId }));
  response.writeHead(status, {
    ...fixedHeaders,
    "content-length": String(bytes.length),
    [headerNames.correlationId]: correlationId,
    ...(retryAfterSeconds !== undefined && { "retry-after": String(retryAfterSeconds) }),
    ...(isLast && { connection: "close" }),
  });
  response.end(bytes);
}

const reasonPhrases = {
  400: "Bad Request",
  408: "Request Timeout",
  431: "Request Header Fields Too Large",
} as const;

/** Status of a request that could not be parsed. */
export type UnparsedStatus = keyof typeof reasonPhrases;

/** Status for what Node says about bytes that are no request; undefined when nobody is there to be answered. */
export function unparsedStatus(error: Error): UnparsedStatus | undefined {
  const code = "code" in error ? error.code : undefined;
  if (code === "ECONNRESET" || code === "EPIPE") return undefined;
  if (code === "ERR_HTTP_REQUEST_TIMEOUT") return 408;
  return code === "HPE_HEADER_OVERFLOW" ? 431 : 400;
}

/** The bytes of an answer to what is no request; the connection ends with it. */
export function unparsedAnswer(status: UnparsedStatus, correlationId: string): string {
  const phrase = reasonPhrases[status];
  const body = JSON.stringify({ error: phrase.toLowerCase().replaceAll(" ", "-"), correlationId });
  const headers = Object.entries({
    ...fixedHeaders,
    "content-length": String(body.length),
    [headerNames.correlationId]: correlationId,
    connection: "close",
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${String(status)} ${phrase}\r\n${headers.join("")}\r\n${body}`;
}
