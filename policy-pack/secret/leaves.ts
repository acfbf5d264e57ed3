import { isObject, isUnknown, type Value } from "../engine/value";

/** A value with its place. */
export interface Leaf {
  /** Keys and indexes from the resource's properties on. */
  readonly path: readonly (string | number)[];
  /** What is there. */
  readonly value: Value;
}

/** Every leaf below a value. JSON in text is not opened. */
export function leavesOf(value: Value, path: Leaf["path"] = []): readonly Leaf[] {
  if (!isContainer(value)) return [{ path, value }];
  return children(value).flatMap(([key, item]) => leavesOf(item, [...path, key]));
}

/** The values at a path in which `*` stands for every item; JSON in text on the way is opened. */
export function valuesAt(
  value: Value,
  keys: readonly string[],
  path: Leaf["path"] = [],
): readonly Leaf[] {
  const [key, ...rest] = keys;
  const open = opened(value);
  if (key === undefined || (isUnknown(value) && !isContainer(open))) return [{ path, value }];
  return children(open)
    .filter(([name]) => key === "*" || key === name)
    .flatMap(([name, item]) => (item === null ? [] : valuesAt(item, rest, [...path, name])));
}

/** JSON text as what it says; any other value as it is. */
export function opened(value: Value): Value {
  if (typeof value !== "string" || !/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value) as Value;
  } catch {
    return value;
  }
}

const isContainer = (value: Value): boolean => Array.isArray(value) || isObject(value);

function children(value: Value): readonly (readonly [string | number, Value])[] {
  if (Array.isArray(value)) return (value as readonly Value[]).map((item, index) => [index, item]);
  return isObject(value) ? Object.entries(value) : [];
}
