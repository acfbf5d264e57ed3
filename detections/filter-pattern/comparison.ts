import { takeRegex } from "./regex";
import type { Scanner } from "./scanner";

/** How a value is compared. */
export type Operator = "=" | "!=" | "<" | "<=" | ">" | ">=";

/** What a value is compared with: a number, a text that may begin and end with `*`, or a regular expression. */
export type Comparand =
  | { readonly kind: "number"; readonly text: string; readonly value: number }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "regex"; readonly regex: RegExp };

/** A comparison without the value that it is about. */
export interface Comparison {
  /** How. */
  readonly operator: Operator;
  /** With what. */
  readonly comparand: Comparand;
}

/** The most regular expressions that a pattern may hold ("Supported regular expressions (regex) syntax"). */
export const maxRegexes = 2;

const number = /[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?(?![\w.*])/y;
const orderings = ["<=", ">=", "<", ">"] as const;

/**
 * Reads an operator and what it compares with.
 * @throws FilterPatternError when either is missing, or when anything but a number is put in order.
 */
export function takeComparison(scanner: Scanner): Comparison {
  for (const operator of orderings) {
    if (scanner.take(operator)) return { operator, comparand: takeNumber(scanner) };
  }
  const operator = scanner.take("!=") ? "!=" : scanner.take("=") ? "=" : undefined;
  if (operator === undefined) return scanner.fail("one of = != < <= > >=");
  return { operator, comparand: takeComparand(scanner) };
}

function takeNumber(scanner: Scanner): Comparand {
  scanner.skipSpaces();
  const text = scanner.match(number);
  return text === undefined
    ? scanner.fail("a number without quotes after < <= > >=")
    : { kind: "number", text, value: Number(text) };
}

function takeComparand(scanner: Scanner): Comparand {
  scanner.skipSpaces();
  const quoted = scanner.takeQuoted();
  if (quoted !== undefined) return { kind: "text", text: quoted };
  const regex = takeRegex(scanner);
  if (regex !== undefined) return { kind: "regex", regex };
  const digits = scanner.match(number);
  if (digits !== undefined) return { kind: "number", text: digits, value: Number(digits) };
  const text = scanner.match(/[\w.*]+/y);
  return text === undefined
    ? scanner.fail(
        "a number, a text of letters, digits, _ . and *, any text in double quotes, or %regex%",
      )
    : { kind: "text", text };
}

/** Turns a comparison into a function of the value, which is a text or a number. */
export function compileComparison({
  operator,
  comparand,
}: Comparison): (value: string | number) => boolean {
  const equal = compileEquality(comparand);
  if (operator === "=") return equal;
  if (operator === "!=") return (value) => !equal(value);
  if (comparand.kind !== "number") return () => false;
  const limit = comparand.value;
  // A text is in no order with a number (README.md).
  const order = (holds: (value: number) => boolean) => (value: string | number) =>
    typeof value === "number" && holds(value);
  switch (operator) {
    case "<":
      return order((value) => value < limit);
    case "<=":
      return order((value) => value <= limit);
    case ">":
      return order((value) => value > limit);
    case ">=":
      return order((value) => value >= limit);
  }
}

function compileEquality(comparand: Comparand): (value: string | number) => boolean {
  switch (comparand.kind) {
    case "number":
      return (value) =>
        typeof value === "number" ? value === comparand.value : value === comparand.text;
    case "regex":
      return (value) => comparand.regex.test(String(value));
    case "text":
      return compileWildcards(comparand.text);
  }
}

// An asterisk elsewhere stands for itself: "Ev*ent will only match the actual string Ev*ent" (Filter and Pattern Syntax).
function compileWildcards(text: string): (value: string | number) => boolean {
  const opens = text.startsWith("*");
  const closes = text.endsWith("*");
  const core = text.slice(opens ? 1 : 0, closes ? -1 : undefined);
  if (opens && core === "") return () => true;
  if (opens && closes) return (value) => String(value).includes(core);
  if (opens) return (value) => String(value).endsWith(core);
  if (closes) return (value) => String(value).startsWith(core);
  return (value) => (typeof value === "string" ? value : String(value)) === text;
}
