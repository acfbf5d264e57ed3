import type { JudgedStack, StackResource } from "./rule";

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
}

/** Finds what every companion belongs to. One that names a resource outside the stack belongs to none in it. */
export function companionsOf(
  stack: JudgedStack,
  { types, property, owners }: CompanionLink,
): Companions {
  const byOwner = new Map<string, StackResource[]>();
  const adrift: StackResource[] = [];
  for (const companion of stack.ofType(...types)) {
    const reference = stack.reference(companion, [property], owners);
    if (reference.kind === "resource") {
      const { urn } = reference.resource;
      byOwner.set(urn, [...(byOwner.get(urn) ?? []), companion]);
    } else if (reference.kind === "unknown" || reference.kind === "ambiguous") {
      adrift.push(companion);
    }
  }
  return { of: ({ urn }) => byOwner.get(urn) ?? [], adrift };
}
