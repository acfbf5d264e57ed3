import type { Entry, PrincipalEntry, Statement } from "../iam/statement";

/** One leaf of a statement in normal form; unknown leaves keep their place in the list. */
export type Leaf =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "reference"; readonly ref: string; readonly suffix: string }
  | { readonly kind: "unknown" };

/**
 * A statement in normal form: its effect, and lists of leaves by what they stand for, such as `action` or
 * `condition stringequals aws:sourceaccount`. Sids, order, letter case of names, and whether one value stands
 * in a list or alone mean nothing.
 */
export interface Facets {
  /** Whether it grants. */
  readonly effect: Statement["effect"];
  /** Leaves by facet; elements that are absent or empty have no facet. */
  readonly leaves: ReadonlyMap<string, readonly Leaf[]>;
  /** Text that equal statements share; undefined when a leaf is unknown or a reference. */
  readonly key: string | undefined;
}

/** The normal form of a statement. */
export function facetsOf(statement: Statement): Facets {
  const leaves = new Map<string, readonly Leaf[]>();
  const add = (facet: string, list: readonly Leaf[]) => {
    if (list.length > 0) leaves.set(facet, [...(leaves.get(facet) ?? []), ...list]);
  };
  add("action", statement.actions.map(lowerCase));
  add("notaction", statement.notActions.map(lowerCase));
  add("resource", statement.resources.map(leafOf));
  add("notresource", statement.notResources.map(leafOf));
  for (const principal of statement.principals) addPrincipal("principal", principal, add);
  for (const principal of statement.notPrincipals) addPrincipal("notprincipal", principal, add);
  for (const { operator, key, values } of statement.conditions) {
    const facet = `condition ${operator.toLowerCase()} ${key}`;
    leaves.set(facet, [...(leaves.get(facet) ?? []), ...values.map(leafOf)]);
  }
  if (statement.conditionUnknown) add("condition", [{ kind: "unknown" }]);
  if (statement.unknown) add("statement", [{ kind: "unknown" }]);
  return { effect: statement.effect, leaves, key: keyOf(statement.effect, leaves) };
}

function keyOf(
  effect: Statement["effect"],
  leaves: ReadonlyMap<string, readonly Leaf[]>,
): string | undefined {
  const lists = [...leaves].map(([facet, list]) => [facet, textsOf(list)] as const);
  if (lists.some(([, texts]) => texts === undefined)) return undefined;
  return JSON.stringify([effect, ...lists.sort(([left], [right]) => (left < right ? -1 : 1))]);
}

/** The different texts of leaves, sorted; undefined when one of them is no text. */
function textsOf(list: readonly Leaf[]): readonly string[] | undefined {
  const texts = list.flatMap((leaf) => (leaf.kind === "text" ? [leaf.text] : []));
  return texts.length === list.length ? [...new Set(texts)].sort() : undefined;
}

function leafOf(entry: Entry): Leaf {
  switch (entry.kind) {
    case "text":
      return { kind: "text", text: entry.text };
    case "reference":
      return { kind: "reference", ref: entry.ref, suffix: entry.suffix };
    case "unknown":
      return { kind: "unknown" };
  }
}

function lowerCase(entry: Entry): Leaf {
  const leaf = leafOf(entry);
  return leaf.kind === "text" ? { kind: "text", text: leaf.text.toLowerCase() } : leaf;
}

// AWS reads the bare `*` as every AWS principal, and an account's number as its root (IAM User Guide, "AWS
// JSON policy elements: Principal").
function addPrincipal(
  element: string,
  { type, entry }: PrincipalEntry,
  add: (facet: string, list: readonly Leaf[]) => void,
): void {
  const leaf = leafOf(entry);
  const isAccount = leaf.kind === "text" && type === "AWS";
  const account = isAccount ? accountRoot.exec(leaf.text)?.[1] : undefined;
  const kind = type === "*" ? "aws" : type.toLowerCase();
  add(`${element} ${kind}`, [account === undefined ? leaf : { kind: "text", text: account }]);
}

const accountRoot = /^arn:[^:]+:iam::(\d{12}):root$/;
