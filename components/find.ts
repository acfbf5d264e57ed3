/**
 * The value of a key that a plan guarantees to exist.
 * @throws when it does not: the plan and the component disagree, which is a programming error.
 */
export function required<T>(values: Readonly<Record<string, T>>, key: string): T {
  const value = Object.hasOwn(values, key) ? values[key] : undefined;
  if (value === undefined) {
    throw new Error(`The plan names ${key}; known: ${Object.keys(values).join(", ")}`);
  }
  return value;
}

/** A record made from entries of a plan. */
export function byKey<Entry, T>(
  entries: readonly Entry[],
  keyOf: (entry: Entry) => string,
  make: (entry: Entry) => T,
): Readonly<Record<string, T>> {
  return Object.fromEntries(entries.map((entry) => [keyOf(entry), make(entry)]));
}

/** The same keys with other values. */
export function mapValues<T, U>(
  values: Readonly<Record<string, T>>,
  change: (value: T) => U,
): Readonly<Record<string, U>> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, change(value)]));
}
