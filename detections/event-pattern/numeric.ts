import { EventPatternError } from "./error";
import { type Leaf, leafOf, NumberText } from "./leaf";

// "Comparison operators for use in event patterns in Amazon EventBridge", section "Numeric matching".
const maxMagnitude = 5e9;
const digitsAfterPoint = 1e6;

const comparisons = {
  "=": (left: number, right: number) => left === right,
  "<": (left: number, right: number) => left < right,
  "<=": (left: number, right: number) => left <= right,
  ">": (left: number, right: number) => left > right,
  ">=": (left: number, right: number) => left >= right,
} as const;

const grammar =
  '["=", number], ["<", number], ["<=", number], [">", number], [">=", number], or a range from lower to upper bound such as [">", 0, "<=", 5]';

/**
 * The test of a `numeric` operand; it fits numbers only, of at most 5.0e9 in magnitude, to six digits after the point.
 * @throws {EventPatternError} when the operand is none.
 */
export function compileNumeric(operand: unknown, path: string): (leaf: Leaf) => boolean {
  const terms = Array.isArray(operand) ? readTerms(operand) : undefined;
  if (terms === undefined || !isGrammatical(terms)) {
    throw new EventPatternError(path, operand, grammar);
  }
  return (leaf) => {
    const value = leaf instanceof NumberText ? scaled(leaf.value) : undefined;
    return (
      value !== undefined &&
      terms.every(({ operator, bound }) => comparisons[operator](value, bound))
    );
  };
}

interface Term {
  readonly operator: keyof typeof comparisons;
  readonly bound: number;
}

function readTerms(operand: readonly unknown[]): readonly Term[] | undefined {
  if (operand.length !== 2 && operand.length !== 4) return undefined;
  const terms: Term[] = [];
  for (let at = 0; at < operand.length; at += 2) {
    const operator = operand[at];
    const number = leafOf(operand[at + 1]);
    const bound = number instanceof NumberText ? scaled(number.value) : undefined;
    if (!isOperator(operator) || bound === undefined) return undefined;
    terms.push({ operator, bound });
  }
  return terms;
}

const isOperator = (value: unknown): value is Term["operator"] =>
  typeof value === "string" && Object.hasOwn(comparisons, value);

function isGrammatical([lower, upper]: readonly Term[]): boolean {
  if (lower === undefined) return false;
  if (upper === undefined) return true;
  return (
    lower.operator.startsWith(">") && upper.operator.startsWith("<") && lower.bound < upper.bound
  );
}

const scaled = (value: number): number | undefined =>
  Math.abs(value) <= maxMagnitude ? Math.round(value * digitsAfterPoint) : undefined;
