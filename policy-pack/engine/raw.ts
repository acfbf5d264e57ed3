import type { Properties, Value } from "./value";
import { isObject } from "./value";

/** Reads properties below the SDK's proxy, which throws at the first unknown value. */
export interface RawReader {
  /** How it reads, for reports. */
  readonly name: string;
  /** The properties as the engine sent them. */
  readonly read: (proxied: object) => Properties;
}

/** Ways of reading, the one that relies least on the SDK's inside first. */
export const rawReaders: readonly RawReader[] = [
  // Descriptors pass through the proxy unchanged and are plain JavaScript.
  {
    name: "property descriptors",
    read: (proxied) =>
      fromEntries(proxied, (key) => Object.getOwnPropertyDescriptor(proxied, key)?.value as Value),
  },
  {
    name: "the proxy's target",
    read: (proxied) => Reflect.get(proxied, "__getSpecialProxyTarget") as Properties,
  },
  {
    name: "one leaf at a time",
    read: (proxied) => fromEntries(proxied, (key) => readLeaf(proxied, key)),
  },
];

const fromEntries = (proxied: object, valueOf: (key: string) => Value): Properties =>
  Object.fromEntries(Object.keys(proxied).map((key) => [key, valueOf(key)]));

// The SDK's error carries the sentinel of the value it hides.
function readLeaf(proxied: object, key: string): Value {
  let value: Value;
  try {
    value = Reflect.get(proxied, key) as Value;
  } catch (error) {
    const sentinel: unknown =
      error instanceof Error ? Reflect.get(error, "unknownTypeSentinel") : undefined;
    if (typeof sentinel === "string") return sentinel;
    throw error;
  }
  if (Array.isArray(value)) return Object.keys(value).map((index) => readLeaf(value, index));
  return isObject(value) ? fromEntries(value, (name) => readLeaf(value, name)) : value;
}
