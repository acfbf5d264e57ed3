import { type Comparison, compileComparison, maxRegexes, takeComparison } from "./comparison";
import {
  compileExpression,
  conditionsOf,
  type Expression,
  type Predicate,
  takeExpression,
} from "./expression";
import type { Scanner } from "./scanner";
import { isRecord, type Selector, takeSelector } from "./selector";

type Test =
  | ({ readonly kind: "compare" } & Comparison)
  | { readonly kind: "is"; readonly value: boolean | null }
  | { readonly kind: "missing" };

interface Condition {
  readonly selector: Selector;
  readonly test: Test;
}

/** A pattern for JSON events. */
export type JsonExpression = Expression<Condition>;

/** A field that has to hold one of some texts in every event that a pattern matches. */
export interface RequiredField {
  /** The field. */
  readonly selector: Selector;
  /** The texts, none of which holds a wildcard. */
  readonly texts: ReadonlySet<string>;
}

const maxWildcards = 3;
const constants: Readonly<Record<string, boolean | null>> = {
  NULL: null,
  TRUE: true,
  FALSE: false,
};

/**
 * Reads `{ ... }` ("Using filter patterns to match terms in JSON log events").
 * @throws FilterPatternError when it is not such a pattern, or exceeds a quota.
 */
export function takeJson(scanner: Scanner): JsonExpression {
  scanner.expect("{", "{");
  scanner.skipSpaces();
  const expression = takeExpression(scanner, () => takeSingle(scanner));
  scanner.expect("}", "&&, || or }");
  const conditions = conditionsOf(expression);
  if (conditions.filter(({ selector }) => selector.wildcard).length > maxWildcards) {
    scanner.fail(`${maxWildcards} wildcard selectors in a pattern`, 0);
  }
  const regexes = conditions.filter(
    ({ test }) => test.kind === "compare" && test.comparand.kind === "regex",
  );
  if (regexes.length > maxRegexes)
    scanner.fail(`${maxRegexes} regular expressions in a pattern`, 0);
  return expression;
}

function takeSingle(scanner: Scanner): JsonExpression {
  if (!scanner.take("(")) {
    const selector = takeSelector(scanner);
    scanner.skipSpaces();
    return { kind: "one", condition: { selector, test: takeTest(scanner) } };
  }
  scanner.skipSpaces();
  const inner = takeExpression(scanner, () => takeSingle(scanner));
  scanner.expect(")", "&&, || or )");
  return inner;
}

function takeTest(scanner: Scanner): Test {
  const constant = scanner.match(/IS\s+(NULL|TRUE|FALSE)\b/y);
  if (constant !== undefined) return { kind: "is", value: constants[constant] ?? null };
  if (scanner.match(/NOT\s+EXISTS\b/y) !== undefined) return { kind: "missing" };
  if (scanner.sees(/[A-Z]/y)) scanner.fail("IS NULL, IS TRUE, IS FALSE, NOT EXISTS or an operator");
  return { kind: "compare", ...takeComparison(scanner) };
}

/** Turns a pattern for JSON into a function of the parsed event, which matches nothing but objects. */
export function compileJson(expression: JsonExpression): Predicate<unknown> {
  const holds = compileExpression(expression, compileCondition);
  return (event) => isRecord(event) && holds(event);
}

function compileCondition({ selector, test }: Condition): Predicate<unknown> {
  const holds = compileTest(test);
  if (selector.wildcard) {
    return test.kind === "missing"
      ? (event) => selector.read(event).length === 0
      : (event) => selector.read(event).some(holds);
  }
  return (event) => holds(selector.readOne(event));
}

function compileTest(test: Test): Predicate<unknown> {
  if (test.kind === "missing") return (value) => value === undefined;
  if (test.kind === "is") return (value) => value === test.value;
  const compare = compileComparison(test);
  // "Value nodes can be strings or numbers": whatever else is there, and a field that is not, meets neither = nor !=.
  return (value) => (typeof value === "string" || typeof value === "number") && compare(value);
}

/** The selectors of a pattern as they are written, each once. */
export function selectorsOf(expression: JsonExpression): readonly string[] {
  return [...new Set(conditionsOf(expression).map(({ selector }) => selector.text))];
}

/** What every matching event has in one of its fields, where the pattern says so. */
export function requiredField(expression: JsonExpression): RequiredField | undefined {
  if (expression.kind === "one") return requiredByCondition(expression.condition);
  const parts = expression.parts.map(requiredField);
  if (expression.kind === "all") {
    return parts
      .filter((part) => part !== undefined)
      .sort((left, right) => left.texts.size - right.texts.size)[0];
  }
  const [first] = parts;
  if (first === undefined) return undefined;
  const same = parts.filter((part) => part?.selector.text === first.selector.text);
  if (same.length < parts.length) return undefined;
  return {
    selector: first.selector,
    texts: new Set(same.flatMap((part) => [...(part?.texts ?? [])])),
  };
}

function requiredByCondition({ selector, test }: Condition): RequiredField | undefined {
  if (selector.wildcard || test.kind !== "compare" || test.operator !== "=") return undefined;
  const { comparand } = test;
  if (comparand.kind !== "text" || /^\*|\*$/.test(comparand.text)) return undefined;
  return { selector, texts: new Set([comparand.text]) };
}
