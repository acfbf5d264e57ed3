import type { Entry, Statement } from "./document";
import { covers, intersects, isEveryAction } from "./pattern";
import { unionCovers } from "./pattern-union";

/**
 * A set of actions or of resources: what a pattern matches, or everything that none of the patterns matches,
 * or what nobody knows yet. Actions are in lower case.
 */
export type Side =
  | { readonly kind: "pattern"; readonly text: string; readonly path: string }
  | { readonly kind: "complement"; readonly excluded: readonly string[]; readonly path: string }
  | { readonly kind: "unknown"; readonly path: string };

/**
 * An entry as pattern text; nothing when it is unknown. A declared reference is the exact ARN of a resource with
 * that name, and its suffix: `*` covers it, and so does the same reference; no ARN does.
 */
export function entryText(entry: Entry): string | undefined {
  if (entry.kind === "unknown") return undefined;
  return entry.kind === "text" ? entry.text : `\u0001${entry.ref}\u0001${entry.suffix}`;
}

/** The actions of a statement. */
export function actionSides(statement: Statement): readonly Side[] {
  const { actions, notActions, effect } = statement;
  return remembered(actionsOf, statement, () => sidesOf(actions, notActions, effect).map(folded));
}

/** The resources of a statement; where it has no such element, the one resource that carries it. */
export function resourceSides(statement: Statement): readonly Side[] {
  const { resources, notResources, effect, path } = statement;
  const isAbsent = resources.length === 0 && notResources.length === 0;
  if (isAbsent) return [{ kind: "pattern", text: "*", path }];
  return remembered(resourcesOf, statement, () => sidesOf(resources, notResources, effect));
}

// A denial is compared with every grant beside it.
const actionsOf = new WeakMap<Statement, readonly Side[]>();
const resourcesOf = new WeakMap<Statement, readonly Side[]>();

function remembered(
  store: WeakMap<Statement, readonly Side[]>,
  statement: Statement,
  read: () => readonly Side[],
): readonly Side[] {
  const sides = store.get(statement) ?? read();
  store.set(statement, sides);
  return sides;
}

const folded = (side: Side): Side => {
  if (side.kind === "pattern") return { ...side, text: side.text.toLowerCase() };
  if (side.kind === "unknown") return side;
  return { ...side, excluded: side.excluded.map((text) => text.toLowerCase()) };
};

// Both X and NotX count as the union. An unknown exclusion spares nothing of an Allow and all of a Deny.
function sidesOf(
  entries: readonly Entry[],
  excluded: readonly Entry[],
  effect: Statement["effect"],
): readonly Side[] {
  const listed = entries.map((entry): Side => {
    const text = entryText(entry);
    return text === undefined
      ? { kind: "unknown", path: entry.path }
      : { kind: "pattern", text, path: entry.path };
  });
  const [first] = excluded;
  if (first === undefined) return listed;
  const texts = excluded.flatMap((entry) => entryText(entry) ?? []);
  if (effect === "Deny" && texts.length < excluded.length) return listed;
  return [...listed, { kind: "complement", excluded: texts, path: first.path }];
}

/** Whether sides together hold all of one side. When in doubt: no. */
export function sidesCover(outer: readonly Side[], inner: Side): boolean {
  const patterns = outer.flatMap((side) => (side.kind === "pattern" ? [side.text] : []));
  if (patterns.some((text) => covers(text, "*") || isEveryAction(text))) return true;
  if (inner.kind === "pattern" && unionCovers(patterns, inner.text)) return true;
  return outer.some((side) => side.kind === "complement" && complementCovers(side.excluded, inner));
}

function complementCovers(excluded: readonly string[], inner: Side): boolean {
  switch (inner.kind) {
    case "pattern":
      return excluded.every((text) => !intersects(text, inner.text));
    case "complement":
      return excluded.every((text) => inner.excluded.some((own) => covers(own, text)));
    case "unknown":
      return excluded.length === 0;
  }
}
