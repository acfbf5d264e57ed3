import { stackType } from "../engine/urn";
import type { GraphResource } from "../graph";

/**
 * Resources in groups that a program could have declared one after the other: the stack, providers, then
 * parents before children. A pack learns from each group what it needs for the next one.
 */
export function generations(
  resources: readonly GraphResource[],
): readonly (readonly GraphResource[])[] {
  const parents = new Map(resources.map(({ urn, parent }) => [urn, parent]));
  const depths = new Map<string, number>();
  const depthOf = (urn: string): number => {
    const path: string[] = [];
    let at: string | undefined = urn;
    // A file may hold a cycle of parents; no resource is then deeper than there are resources.
    while (at !== undefined && parents.has(at) && !depths.has(at) && path.length <= parents.size) {
      path.push(at);
      at = parents.get(at);
    }
    let depth = at === undefined ? 0 : (depths.get(at) ?? 0);
    for (const each of path.reverse()) depths.set(each, (depth += 1));
    return depths.get(urn) ?? 0;
  };
  const rank = ({ type, urn }: GraphResource): number => {
    if (type === stackType) return -2;
    return type.startsWith("pulumi:providers:") ? -1 : depthOf(urn);
  };
  const groups = new Map<number, GraphResource[]>();
  for (const resource of resources) {
    const group = groups.get(rank(resource));
    if (group === undefined) groups.set(rank(resource), [resource]);
    else group.push(resource);
  }
  return [...groups].sort(([left], [right]) => left - right).map(([, group]) => group);
}
