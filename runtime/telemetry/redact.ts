import { namesSecret, redacted, redactText } from "./redact-text";

/** How much of a value is kept. */
export interface RedactionLimits {
  /** Characters of one text. */
  readonly text: number;
  /** Entries of one list, map, set or object. */
  readonly entries: number;
  /** Levels of nesting. */
  readonly depth: number;
  /** Characters of everything together. */
  readonly total: number;
}

/** What is left of a record: plain JSON without secrets. */
export interface Redaction {
  /** The record; no object in it has a prototype. */
  readonly value: Readonly<Record<string, unknown>>;
  /** Whether anything was left out for its size. */
  readonly truncated: boolean;
}

/** State of one walk; it lives no longer than the walk. */
interface Walk {
  readonly limits: RedactionLimits;
  readonly above: Set<object>;
  left: number;
  truncated: boolean;
}

/**
 * Plain JSON of any record, without secrets and within limits. Getters of plain objects and `toJSON` are not called.
 * It never throws: what cannot be read is named so.
 */
export function redactRecord(
  record: Readonly<Record<string, unknown>>,
  limits: RedactionLimits,
): Redaction {
  const walk: Walk = { limits, above: new Set(), left: limits.total, truncated: false };
  const visited = visitObject(walk, record);
  return { value: isRecord(visited) ? visited : { value: visited }, truncated: walk.truncated };
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function visit(walk: Walk, value: unknown): unknown {
  walk.left -= costOfValue;
  if (walk.left <= 0) return cut(walk);
  if (typeof value === "string") return textOf(walk, value);
  if (typeof value === "object" && value !== null) return visitObject(walk, value);
  return primitiveOf(walk, value);
}

// Quotes, commas and brackets count too: a thousand empty lists are not nothing.
const costOfValue = 8;

function cut(walk: Walk): string {
  walk.truncated = true;
  return "[cut]";
}

function primitiveOf(walk: Walk, value: unknown): unknown {
  switch (typeof value) {
    case "number":
      return Number.isFinite(value) ? value : String(value);
    case "bigint":
      // Printing one takes time that grows with the square of its length.
      return -largestBigint < value && value < largestBigint ? String(value) : cut(walk);
    case "boolean":
      return value;
    case "symbol":
    case "function":
      return `[${typeof value}]`;
    default:
      return null;
  }
}

const largestBigint = 10n ** 40n;

// Secrets are looked for in more text than is kept, so that cutting cannot hide the end of one.
const lookahead = 4;

function textOf(walk: Walk, text: string, longest = walk.limits.text): string {
  const limit = Math.max(0, Math.min(longest, walk.left));
  const window = longest * lookahead;
  // A run of token characters that the window cuts may be the start of a secret.
  const seen = text.length <= window ? text : text.slice(0, window).replace(tokenAtEnd, "");
  const safe = redactText(seen);
  const kept = safe.slice(0, limit);
  walk.left -= kept.length;
  if (seen.length === text.length && kept.length === safe.length) return kept;
  walk.truncated = true;
  return `${kept}[cut of ${String(text.length)}]`;
}

const tokenAtEnd = /(?<![\w+/=.~%-])[\w+/=.~%-]+$/;

function visitObject(walk: Walk, value: object): unknown {
  if (walk.above.has(value)) return "[cycle]";
  if (walk.above.size >= walk.limits.depth) return cut(walk);
  walk.above.add(value);
  try {
    return builtInOf(walk, value) ?? contentOf(walk, value);
  } catch {
    // A proxy may throw at any touch.
    return "[unreadable]";
  } finally {
    walk.above.delete(value);
  }
}

function builtInOf(walk: Walk, value: object): string | undefined {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "[date]" : value.toISOString();
  if (value instanceof URL) return textOf(walk, value.href);
  const isBinary = ArrayBuffer.isView(value) || value instanceof ArrayBuffer;
  return isBinary ? `[${String(value.byteLength)} bytes]` : undefined;
}

function contentOf(walk: Walk, value: object): unknown {
  if (Array.isArray(value) || value instanceof Set) return listOf(walk, value);
  if (value instanceof Error) return recordOf(walk, partsOfError(value));
  if (value instanceof Map || value instanceof Headers || value instanceof URLSearchParams) {
    return recordOf(walk, value);
  }
  return isPlain(value) ? recordOf(walk, propertiesOf(value)) : "[object]";
}

// Plain objects of other realms have another Object.prototype, which itself has none.
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function* propertiesOf(
  value: object,
  keys: readonly string[] = Object.keys(value),
): Iterable<readonly [string, unknown]> {
  for (const key of keys) {
    const property = Object.getOwnPropertyDescriptor(value, key);
    if (property === undefined) continue;
    yield [key, "value" in property ? property.value : "[getter]"];
  }
}

// Not the stack, which repeats the message, and not what SDKs hang on an error, such as a whole response.
const errorFields = ["name", "message", "code", "cause", "errors"];

function* partsOfError(error: Error): Iterable<readonly [string, unknown]> {
  if (!Object.hasOwn(error, "name")) yield ["name", error.name];
  yield* propertiesOf(error, errorFields);
}

function listOf(walk: Walk, values: Iterable<unknown>): readonly unknown[] {
  const list: unknown[] = [];
  let previous: unknown;
  for (const value of values) {
    if (list.length >= walk.limits.entries || walk.left <= 0) {
      list.push(cut(walk));
      break;
    }
    // Raw headers are lists in which a value follows its name.
    const isSecret = typeof previous === "string" && namesSecret(previous);
    list.push(isSecret ? redacted : visit(walk, value));
    previous = value;
  }
  return list;
}

function recordOf(walk: Walk, entries: Iterable<readonly [unknown, unknown]>): unknown {
  // Without a prototype, so that a key such as __proto__ is a key like any other.
  const record: Record<string, unknown> = { __proto__: null };
  const taken = take(walk, entries);
  // Lists of variables hold pairs such as { name: "TOKEN", value: "..." }.
  const isPairOfSecret = taken.some(
    ([key, value]) =>
      /^(?:name|key)$/i.test(key) && typeof value === "string" && namesSecret(value),
  );
  for (const [key, value] of taken) {
    const isSecret = namesSecret(key) || (isPairOfSecret && /^value$/i.test(key));
    record[textOf(walk, key, maxKeyLength)] = isSecret ? redacted : visit(walk, value);
  }
  return record;
}

function take(walk: Walk, entries: Iterable<readonly [unknown, unknown]>) {
  const taken: (readonly [string, unknown])[] = [];
  for (const [key, value] of entries) {
    if (taken.length >= walk.limits.entries) {
      walk.truncated = true;
      break;
    }
    taken.push([typeof key === "string" ? key : "[object]", value]);
  }
  return taken;
}

const maxKeyLength = 64;
