import { compileJson, type RequiredField, requiredField, selectorsOf, takeJson } from "./json";
import { Scanner } from "./scanner";
import { compileSpaceDelimited, type Fields, takeSpaceDelimited } from "./space-delimited";
import { compileTerms, takeTerms } from "./terms";

/** The most characters of a pattern (PutMetricFilter, `filterPattern`). */
export const maxPatternLength = 1024;

/** What a CloudWatch Logs filter pattern matches. */
export interface FilterPattern {
  /** The form: terms, `{ ... }` for JSON or `[ ... ]` for fields between spaces. */
  readonly kind: "terms" | "json" | "space-delimited";
  /** Whether the pattern matches a log event; of a pattern for JSON, the whole line has to be one JSON object. */
  readonly matches: (line: string) => boolean;
  /** The same for an event that is already parsed; `false` for the other forms. */
  readonly matchesEvent: (event: unknown) => boolean;
  /** Fields of JSON that the pattern reads, as it writes them (`$.eventName`); empty for the other forms. */
  readonly selectors: readonly string[];
  /** A field of JSON that holds one of some texts in every event that matches; `undefined` where the pattern implies none. */
  readonly required: RequiredField | undefined;
  /** What a space-delimited pattern extracts of a line that it matches; `undefined` otherwise and for the other forms. */
  readonly fieldsOf: (line: string) => Fields | undefined;
}

/**
 * Reads a filter pattern as "Filter pattern syntax for metric filters, subscription filters, filter log events, and Live
 * Tail" (CloudWatch Logs User Guide) describes it. What the guide leaves open is decided in README.md of this folder.
 * @throws FilterPatternError when CloudWatch would refuse the pattern, or the guide does not describe its form.
 */
export function compileFilterPattern(text: string): FilterPattern {
  const scanner = new Scanner(text);
  if (text.length > maxPatternLength) {
    scanner.fail(`${maxPatternLength} characters`, maxPatternLength);
  }
  scanner.skipSpaces();
  if (scanner.sees(/\{/y)) return compileJsonPattern(scanner);
  if (scanner.sees(/\[/y)) return compileSpaceDelimitedPattern(scanner);
  const terms = takeTerms(scanner);
  expectEnd(scanner);
  return {
    ...nothingOfJson,
    kind: "terms",
    matches: compileTerms(terms),
    fieldsOf: () => undefined,
  };
}

const nothingOfJson = { matchesEvent: () => false, selectors: [], required: undefined };

function compileJsonPattern(scanner: Scanner): FilterPattern {
  const expression = takeJson(scanner);
  expectEnd(scanner);
  const matchesEvent = compileJson(expression);
  return {
    kind: "json",
    matches: (line) => matchesEvent(parseEvent(line)),
    matchesEvent,
    selectors: selectorsOf(expression),
    required: requiredField(expression),
    fieldsOf: () => undefined,
  };
}

function compileSpaceDelimitedPattern(scanner: Scanner): FilterPattern {
  const pattern = takeSpaceDelimited(scanner);
  expectEnd(scanner);
  const fieldsOf = compileSpaceDelimited(pattern);
  const matches = (line: string): boolean => fieldsOf(line) !== undefined;
  return { ...nothingOfJson, kind: "space-delimited", matches, fieldsOf };
}

function expectEnd(scanner: Scanner): void {
  scanner.skipSpaces();
  if (!scanner.atEnd) scanner.fail("the end of the pattern");
}

/** The JSON object that a line is; `undefined` when it is none, or has anything before or after it. */
export function parseEvent(line: string): unknown {
  if (!/^\s*\{/.test(line)) return undefined;
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
