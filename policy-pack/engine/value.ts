/** A property value as the engine hands it over: JSON, with sentinels where a value is unknown. */
export type Value =
  | null
  | boolean
  | number
  | string
  | readonly Value[]
  | { readonly [key: string]: Value };

/** Properties of a resource, unwrapped from the SDK's throwing proxy. */
export type Properties = Readonly<Record<string, Value>>;

/** What reading a property gives: a value, the place where it became unknown, or nothing. Absent is never unknown. */
export type Reading =
  | { readonly kind: "known"; readonly value: Value }
  | { readonly kind: "unknown"; readonly path: string }
  | { readonly kind: "absent" };

/** The strings that stand for an unknown boolean, number, string, array, asset, archive and object. */
export const unknownSentinels: readonly string[] = [
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
];

const sentinels: ReadonlySet<string> = new Set(unknownSentinels);

/** Whether the value is unknown, or is text that an unknown value is part of. */
export function isUnknown(value: Value | undefined): boolean {
  if (typeof value !== "string" || value.length < 36) return false;
  return sentinels.has(value) || unknownSentinels.some((sentinel) => value.includes(sentinel));
}

/** Whether the value is an object, and not a list. */
export function isObject(value: Value | undefined): value is { readonly [key: string]: Value } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Reads a property by its path. Reading stops at the first unknown value. */
export function read(properties: Properties, ...path: readonly (string | number)[]): Reading {
  let current: Value | undefined = properties;
  for (const [index, key] of path.entries()) {
    current = childOf(current, key);
    if (current === undefined || current === null) return { kind: "absent" };
    if (isUnknown(current)) return { kind: "unknown", path: pointer(path.slice(0, index + 1)) };
  }
  return { kind: "known", value: current };
}

/** A JSON pointer (RFC 6901) of a path. */
export function pointer(path: readonly (string | number)[]): string {
  return path.map((key) => `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

/** The value as a list: a list itself, one value as a list of one, nothing as an empty list. */
export function listOf(value: Value | undefined): readonly Value[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) return [value];
  const items: readonly Value[] = value;
  return items;
}

/** The value as text: text itself, numbers and booleans as written, everything else as JSON. */
export function textOf(value: Value | undefined): string {
  return typeof value === "string" ? value : JSON.stringify(value ?? null);
}

function childOf(value: Value | undefined, key: string | number): Value | undefined {
  if (Array.isArray(value)) {
    const items: readonly Value[] = value;
    return items[Number(key)];
  }
  // Own properties only: a resource may carry keys such as __proto__.
  return isObject(value) && Object.hasOwn(value, key) ? value[String(key)] : undefined;
}

/** The value as a number: numbers, and text that is one. Anything else is not a number. */
export function numberOf(value: Value | undefined): number {
  if (typeof value === "number") return value;
  return typeof value === "string" && value.trim() !== "" ? Number(value) : Number.NaN;
}
