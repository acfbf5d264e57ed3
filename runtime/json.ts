/** An object of JSON. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** What JSON text holds; undefined when it is none, so that no message repeats it. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A value as an object of JSON; undefined when it is none. */
export function objectOf(value: unknown): JsonObject | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  return Object.fromEntries(Object.entries(value));
}

/** The value at a path of own fields; undefined when there is none. */
export function fieldAt(value: unknown, ...path: readonly string[]): unknown {
  let current = value;
  for (const key of path) {
    const object = objectOf(current);
    if (object === undefined || !Object.hasOwn(object, key)) return undefined;
    current = object[key];
  }
  return current;
}

/** Text at a path of own fields; undefined when there is none. */
export function textAt(value: unknown, ...path: readonly string[]): string | undefined {
  const found = fieldAt(value, ...path);
  return typeof found === "string" ? found : undefined;
}

/** Whether two texts hold the same JSON, whatever the order of keys and the white space. */
export function isSameJson(one: string, other: string): boolean {
  if (one === other) return true;
  const [first, second] = [jsonOf(one), jsonOf(other)];
  return first !== undefined && second !== undefined && canonical(first) === canonical(second);
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  const object = objectOf(value);
  if (object === undefined) return JSON.stringify(value);
  const fields = Object.keys(object)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(object[key])}`);
  return `{${fields.join(",")}}`;
}
