import { createHash, randomBytes } from "node:crypto";

/** A correlation as far as traces go. */
export interface TracedCorrelation {
  /** Correlation id. */
  readonly id: string;
  /** W3C `traceparent` of the caller, when it sent a valid one; always of version 00. */
  readonly traceparent?: string | undefined;
}

/** A `traceparent`, taken apart. */
export interface TraceParent {
  /** Id of the trace, 32 lower-case hexadecimal digits, not all zero. */
  readonly traceId: string;
  /** Id of the caller's span, 16 lower-case hexadecimal digits, not all zero. */
  readonly parentId: string;
  /** Whether the caller may have recorded its span. */
  readonly sampled: boolean;
}

// Versions after 00 may append fields; ff is no version (W3C Trace Context, "Versioning of traceparent").
const traceparentShape =
  /^(?:00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})|(?!00|ff)[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(?:-[!-~]{0,256})?)$/;

/** Reads a `traceparent` header; undefined when there is none that is valid. */
export function parseTraceparent(header: string | undefined): TraceParent | undefined {
  const match = header === undefined ? null : traceparentShape.exec(header);
  if (match === null) return undefined;
  const [traceId = "", parentId = "", flags = ""] = match.slice(1).filter(Boolean);
  if (/^0+$/.test(traceId) || /^0+$/.test(parentId)) return undefined;
  return { traceId, parentId, sampled: (Number.parseInt(flags, 16) & 1) === 1 };
}

/** Writes a `traceparent` of version 00. */
export const formatTraceparent = ({ traceId, parentId, sampled }: TraceParent): string =>
  `00-${traceId}-${parentId}-${sampled ? "01" : "00"}`;

/**
 * The `traceparent` for a call that goes out: the caller's trace and its sampling, a new parent id. Without a trace
 * the id is made from the correlation id, the same for every call of one correlation.
 */
export function nextTraceparent(correlation: TracedCorrelation, random = randomBytes): string {
  const parent = parseTraceparent(correlation.traceparent);
  const traceId = parent?.traceId ?? derivedTraceId(correlation.id);
  return formatTraceparent({
    traceId,
    parentId: newParentId(random),
    sampled: parent?.sampled ?? false,
  });
}

function newParentId(random: (size: number) => Buffer): string {
  const id = random(8).toString("hex");
  return /^0+$/.test(id) ? "0000000000000001" : id;
}

function derivedTraceId(correlationId: string): string {
  return createHash("sha256").update(correlationId, "utf8").digest("hex").slice(0, 32);
}

/** Id of the trace that a correlation belongs to, if its caller sent one. */
export const traceIdOf = ({ traceparent }: TracedCorrelation): string | undefined =>
  parseTraceparent(traceparent)?.traceId;

/** The same id as X-Ray writes it. */
export const xrayTraceId = (traceId: string): string =>
  `1-${traceId.slice(0, 8)}-${traceId.slice(8)}`;

const xrayHeader =
  /^Root=1-([0-9a-f]{8})-([0-9a-f]{24});Parent=([0-9a-f]{16})(?:;Sampled=([01]))?(?:;[!-~]{0,256})?$/;

/** The `traceparent` that an `X-Amzn-Trace-Id` header of Lambda or a load balancer stands for, if it is complete. */
export function traceparentOfXray(header: string | undefined): string | undefined {
  const [, time, unique, parentId = "", sampled] =
    (header === undefined ? null : xrayHeader.exec(header)) ?? [];
  if (time === undefined || unique === undefined) return undefined;
  return formatTraceparent({ traceId: time + unique, parentId, sampled: sampled === "1" });
}

const maxTracestateLength = 512;
const member = String.raw`[a-z0-9][a-z0-9_*/@-]{0,255}=[ -+\--<>-~]{0,255}[!-+\--<>-~]`;
const tracestateShape = new RegExp(String.raw`^${member}(?:[ \t]?,[ \t]?${member}){0,31}$`);

/** A `tracestate` header that may be passed on: well-formed, at most 512 characters and 32 members. */
export function acceptTracestate(header: string | undefined): string | undefined {
  if (header === undefined || header.length > maxTracestateLength) return undefined;
  return tracestateShape.test(header) ? header : undefined;
}
