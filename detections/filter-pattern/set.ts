import { compileFilterPattern, type FilterPattern, parseEvent } from "./index";
import type { Selector } from "./selector";

/** Several filter patterns that look at the same events. */
export interface FilterPatternSet {
  /** The patterns, in the order given. */
  readonly patterns: readonly FilterPattern[];
  /** Indexes of the patterns that match a log event, ascending. Parses the line once for all of them. */
  readonly matches: (line: string) => readonly number[];
  /** The same for an event that is already parsed. */
  readonly matchesEvent: (event: unknown) => readonly number[];
}

interface Entry {
  readonly index: number;
  readonly pattern: FilterPattern;
}

interface FieldIndex {
  readonly selector: Selector;
  readonly entries: Map<string, Entry[]>;
}

/**
 * Reads several filter patterns, and looks up which of them to try by the fields they require: most events meet the
 * required names of none.
 * @throws FilterPatternError for the first pattern that is refused.
 */
export function compileFilterPatterns(texts: readonly string[]): FilterPatternSet {
  const patterns = texts.map(compileFilterPattern);
  const entries = patterns.map((pattern, index) => ({ index, pattern }));
  const ofLines = entries.filter(({ pattern }) => pattern.kind !== "json");
  const ofEvents = entries.filter(({ pattern }) => pattern.kind === "json");
  const always = ofEvents.filter(({ pattern }) => pattern.required === undefined);
  const fields = indexByField(ofEvents);

  const matchesEvent = (event: unknown): readonly number[] => {
    const candidates = fields.flatMap(
      ({ selector, entries }) => entries.get(keyOf(selector.readOne(event))) ?? [],
    );
    return [...always, ...candidates]
      .filter(({ pattern }) => pattern.matchesEvent(event))
      .map(({ index }) => index)
      .sort((left, right) => left - right);
  };
  return {
    patterns,
    matchesEvent,
    matches: (line) => {
      const found = ofLines
        .filter(({ pattern }) => pattern.matches(line))
        .map(({ index }) => index);
      const event = ofEvents.length === 0 ? undefined : parseEvent(line);
      return [...found, ...matchesEvent(event)].sort((left, right) => left - right);
    },
  };
}

function indexByField(entries: readonly Entry[]): readonly FieldIndex[] {
  const fields = new Map<string, FieldIndex>();
  for (const entry of entries) {
    const { required } = entry.pattern;
    if (required === undefined) continue;
    const { selector, texts } = required;
    const field = fields.get(selector.text) ?? { selector, entries: new Map<string, Entry[]>() };
    fields.set(selector.text, field);
    for (const text of texts) field.entries.set(text, [...(field.entries.get(text) ?? []), entry]);
  }
  return [...fields.values()];
}

// Required texts are compared with the text of a number too; no other value meets a comparison.
const keyOf = (value: unknown): string =>
  typeof value === "string" || typeof value === "number" ? String(value) : "";
