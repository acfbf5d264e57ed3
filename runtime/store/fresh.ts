import type { Clock } from "../clock";

/** Longest time that a value read from the table is used, in milliseconds. */
export const maxCacheMilliseconds = 1000;

/** How a value is kept fresh. */
export interface FreshOptions {
  /** What the age of a value is measured with. */
  readonly clock: Clock;
  /** How long after the start of a read its result is used, in milliseconds, 0 to 1000. 0 reads each time. @default 1000 */
  readonly cacheMilliseconds?: number;
}

/** Entries that are kept; keys come from the estate's own names, so this is not reached. */
const maxEntries = 1024;

/**
 * Reads values by key and keeps each for a short time, counted from the start of its read: whoever asks gets what the
 * table held at most that long ago. Readers at the same time share one read. A failure is given to whoever waits for
 * it and is not kept.
 * @throws RangeError when the time is out of bounds.
 */
export function createFresh<Value>(
  read: (key: string) => Promise<Value>,
  { clock, cacheMilliseconds = maxCacheMilliseconds }: FreshOptions,
): (key: string) => Promise<Value> {
  if (!(cacheMilliseconds >= 0 && cacheMilliseconds <= maxCacheMilliseconds)) {
    throw new RangeError(
      `cacheMilliseconds must be from 0 to ${String(maxCacheMilliseconds)}: a quarantine acts within that time.`,
    );
  }
  const entries = new Map<string, { readonly startedAt: number; readonly value: Promise<Value> }>();

  return (key) => {
    const now = clock();
    const kept = entries.get(key);
    if (kept !== undefined && now >= kept.startedAt && now - kept.startedAt < cacheMilliseconds) {
      return kept.value;
    }
    if (entries.size >= maxEntries) entries.clear();
    const entry = { startedAt: now, value: read(key) };
    entries.set(key, entry);
    entry.value.catch(() => {
      if (entries.get(key) === entry) entries.delete(key);
    });
    return entry.value;
  };
}
