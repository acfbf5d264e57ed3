import type { Statement } from "../iam/statement";
import { type Facets, facetsOf } from "./facets";
import { areEqual, areEqualInPlace, isPartOf, type NamesArn } from "./matching";

/** Two documents that should be the same. */
export interface Documents {
  /** Statements that the component declares. */
  readonly declared: readonly Statement[];
  /** Statements that will be deployed. */
  readonly deployed: readonly Statement[];
  /** What references stand for. */
  readonly names: NamesArn;
}

/** A statement that has no equal on the other side. */
export interface Unequal {
  /** The statement. */
  readonly statement: Statement;
  /** The statement of the other side that stands in its place; undefined when there is none. */
  readonly counterpart: Statement | undefined;
}

/** How documents differ. Both lists empty means that they are equal. */
export interface Comparison {
  /** Deployed statements that nothing declares. */
  readonly undeclared: readonly Unequal[];
  /** Declared statements that are not deployed, or deployed in part. */
  readonly missing: readonly Unequal[];
}

/** Compares documents as sets of statements in normal form. */
export function compareDocuments({ declared, deployed, names }: Documents): Comparison {
  const left = place(declared);
  const right = place(deployed);
  const keys = (list: readonly Placed[]) => new Set(list.map(({ facets }) => facets.key));
  const [leftKeys, rightKeys] = [keys(left), keys(right)];
  const unmatched = (list: readonly Placed[], others: ReadonlySet<string | undefined>) =>
    new Set(list.filter(({ facets }) => facets.key === undefined || !others.has(facets.key)));
  const open = { left: unmatched(left, rightKeys), right: unmatched(right, leftKeys) };
  removeEqual(open, names);
  removeEqualInPlace(open, names);
  return differencesIn(open, names);
}

interface Placed {
  readonly statement: Statement;
  readonly facets: Facets;
  /** Its Sid where no other statement has the same. */
  readonly sid: string | undefined;
  /** Its position. */
  readonly index: number;
}

interface Open {
  readonly left: Set<Placed>;
  readonly right: Set<Placed>;
}

function place(statements: readonly Statement[]): readonly Placed[] {
  const count = new Map<string | undefined, number>();
  for (const { sid } of statements) count.set(sid, (count.get(sid) ?? 0) + 1);
  return statements.map((statement, index) => {
    const { sid } = statement;
    const isUnique = sid !== "" && count.get(sid) === 1;
    return { statement, facets: facetsOf(statement), sid: isUnique ? sid : undefined, index };
  });
}

// Only statements that agree on everything but their references can be equal: they are tried within these groups.
function removeEqual({ left, right }: Open, names: NamesArn): void {
  const groups = new Map<string, Placed[]>();
  for (const candidate of right) {
    const outline = outlineOf(candidate.facets);
    const group = groups.get(outline);
    if (group === undefined) groups.set(outline, [candidate]);
    else group.push(candidate);
  }
  for (const each of left) {
    const equal = (groups.get(outlineOf(each.facets)) ?? []).find(
      (candidate) => right.has(candidate) && areEqual(each.facets, candidate.facets, names),
    );
    if (equal === undefined) continue;
    left.delete(each);
    right.delete(equal);
  }
}

const outlineOf = ({ effect, leaves }: Facets): string =>
  JSON.stringify([effect, [...leaves.keys()].sort(), leaves.get("action") ?? []]);

function removeEqualInPlace(open: Open, names: NamesArn): void {
  for (const [each, counterpart] of pairsIn(open)) {
    if (!areEqualInPlace(each.facets, counterpart.facets, names)) continue;
    open.left.delete(each);
    open.right.delete(counterpart);
  }
}

function differencesIn(open: Open, names: NamesArn): Comparison {
  const counterparts = new Map<Placed, Placed>();
  for (const [each, counterpart] of pairsIn(open)) {
    counterparts.set(each, counterpart).set(counterpart, each);
  }
  const isPart = (deployed: Placed) => {
    const declared = counterparts.get(deployed);
    return declared !== undefined && isPartOf(deployed.facets, declared.facets, names);
  };
  const undeclared = [...open.right].filter((deployed) => !isPart(deployed));
  // One cause, one finding: what stands in the place of an undeclared statement is reported with it.
  const missing = [...open.left].filter((declared) => {
    const deployed = counterparts.get(declared);
    return deployed === undefined || isPart(deployed);
  });
  const unequal = (each: Placed): Unequal => ({
    statement: each.statement,
    counterpart: counterparts.get(each)?.statement,
  });
  return { undeclared: undeclared.map(unequal), missing: missing.map(unequal) };
}

// A Sid says more than a position: statements with Sids of their own are never paired by position.
function pairsIn({ left, right }: Open): readonly (readonly [Placed, Placed])[] {
  const bySid = new Map([...right].map((each) => [each.sid, each]));
  const byIndex = new Map([...right].map((each) => [each.index, each]));
  return [...left].flatMap((each) => {
    const namesake = each.sid === undefined ? undefined : bySid.get(each.sid);
    const neighbour = byIndex.get(each.index);
    const isNamed = each.sid !== undefined && neighbour?.sid !== undefined;
    const counterpart = namesake ?? (isNamed ? undefined : neighbour);
    return counterpart === undefined ? [] : [[each, counterpart] as const];
  });
}
