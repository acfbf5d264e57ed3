/** A bounded memory of values by key. */
export interface Recent<Value> {
  /** The value, which counts as used now. */
  get(key: string): Value | undefined;
  /** Keeps a value, in place of the one that was not used for longest when there are too many. */
  keep(key: string, value: Value): void;
}

/** Remembers the values that were used last. */
export function createRecent<Value>(limit: number): Recent<Value> {
  // A Map iterates in order of insertion, so its first key is the one not used for longest.
  const values = new Map<string, Value>();
  return {
    get(key) {
      const value = values.get(key);
      if (value !== undefined) {
        values.delete(key);
        values.set(key, value);
      }
      return value;
    },
    keep(key, value) {
      values.delete(key);
      values.set(key, value);
      const [oldest] = values.keys();
      if (values.size > limit && oldest !== undefined) values.delete(oldest);
    },
  };
}
