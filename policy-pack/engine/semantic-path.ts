import { createHash } from "node:crypto";
import { perText } from "./per-text";
import type { Value } from "./value";
import { isObject, isUnknown } from "./value";

/** What a JSON pointer means, whatever the order of lists. */
export interface SemanticPlace {
  /** Keys, and for list items `#` with the Sid, the text or a hash of the item instead of its index. */
  readonly path: string;
  /** The value found there; undefined when there is none. */
  readonly value: Value | undefined;
}

/**
 * Follows a pointer (RFC 6901) through properties and, where a property is JSON text, through the document
 * in it. Keys match whatever their case, as IAM reads them.
 */
export function semanticPlace(root: Value, path: string): SemanticPlace {
  let value: Value | undefined = root;
  let semantic = "";
  const keys = path.split("/").slice(1);
  for (const raw of keys) {
    const key = raw.replaceAll("~1", "/").replaceAll("~0", "~");
    value = opened(value);
    if (Array.isArray(value)) {
      const items: readonly Value[] = value;
      const item = items[Number(key)];
      semantic += `#${itemName(item, items)}`;
      value = item;
      continue;
    }
    // A single statement may stand without a list: the pointer's index then means the statement itself.
    if (/^\d+$/.test(key) && isObject(value) && !Object.hasOwn(value, key)) {
      semantic += `#${itemName(value, [value])}`;
      continue;
    }
    semantic += `/${key}`;
    value = isObject(value) ? own(value, key) : undefined;
  }
  return { path: semantic, value };
}

/** JSON with sorted keys: the same value gives the same text. */
export function canonical(value: Value | undefined): string {
  return JSON.stringify(value ?? null, (_key, item: unknown) =>
    isPlain(item)
      ? Object.fromEntries(Object.entries(item).sort(([left], [right]) => (left < right ? -1 : 1)))
      : item,
  );
}

const isPlain = (item: unknown): item is Readonly<Record<string, unknown>> =>
  typeof item === "object" && item !== null && !Array.isArray(item);

/** The first 16 hexadecimal digits of a SHA-256. */
export function shortHash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}

const opened = (value: Value | undefined): Value | undefined =>
  typeof value === "string" ? parsed(value) : value;

const parsed = perText((text): Value => {
  try {
    return JSON.parse(text) as Value;
  } catch {
    return text;
  }
});

function own(object: Readonly<Record<string, Value>>, key: string): Value | undefined {
  if (Object.hasOwn(object, key)) return object[key];
  const found = Object.keys(object).find((name) => name.toLowerCase() === key.toLowerCase());
  return found === undefined ? undefined : object[found];
}

function itemName(item: Value | undefined, items: readonly Value[]): string {
  if (isObject(item)) {
    const sid = sidOf(item);
    return sid !== undefined && sidsIn(items).get(sid) === 1 ? sid : hashOf(item);
  }
  return typeof item === "string" && !isUnknown(item) ? item : shortHash(canonical(item));
}

function sidOf(item: Readonly<Record<string, Value>>): string | undefined {
  const sid = own(item, "Sid");
  return typeof sid === "string" && sid !== "" && !isUnknown(sid) ? sid : undefined;
}

const counts = new WeakMap<readonly Value[], ReadonlyMap<string, number>>();

/** How often each Sid occurs in a list. */
function sidsIn(items: readonly Value[]): ReadonlyMap<string, number> {
  const known = counts.get(items);
  if (known !== undefined) return known;
  const found = new Map<string, number>();
  for (const item of items) {
    const sid = isObject(item) ? sidOf(item) : undefined;
    if (sid !== undefined) found.set(sid, (found.get(sid) ?? 0) + 1);
  }
  counts.set(items, found);
  return found;
}

const hashes = new WeakMap<Readonly<Record<string, Value>>, string>();

function hashOf(item: Readonly<Record<string, Value>>): string {
  const hash = hashes.get(item) ?? shortHash(canonical(item));
  hashes.set(item, hash);
  return hash;
}
