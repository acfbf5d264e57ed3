import { covers, intersects, isEverything } from "../pattern";
import { isNamed, referenceScope, scopeOf } from "../resource-scope";
import type { Condition, Entry, Statement } from "../statement";
import { arnsMeet } from "./arns-meet";
import { all, any, decided, not, type Truth } from "./truth";

/** Resources that a statement speaks of: one entry, or everything but some entries. */
export type Reach =
  | { readonly kind: "entry"; readonly entry: Entry; readonly path: string }
  | { readonly kind: "complement"; readonly excluded: readonly Entry[]; readonly path: string };

/** The resources of a statement, one by one. */
export function reachesOf({ resources, notResources }: Statement): readonly Reach[] {
  const entries = resources.map((entry): Reach => ({ kind: "entry", entry, path: entry.path }));
  const [first] = notResources;
  if (first === undefined) return entries;
  return [...entries, { kind: "complement", excluded: notResources, path: first.path }];
}

/** A reach in words. */
export function reachText(reach: Reach): string {
  if (reach.kind === "complement") return "every resource but those listed";
  const { entry } = reach;
  if (entry.kind === "unknown") return "a resource that is unknown";
  return entry.kind === "text" ? entry.text : `${entry.ref}${entry.suffix}`;
}

/** Whether a statement speaks of an action, given in lower case. */
export function speaksOf(statement: Statement, action: string): Truth {
  if (statement.unknown) return "maybe";
  const named = any(statement.actions.map((entry) => namesAction(entry, action)));
  if (statement.notActions.length === 0) return named;
  return any([named, not(any(statement.notActions.map((entry) => namesAction(entry, action))))]);
}

/** Whether an entry means an action, given in lower case. */
export function namesAction(entry: Entry, action: string): Truth {
  if (entry.kind === "unknown") return "maybe";
  return decided(entry.kind === "text" && covers(entry.text.toLowerCase(), action));
}

/** Whether a denial takes an action on a reach away, from a grant under the given conditions. */
export function denies(
  denial: Statement,
  { action, reach, conditions }: { action: string; reach: Reach; conditions: readonly Condition[] },
): Truth {
  if (denial.effect !== "Deny") return "no";
  return all([
    speaksOf(denial, action),
    coversReach(denial, reach),
    denial.conditionUnknown ? "maybe" : implied(denial.conditions, conditions),
  ]);
}

function coversReach({ resources, notResources, unknown }: Statement, reach: Reach): Truth {
  if (unknown) return "maybe";
  const listed = any(resources.map((entry) => coversEntry(entry, reach)));
  if (notResources.length === 0 || reach.kind === "complement") return listed;
  const spared = any(notResources.map((entry) => entriesMeet(entry, reach.entry)));
  return any([listed, not(spared)]);
}

function coversEntry(outer: Entry, reach: Reach): Truth {
  if (outer.kind === "text" && isEverything(outer.text)) return "yes";
  if (outer.kind === "unknown") return "maybe";
  if (reach.kind === "complement") return "no";
  const { entry: inner } = reach;
  if (inner.kind === "unknown") return "maybe";
  if (outer.kind === "reference") {
    return decided(
      inner.kind === "reference" && inner.ref === outer.ref && covers(outer.suffix, inner.suffix),
    );
  }
  // Which ARN a reference gets is not known here.
  return inner.kind === "text" ? decided(covers(outer.text, inner.text)) : "maybe";
}

// Whether two entries have a resource in common.
function entriesMeet(left: Entry, right: Entry): Truth {
  if (isAll(left) || isAll(right)) return "yes";
  if (left.kind === "unknown" || right.kind === "unknown") return "maybe";
  if (left.kind === "text" && right.kind === "text") {
    return decided(arnsMeet(left.text, right.text));
  }
  if (left.kind === "reference" && right.kind === "reference") {
    return decided(left.ref === right.ref && intersects(left.suffix, right.suffix));
  }
  return "maybe";
}

const isAll = (entry: Entry): boolean => entry.kind === "text" && isEverything(entry.text);

/** Whether a statement speaks of some resource of a reach. */
export function meetsReach(statement: Statement, reach: Reach): Truth {
  if (statement.unknown) return "maybe";
  return any(reachesOf(statement).map((own) => reachesMeet(own, reach)));
}

function reachesMeet(left: Reach, right: Reach): Truth {
  if (left.kind === "entry" && right.kind === "entry") return entriesMeet(left.entry, right.entry);
  if (left.kind === "complement" && right.kind === "complement") return "yes";
  const [complement, reach] = left.kind === "complement" ? [left, right] : [right, left];
  if (complement.kind === "entry") return "yes";
  return not(any(complement.excluded.map((entry) => coversEntry(entry, reach))));
}

// A denial under conditions that the grant asks for as well takes away whatever the grant gives.
function implied(of: readonly Condition[], by: readonly Condition[]): Truth {
  return all(of.map((condition) => any(by.map((other) => sameCondition(condition, other)))));
}

function sameCondition(left: Condition, right: Condition): Truth {
  if (left.operator.toLowerCase() !== right.operator.toLowerCase() || left.key !== right.key) {
    return "no";
  }
  const texts = [left, right].map(({ values }) =>
    values.map((value) => (value.kind === "text" ? value.text : "")).sort(),
  );
  const isKnown = [...left.values, ...right.values].every(({ kind }) => kind === "text");
  return isKnown ? decided(JSON.stringify(texts[0]) === JSON.stringify(texts[1])) : "maybe";
}

/** Whether a reach is named: one resource, or things inside one. */
export function isNamedReach(reach: Reach): Truth {
  if (reach.kind === "complement") return "no";
  const { entry } = reach;
  if (entry.kind === "unknown") return "maybe";
  const scoped = entry.kind === "text" ? scopeOf(entry.text) : referenceScope(entry.suffix);
  return scoped.scope === "undecided" ? "maybe" : decided(isNamed(scoped));
}
