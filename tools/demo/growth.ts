/** Growth that is no noise. */
export interface GrowthLimits {
  /** Least growth that counts, as a part of the first value. */
  readonly part: number;
  /** Least growth that counts, in units of the value. */
  readonly units: number;
}

/** Start of a run in which caches fill; used receipts fill theirs for another half, by a few megabytes. */
const settlingPart = 0.4;
const pieces = 4;

/** Medians of four equal pieces of a run, without its start. */
export function pieceMedians(values: readonly number[]): readonly number[] {
  const settled = values.slice(Math.floor(values.length * settlingPart));
  return Array.from({ length: pieces }, (_, index) => {
    const from = Math.floor((settled.length * index) / pieces);
    const to = Math.floor((settled.length * (index + 1)) / pieces);
    return medianOf(settled.slice(from, to));
  });
}

/**
 * Whether values grow steadily: each piece of the run above the one before, by more than noise in all, and at its end
 * still at no less than half the pace of the whole.
 */
export function growsSteadily(values: readonly number[], { part, units }: GrowthLimits): boolean {
  const medians = pieceMedians(values);
  const [first = 0] = medians;
  const last = medians.at(-1) ?? 0;
  const growth = last - first;
  const isLasting = last - (medians.at(-2) ?? 0) >= growth / (pieces - 1) / 2;
  const isSteady = medians.every(
    (value, index) => index === 0 || value > (medians[index - 1] ?? 0),
  );
  return isSteady && isLasting && growth > units && growth > first * part;
}

/** A value that a part of all values is not above; 0 without values. */
export function percentileOf(values: readonly number[], percentile: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percentile) / 100))] ?? 0;
}

/** The middle value. */
export const medianOf = (values: readonly number[]): number => percentileOf(values, 50);
