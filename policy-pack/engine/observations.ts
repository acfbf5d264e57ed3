import type { Observation, StackObservation, StackResource } from "./rule";

/** Says of which resource of the stack observations are. */
export function about(
  resource: StackResource,
  observations: readonly Observation[],
): readonly StackObservation[] {
  return observations.map((observation) => ({ resource, ...observation }));
}

/** An observation that the rule is violated, with its correction. */
export const violated = (path: string, message: string, fix?: string): Observation => ({
  verdict: "fail",
  path,
  message,
  ...(fix !== undefined && { fix }),
});

/** An observation that the rule cannot be decided, with what would decide it. */
export const undecidable = (path: string, message: string, fix?: string): Observation => ({
  verdict: "undecided",
  path,
  message,
  ...(fix !== undefined && { fix }),
});

/** The same observation where it is not known whether it matters. */
export const doubted = <Kind extends Observation>(observation: Kind): Kind => ({
  ...observation,
  verdict: "undecided",
});

/** Rows of a table by the type they are about. */
export function byType<Row extends { readonly type: string }>(
  rows: readonly Row[],
): ReadonlyMap<string, readonly Row[]> {
  const index = new Map<string, Row[]>();
  for (const row of rows) index.set(row.type, [...(index.get(row.type) ?? []), row]);
  return index;
}
