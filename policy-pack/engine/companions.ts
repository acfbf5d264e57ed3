import type { Evidence, JudgedStack, StackResource } from "./rule";
import { pointer } from "./value";

/** Resources that configure another one, such as the versioning of a bucket. */
export interface CompanionLink {
  /** Types of the companions. */
  readonly types: readonly string[];
  /** Property of a companion that names what it belongs to. */
  readonly property: string;
  /** Types it may belong to. */
  readonly owners: readonly string[];
}

/** The companions of a stack. */
export interface Companions {
  /** Those that belong to a resource. */
  readonly of: (owner: StackResource) => readonly StackResource[];
  /** Those of which it is not known what they belong to; any owner may be theirs. */
  readonly adrift: readonly StackResource[];
  /** Where some of those stand that belong to a resource or to another; empty when none may be its own. */
  readonly perhaps: (owner: StackResource) => readonly Evidence[];
}

/** Places shown of the companions that may belong to any resource. */
const mostShown = 5;

/** Finds what every companion belongs to. One that names a resource outside the stack belongs to none in it. */
export function companionsOf(
  stack: JudgedStack,
  { types, property, owners }: CompanionLink,
): Companions {
  const byOwner = new Map<string, StackResource[]>();
  const adrift: StackResource[] = [];
  const anywhere: Evidence[] = [];
  const among = new Map<string, Evidence[]>();
  for (const companion of stack.ofType(...types)) {
    const reference = stack.reference(companion, [property], owners);
    const place = { urn: companion.urn, path: pointer([property]) };
    if (reference.kind === "resource") {
      add(byOwner, reference.resource.urn, companion);
    } else if (reference.kind === "unknown") {
      adrift.push(companion);
      anywhere.push(place);
    } else if (reference.kind === "ambiguous") {
      adrift.push(companion);
      for (const { urn } of reference.candidates) add(among, urn, place);
    }
  }
  return {
    of: ({ urn }) => byOwner.get(urn) ?? [],
    adrift,
    perhaps: ({ urn }) => [...(among.get(urn) ?? []), ...anywhere.slice(0, mostShown)],
  };
}

function add<Item>(index: Map<string, Item[]>, key: string, item: Item): void {
  const items = index.get(key);
  if (items === undefined) index.set(key, [item]);
  else items.push(item);
}
