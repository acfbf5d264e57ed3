/** What one field must be: exact texts, or `{ exists: false }`. */
export interface Wanted {
  readonly path: string;
  readonly wanted: readonly unknown[];
}

interface Found {
  readonly path: string;
  readonly value: unknown;
  /** Elements of arrays that it lies within. */
  readonly elements: ReadonlyMap<unknown, number>;
}

/**
 * Whether an event has a leaf for each field so that no two of them lie in different elements of one array, as the
 * documentation of Event Ruler words it: by trying every combination of leaves.
 */
export function referenceMatches(requirements: readonly Wanted[], event: unknown): boolean {
  const leaves = leavesOf(event, "", new Map());
  const tryFrom = (at: number, chosen: readonly Found[]): boolean => {
    const requirement = requirements[at];
    if (requirement === undefined) return true;
    const { path, wanted } = requirement;
    const here = leaves.filter((leaf) => leaf.path === path);
    const mayBeAbsent = wanted.some((value) => typeof value === "object");
    if (mayBeAbsent && here.length === 0 && tryFrom(at + 1, chosen)) return true;
    return here.some(
      (leaf) =>
        wanted.includes(leaf.value) &&
        chosen.every((other) => areTogether(leaf, other)) &&
        tryFrom(at + 1, [...chosen, leaf]),
    );
  };
  return tryFrom(0, []);
}

const areTogether = (left: Found, right: Found) =>
  [...left.elements].every(([list, index]) => (right.elements.get(list) ?? index) === index);

function leavesOf(value: unknown, path: string, elements: Found["elements"]): readonly Found[] {
  if (Array.isArray(value)) {
    return value.flatMap((item, index) =>
      leavesOf(item, path, new Map([...elements, [value, index]])),
    );
  }
  if (typeof value !== "object" || value === null) return [{ path, value, elements }];
  return Object.entries(value).flatMap(([name, below]) =>
    leavesOf(below, path === "" ? name : `${path}.${name}`, elements),
  );
}
