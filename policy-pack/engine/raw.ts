import type { Properties, Value } from "./value";

/**
 * The properties below the SDK's proxy, which throws at the first unknown value. Property descriptors pass
 * through the proxy unchanged and are plain JavaScript, so nothing internal to the SDK is relied on.
 */
export function rawProperties(proxied: object): Properties {
  const entries = Object.keys(proxied).map((key) => {
    const value: unknown = Object.getOwnPropertyDescriptor(proxied, key)?.value;
    return [key, value] as const;
  });
  // Properties arrive as JSON; assets are objects whose own properties are JSON too.
  return Object.fromEntries(entries) as Readonly<Record<string, Value>>;
}
