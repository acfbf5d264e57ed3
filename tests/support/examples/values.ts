import assert from "node:assert/strict";
import { isList, isObject, type PropertyValue } from "../../../preview/engine/values";

/** The list at a key of an object. */
export function listAt(value: PropertyValue | undefined, key: string): readonly PropertyValue[] {
  assert.ok(isObject(value), key);
  const list = value[key];
  assert.ok(list !== undefined && isList(list), key);
  return list;
}

/** The text at a key of an object. */
export function textIn(value: PropertyValue | undefined, key: string): string {
  assert.ok(isObject(value), key);
  const text = value[key];
  assert.ok(typeof text === "string", key);
  return text;
}

/** The keys of an object and of the objects in it, without its values; named keys count as leaves. */
export function shapeOf(value: PropertyValue | undefined, leaves: readonly string[]): unknown {
  if (!isObject(value)) return "value";
  return Object.fromEntries(
    Object.entries(value)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([key, child]) => [key, leaves.includes(key) ? "value" : shapeOf(child, leaves)]),
  );
}
