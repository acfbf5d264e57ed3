import { type Comparison, compileComparison, maxRegexes, takeComparison } from "./comparison";
import {
  compileExpression,
  conditionsOf,
  type Expression,
  type Predicate,
  takeExpression,
} from "./expression";
import type { Scanner } from "./scanner";

interface Field {
  readonly name: string;
  readonly condition: Expression<Comparison> | undefined;
}

/** A pattern for space-delimited events. */
export interface SpaceDelimited {
  /** The fields, of which `...` is none. */
  readonly fields: readonly Field[];
  /** How many fields come before `...`; absent without one. */
  readonly ellipsisAt: number | undefined;
}

/** Texts of a line by field: `$name`, or `$3` for the third one where the pattern gives it no name. */
export type Fields = Readonly<Record<string, string>>;

interface Token {
  readonly text: string;
  readonly start: number;
}

const condition = /\w+(?=\s*[=!<>])/y;
const words = /"([^"]*)"(?=\s|$)|\[([^\]]*)\](?=\s|$)|\S+/g;
const numeric = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/**
 * Reads `[ ... ]` ("Using filter patterns to match terms in space-delimited log events").
 * @throws FilterPatternError when it is not such a pattern, or exceeds a quota.
 */
export function takeSpaceDelimited(scanner: Scanner): SpaceDelimited {
  const fields: Field[] = [];
  let ellipsisAt: number | undefined;
  scanner.expect("[", "[");
  do {
    scanner.skipSpaces();
    if (!scanner.take("...")) fields.push(takeField(scanner));
    else if (ellipsisAt === undefined) ellipsisAt = fields.length;
    else scanner.fail("one ... in a pattern");
    scanner.skipSpaces();
  } while (scanner.take(","));
  scanner.expect("]", "a field's name, a condition, a comma or ]");
  if (fields.length === 1 && ellipsisAt === undefined && fields[0]?.name === "")
    scanner.fail("at least one field", 0);
  const comparisons = fields.flatMap((field) =>
    field.condition === undefined ? [] : conditionsOf(field.condition),
  );
  if (comparisons.filter(({ comparand }) => comparand.kind === "regex").length > maxRegexes) {
    scanner.fail(`${maxRegexes} regular expressions in a pattern`, 0);
  }
  return { fields, ellipsisAt };
}

function takeField(scanner: Scanner): Field {
  if (!scanner.sees(condition)) return { name: scanner.match(/\w*/y) ?? "", condition: undefined };
  const names = new Set<string>();
  const single = (): Expression<Comparison> => {
    const start = scanner.position;
    names.add(scanner.match(condition) ?? scanner.fail("the field's name and an operator"));
    if (names.size > 1) scanner.fail("conditions on one and the same field between commas", start);
    scanner.skipSpaces();
    return { kind: "one", condition: takeComparison(scanner) };
  };
  const expression = takeExpression(scanner, single);
  return { name: [...names].join(), condition: expression };
}

/** Turns a pattern into a function from a line to its fields, or `undefined` where the line does not match. */
export function compileSpaceDelimited(
  pattern: SpaceDelimited,
): (line: string) => Fields | undefined {
  const conditions = pattern.fields.map((field) =>
    field.condition === undefined
      ? undefined
      : compileExpression(field.condition, compileFieldComparison),
  );
  return (line) => {
    const tokens = tokensOf(line);
    const bound = bind(pattern, tokens, line);
    if (bound === undefined) return undefined;
    const holds = bound.every(({ text }, index) => conditions[index]?.(text) ?? true);
    return holds ? named(pattern, bound, tokens) : undefined;
  };
}

// Every field is a text; a number in the pattern asks for the number that the text spells.
function compileFieldComparison(comparison: Comparison): Predicate<string> {
  const compare = compileComparison(comparison);
  return comparison.comparand.kind === "number"
    ? (text) => compare(numeric.test(text) ? Number(text) : text)
    : compare;
}

function tokensOf(line: string): readonly Token[] {
  return Array.from(line.matchAll(words), (match) => ({
    text: match[1] ?? match[2] ?? match[0],
    start: match.index,
  }));
}

// Without ..., the last field takes the rest of the line: CloudWatch's own pattern for Lambda's messages of any length is
// [timestamp=*Z, request_id="*-*", event], and [w1=ERROR, w2] is documented for lines of six words.
function bind(
  { fields, ellipsisAt }: SpaceDelimited,
  tokens: readonly Token[],
  line: string,
): readonly Token[] | undefined {
  if (tokens.length < fields.length) return undefined;
  if (ellipsisAt !== undefined) {
    return [
      ...tokens.slice(0, ellipsisAt),
      ...tokens.slice(tokens.length - (fields.length - ellipsisAt)),
    ];
  }
  if (tokens.length === fields.length) return tokens;
  const last = tokens[fields.length - 1];
  if (last === undefined) return undefined;
  return [
    ...tokens.slice(0, fields.length - 1),
    { text: line.slice(last.start).trimEnd(), start: last.start },
  ];
}

function named(
  { fields, ellipsisAt }: SpaceDelimited,
  bound: readonly Token[],
  tokens: readonly Token[],
): Fields {
  const skipped = ellipsisAt === undefined ? [] : tokens.filter((token) => !bound.includes(token));
  const position = (token: Token): string =>
    `$${tokens.findIndex(({ start }) => start === token.start) + 1}`;
  return Object.fromEntries([
    ...skipped.map((token) => [position(token), token.text] as const),
    ...bound.map((token, index) => {
      const name = fields[index]?.name ?? "";
      return [name === "" ? position(token) : `$${name}`, token.text] as const;
    }),
  ]);
}
