import type { Conditions } from "../../plan/document";
import { covers } from "../../policy-pack/iam/pattern";

/** Condition keys of a request; a key that is not there is absent. */
export type RequestKeys = Readonly<Record<string, string>>;

type Compare = (given: string, expected: readonly string[]) => boolean;

const equals: Compare = (given, expected) => expected.includes(given);
const like: Compare = (given, expected) => expected.some((pattern) => covers(pattern, given));

const comparisons: Readonly<Record<string, Compare>> = {
  StringEquals: equals,
  StringNotEquals: (given, expected) => !equals(given, expected),
  ArnEquals: like,
  ArnLike: like,
  ArnNotEquals: (given, expected) => !like(given, expected),
  ArnNotLike: (given, expected) => !like(given, expected),
  Bool: equals,
};

/**
 * Whether a condition block holds, by the IAM User Guide ("Condition operators"): all keys of all operators must; an
 * absent key fails a positive operator, holds for a negative one, and for every operator that ends with IfExists.
 */
export function conditionsHold(conditions: Conditions | undefined, keys: RequestKeys): boolean {
  return Object.entries(conditions ?? {}).every(([operator, block]) =>
    Object.entries(block).every(([key, expected]) => holds(operator, keys[key], [expected].flat())),
  );
}

function holds(operator: string, given: string | undefined, expected: readonly string[]): boolean {
  if (operator === "Null") return expected.includes(String(given === undefined));
  const base = operator.replace(/IfExists$/, "");
  if (given === undefined) return base !== operator || base.includes("Not");
  const compare = comparisons[base];
  if (compare === undefined) throw new Error(`no comparison for ${operator}`);
  return compare(given, expected);
}
