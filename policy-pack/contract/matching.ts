import type { Facets, Leaf } from "./facets";

/** Whether a reference may stand for a text, its suffix taken off. */
export type NamesArn = (ref: string, arn: string) => boolean;

/** Whether two statements are the same, references standing for ARNs. Unknown leaves match nothing here. */
export function areEqual(declared: Facets, deployed: Facets, names: NamesArn): boolean {
  if (hasOpenElement(declared) || hasOpenElement(deployed)) return false;
  return matchFacets(declared, deployed, (left, right) => haveSameMembers(left, right, names));
}

/**
 * Whether two statements that stand in the same place are the same as far as they are known: an unknown leaf
 * matches whatever stands at its own position, and nothing else.
 */
export function areEqualInPlace(declared: Facets, deployed: Facets, names: NamesArn): boolean {
  if (isUnknownStatement(declared) || isUnknownStatement(deployed)) return true;
  return matchFacets(declared, deployed, (left, right) => {
    const isOpen = (index: number) =>
      left[index]?.kind === "unknown" || right[index]?.kind === "unknown";
    const isMatched = (index: number) =>
      isOpen(index) && left[index] !== undefined && right[index] !== undefined;
    const rest = (list: readonly Leaf[]) => list.filter((_leaf, index) => !isMatched(index));
    return haveSameMembers(rest(left), rest(right), names);
  });
}

/** Whether a deployed statement is part of a declared one: the same, with fewer actions or resources. */
export function isPartOf(deployed: Facets, declared: Facets, names: NamesArn): boolean {
  return matchFacets(declared, deployed, (left, right, facet) =>
    facet === "action" || facet === "resource"
      ? haveMembersOf(left, right, names)
      : haveSameMembers(left, right, names),
  );
}

const hasOpenElement = ({ leaves }: Facets): boolean =>
  leaves.has("statement") || leaves.has("condition");

const isUnknownStatement = ({ leaves }: Facets): boolean => leaves.has("statement");

function matchFacets(
  declared: Facets,
  deployed: Facets,
  match: (left: readonly Leaf[], right: readonly Leaf[], facet: string) => boolean,
): boolean {
  if (declared.effect !== deployed.effect) return false;
  // A whole Condition that is unknown stands for any conditions.
  const openCondition = declared.leaves.has("condition") || deployed.leaves.has("condition");
  const counts = (facet: string) => !(openCondition && facet.startsWith("condition"));
  const facets = new Set([...declared.leaves.keys(), ...deployed.leaves.keys()].filter(counts));
  return [...facets].every((facet) => {
    const [left, right] = [declared.leaves.get(facet), deployed.leaves.get(facet)];
    return left !== undefined && right !== undefined && match(left, right, facet);
  });
}

function haveSameMembers(
  declared: readonly Leaf[],
  deployed: readonly Leaf[],
  names: NamesArn,
): boolean {
  return (
    distinct(declared).length === distinct(deployed).length &&
    haveMembersOf(declared, deployed, names)
  );
}

// Whether each deployed leaf is one of the declared ones, and each reference stands for one ARN at most.
function haveMembersOf(
  declared: readonly Leaf[],
  deployed: readonly Leaf[],
  names: NamesArn,
): boolean {
  const [left, right] = [distinct(declared), distinct(deployed)];
  const rightIds = new Set(right.flatMap(({ id, leaf }) => (leaf.kind === "unknown" ? [] : [id])));
  const common = new Set(left.flatMap(({ id }) => (rightIds.has(id) ? [id] : [])));
  const rest = (list: readonly Identified[]) => list.filter(({ id }) => !common.has(id));
  return canBePlaced(rest(right), rest(left), names);
}

interface Identified {
  readonly id: string;
  readonly leaf: Leaf;
}

function distinct(leaves: readonly Leaf[]): readonly Identified[] {
  const byId = new Map(leaves.map((leaf, index) => [idOf(leaf, index), leaf]));
  return [...byId].map(([id, leaf]) => ({ id, leaf }));
}

// Unknown leaves are all different: nothing says that two of them are the same.
function idOf(leaf: Leaf, index: number): string {
  return leaf.kind === "unknown" ? `unknown ${String(index)}` : JSON.stringify(leaf);
}

// A bipartite matching, grown by augmenting paths: an ARN that two references may stand for goes to either.
function canBePlaced(
  deployed: readonly Identified[],
  declared: readonly Identified[],
  names: NamesArn,
): boolean {
  const takenBy = new Map<number, Identified>();
  const place = (each: Identified, tried: Set<number>): boolean =>
    declared.some((seat, index) => {
      if (tried.has(index) || !standsFor(seat.leaf, each.leaf, names)) return false;
      tried.add(index);
      const holder = takenBy.get(index);
      if (holder !== undefined && !place(holder, tried)) return false;
      takenBy.set(index, each);
      return true;
    });
  return deployed.every((each) => place(each, new Set()));
}

function standsFor(declared: Leaf, deployed: Leaf, names: NamesArn): boolean {
  if (declared.kind === "unknown" || deployed.kind === "unknown") return false;
  if (declared.kind === "text" || deployed.kind === "reference") {
    return JSON.stringify(declared) === JSON.stringify(deployed);
  }
  const { ref, suffix } = declared;
  const { text } = deployed;
  return text.endsWith(suffix) && names(ref, text.slice(0, text.length - suffix.length));
}
