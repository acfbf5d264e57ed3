import { hasWildcard } from "./check";
import type { Condition, Entry } from "./document";

/** Whether conditions demand something, or that cannot be told because a value is unknown. */
export type Demand = "met" | "unmet" | "undecided";

/** What is asked of conditions. */
export interface Demanded {
  /** Keys that may meet it, in lower case. */
  readonly isKey: (key: string) => boolean;
  /** Whether a value of such a key is narrow enough. Wildcards count only where the operator reads patterns. */
  readonly accepts: (value: string, isPattern: boolean) => boolean;
}

// Equality. IfExists and ForAllValues let a request without the key pass, unless `Null` demands that it is there.
const equality =
  /^(ForAnyValue:|ForAllValues:)?(StringEquals|StringEqualsIgnoreCase|StringLike|ArnEquals|ArnLike|Bool)(IfExists)?$/i;
const patternOperators: ReadonlySet<string> = new Set(["stringlike", "arnlike", "arnequals"]);

/** Stands for a Condition element that is unknown as a whole: it may demand anything, or nothing. */
export const unknownCondition = (path: string): Condition => ({
  operator: unknownOperator,
  key: "",
  values: [],
  path,
});

const unknownOperator = "";

/** Conditions must all hold, so one that meets the demand is enough; of its values, any may hold, so all must. */
export function demand(conditions: readonly Condition[], demanded: Demanded): Demand {
  const present = new Set(conditions.filter(demandsPresence).map(({ key }) => key.toLowerCase()));
  const verdicts = conditions.map((condition) => demandOf(condition, demanded, present));
  if (verdicts.includes("met")) return "met";
  return verdicts.includes("undecided") ? "undecided" : "unmet";
}

const demandsPresence = ({ operator, values }: Condition): boolean =>
  operator.toLowerCase() === "null" &&
  values.length > 0 &&
  values.every((value) => value.kind === "text" && value.text.toLowerCase() === "false");

function demandOf(
  { operator, key, values }: Condition,
  demanded: Demanded,
  present: ReadonlySet<string>,
): Demand {
  if (operator === unknownOperator) return "undecided";
  const base = demandingBase(operator, present.has(key.toLowerCase()));
  if (base === undefined || !demanded.isKey(key.toLowerCase()) || values.length === 0) {
    return "unmet";
  }
  const isPattern = patternOperators.has(base);
  const known = values.filter(({ kind }) => kind !== "unknown");
  if (!known.every((entry) => acceptsEntry(entry, isPattern, demanded))) return "unmet";
  return known.length === values.length ? "met" : "undecided";
}

function demandingBase(operator: string, isPresent: boolean): string | undefined {
  const [, qualifier = "", base, ifExists] = equality.exec(operator) ?? [];
  const isOptional = ifExists !== undefined || /^forall/i.test(qualifier);
  return isOptional && !isPresent ? undefined : base?.toLowerCase();
}

// A reference is the exact ARN of a resource of this stack; a suffix with a wildcard stays inside it after a
// separator only.
function acceptsEntry(entry: Entry, isPattern: boolean, { accepts }: Demanded): boolean {
  if (entry.kind === "text") return accepts(entry.text, isPattern && hasWildcard(entry.text));
  return entry.kind === "reference" && (!hasWildcard(entry.suffix) || /^[/:]/.test(entry.suffix));
}

/** Whether a key is one of the given ones. */
export const oneOf =
  (...keys: readonly string[]) =>
  (key: string): boolean =>
    keys.includes(key);
