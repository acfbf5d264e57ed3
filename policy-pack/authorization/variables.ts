import { literal } from "./arn-shapes";
import type { KeyReading, KeyText } from "./keys";

/** Text of a policy with its variables filled in: a pattern in which only what may be a wildcard is one. */
export interface FilledText {
  /** The pattern; a variable whose value is unknown has become `*`. */
  readonly pattern: string;
  /** Whether every variable is known. */
  readonly isCertain: boolean;
}

/** How the text of a policy is read. */
export interface Reading {
  /** Whether `*` and `?` are wildcards. */
  readonly readsPatterns: boolean;
  /** Whether `${…}` are variables: in version 2012-10-17 of the policy language. */
  readonly hasVariables: boolean;
  /** The request's keys. */
  readonly keyOf: (key: string) => KeyReading;
}

/**
 * Fills in the variables of a text; undefined when one of them is absent and has no default, so that nothing
 * matches (IAM User Guide, "IAM policy elements: Variables and tags").
 */
export function fill(text: string, reading: Reading): FilledText | undefined {
  const { readsPatterns, hasVariables } = reading;
  const plain = (part: string) => (readsPatterns ? part.replaceAll("$", `\${$}`) : literal(part));
  if (!hasVariables || !text.includes("${")) return { pattern: plain(text), isCertain: true };
  let pattern = "";
  let isCertain = true;
  for (const [part, name] of text.matchAll(/\$\{([^{}]*)\}|[^$]+|\$/g)) {
    const value = name === undefined ? plain(part) : valueOf(name, reading);
    if (value === undefined) return undefined;
    if (value === unknown) isCertain = false;
    pattern += value === unknown ? "*" : value;
  }
  return { pattern, isCertain };
}

const unknown = Symbol("unknown");

function valueOf(variable: string, { keyOf }: Reading): string | typeof unknown | undefined {
  if (variable === "*" || variable === "?" || variable === "$") return `\${${variable}}`;
  const [, name = "", fallback] = /^([^,]*?)\s*(?:,\s*'([^']*)')?$/.exec(variable.trim()) ?? [];
  const reading = keyOf(name.toLowerCase());
  if (reading.kind === "perhaps") return unknown;
  if (reading.kind === "present") return single(reading.values);
  return fallback === undefined ? undefined : literal(fallback);
}

// A key with several values cannot stand for a variable.
function single([value, ...others]: readonly KeyText[]): string | typeof unknown | undefined {
  if (others.length > 0) return undefined;
  return value?.kind === "text" ? literal(value.text) : unknown;
}
