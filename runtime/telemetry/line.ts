import { type CheckedEvent, checkEvent } from "./checked-event";
import { type Correlation, isCorrelationId } from "./correlation";
import { eventSchemaVersion, type SecurityEvent } from "./events";
import { type Redaction, type RedactionLimits, redactRecord } from "./redact";
import { redactName } from "./redact-text";
import { traceIdOf, xrayTraceId } from "./trace-context";

/** Longest line, in bytes of UTF-8, without its end. */
export const maxLineBytes = 16 * 1024;

/** What a line is made of. */
export interface LineParts {
  /** The event. */
  readonly event: SecurityEvent;
  /** Text of the caller. */
  readonly data?: Readonly<Record<string, unknown>> | undefined;
  /** Service that writes. */
  readonly service: string;
  /** Milliseconds since the epoch. */
  readonly time: number;
  /** Correlation of the current context. */
  readonly correlation: Correlation;
}

/** How much of an event and of its data is kept. */
interface LineLimits {
  /** Characters of a field, and entries of one that is a list. */
  readonly field: { readonly text: number; readonly entries: number };
  readonly data: RedactionLimits | undefined;
}

// From generous to what fits with every character escaped: the last is never too long.
const attempts: readonly LineLimits[] = [
  {
    field: { text: 200, entries: 32 },
    data: { text: 1_024, entries: 64, depth: 6, total: 8_000 },
  },
  {
    field: { text: 200, entries: 8 },
    data: { text: 256, entries: 16, depth: 3, total: 800 },
  },
  { field: { text: 64, entries: 8 }, data: undefined },
];

/**
 * One line of JSON for an event, of at most `maxLineBytes`. The keys of its root are fixed; what the caller sent is
 * under `data` alone, which comes last. `truncated` says that something was left out.
 * @throws TypeError when the event is none of ours, which only a mistake in our own code can cause.
 */
export function eventLine(parts: LineParts): string {
  const checked = checkEvent(parts.event);
  let line = "";
  for (const limits of attempts) {
    line = escapeInvisible(JSON.stringify(rootOf(parts, checked, limits)));
    if (Buffer.byteLength(line) <= maxLineBytes) break;
  }
  return line;
}

function rootOf(parts: LineParts, checked: CheckedEvent, limits: LineLimits) {
  const fields = keptFields(checked, limits);
  const data = keptData(parts, limits);
  const isTruncated = fields.truncated || data.truncated === true;
  return {
    level: checked.level,
    message: checked.message,
    timestamp: new Date(parts.time).toISOString(),
    service: parts.service,
    ...idsOf(parts.correlation),
    schema_version: eventSchemaVersion,
    ...fields.value,
    ...(checked.invalidFields.length > 0 && { invalid_fields: checked.invalidFields }),
    ...(isTruncated && { truncated: true }),
    ...(data.value && { data: data.value }),
  };
}

function idsOf(correlation: Correlation) {
  const traceId = traceIdOf(correlation);
  return {
    // Correlations are made by acceptCorrelation; one that is not must not become a way for text to get in.
    correlation_id: isCorrelationId(correlation.id) ? correlation.id : "invalid",
    correlation_origin: correlation.origin,
    ...(traceId !== undefined && { trace_id: traceId, xray_trace_id: xrayTraceId(traceId) }),
  };
}

// Names of the estate may contain words such as "token": only what has a secret's own shape is taken out of them.
function keptFields({ fields }: CheckedEvent, { field }: LineLimits): Redaction {
  let truncated = false;
  const keep = (value: unknown): unknown => {
    if (Array.isArray(value)) {
      truncated ||= value.length > field.entries;
      return value.slice(0, field.entries).map(keep);
    }
    if (typeof value !== "string") return value;
    truncated ||= value.length > field.text;
    return redactName(value).slice(0, field.text);
  };
  const kept = Object.entries(fields).map(([name, value]) => [name, keep(value)] as const);
  return { value: Object.fromEntries(kept), truncated };
}

function keptData({ data }: LineParts, limits: LineLimits): Partial<Redaction> {
  if (data === undefined) return {};
  return limits.data === undefined ? { truncated: true } : redactRecord(data, limits.data);
}

// JSON leaves these as they are, but some readers end a line at them, obey them, or cannot show them.
const invisible = /[\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

const escapeInvisible = (line: string): string =>
  line.replace(
    invisible,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
