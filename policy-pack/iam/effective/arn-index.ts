import { arnKey, arnKeysOf } from "../../engine/arns";
import type { StackResource } from "../../engine/rule";
import type { Entry } from "../statement";

/** Finds the resources that an entry may take in without comparing it with all of them. */
export interface ArnIndex {
  /** At least every resource that the entry takes in; what is returned has still to be compared. */
  readonly candidates: (entry: Entry) => readonly StackResource[];
}

/** Indexes resources by the keys of their ARNs. */
export function arnIndex(resources: readonly StackResource[]): ArnIndex {
  const byKey = new Map<string, StackResource[]>();
  const byName = new Map<string, StackResource[]>();
  const unnamed: StackResource[] = [];
  for (const resource of resources) {
    const keys = new Set(arnKeysOf(resource));
    if (keys.size === 0) unnamed.push(resource);
    for (const key of keys) add(byKey, key, resource);
    add(byName, resource.name, resource);
    add(byName, resource.urn, resource);
  }
  const sorted = [...byKey.keys()].sort();
  const ofKeys = (keys: Iterable<string>): readonly StackResource[] => [
    ...new Set([...keys].flatMap((key) => byKey.get(key) ?? [])),
  ];
  return {
    candidates: (entry) => {
      if (entry.kind === "unknown") return resources;
      if (entry.kind === "reference") return byName.get(entry.ref) ?? [];
      const key = arnKey(entry.text);
      if (key === undefined) return resources;
      const literal = literalStart(key);
      if (!literal.includes("|")) return resources;
      const isPattern = literal.length < key.length;
      const longer = isPattern ? startingWith(sorted, literal) : [];
      return [...ofKeys([...startsOf(key, literal), ...longer]), ...unnamed];
    },
  };
}

function add(index: Map<string, StackResource[]>, key: string, resource: StackResource): void {
  const list = index.get(key);
  if (list === undefined) index.set(key, [resource]);
  else list.push(resource);
}

// Policy variables stand for any text, as `*` does.
const literalStart = (key: string): string => /^[^*?$]*/.exec(key)?.[0] ?? "";

// What lies inside a resource begins with its ARN, before one of these; see `takesIn`.
function startsOf(key: string, literal: string): readonly string[] {
  const starts = literal.length < key.length ? [literal] : [key];
  for (let at = 0; at < literal.length; at += 1) {
    if ("/:-".includes(literal[at] ?? "")) starts.push(literal.slice(0, at));
  }
  return starts;
}

function startingWith(sorted: readonly string[], literal: string): readonly string[] {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? "") < literal) low = middle + 1;
    else high = middle;
  }
  const found: string[] = [];
  for (let at = low; sorted[at]?.startsWith(literal) === true; at += 1) {
    found.push(sorted[at] ?? "");
  }
  return found;
}
