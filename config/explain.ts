import { closest, distance } from "fastest-levenshtein";
import type { z } from "zod";
import type { ConfigIssue } from "./issues";
import { showValue } from "./issues";

type ZodIssue = z.core.$ZodIssue;
type Explanation = Pick<ConfigIssue, "code" | "problem" | "allowed" | "fix">;

/** What an explanation may look at besides the issue itself. */
export interface ExplanationSources {
  /** The configuration as it was given. */
  readonly input: unknown;
  /** The keys that the schema knows at a path. */
  readonly knownKeys: (path: readonly PropertyKey[]) => readonly string[];
}

/** Turns one schema issue into the operator's words; an issue about several unknown keys gives several. */
export function explainIssue(issue: ZodIssue, sources: ExplanationSources): readonly ConfigIssue[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => explainUnknownKey([...issue.path, key], sources));
  }
  const alternative = meantAlternative(issue);
  if (alternative.length > 0) {
    return alternative.flatMap((inner) =>
      explainIssue({ ...inner, path: [...issue.path, ...inner.path] }, sources),
    );
  }
  const given = valueAt(sources.input, issue.path);
  return [{ path: dotted(issue.path), given: showValue(given), ...explain(issue, given) }];
}

// Of alternatives that differ in type, the one whose type was written is what was meant.
function meantAlternative(issue: ZodIssue): readonly ZodIssue[] {
  if (issue.code !== "invalid_union") return [];
  const ofType = issue.errors.filter((problems) =>
    problems.every(({ code, path }) => code !== "invalid_type" || path.length > 0),
  );
  return ofType.length === 1 ? (ofType[0] ?? []) : [];
}

function explainUnknownKey(path: readonly PropertyKey[], sources: ExplanationSources): ConfigIssue {
  const key = String(path.at(-1));
  const known = sources.knownKeys(path.slice(0, -1));
  const nearest = known.length === 0 ? undefined : closest(key, [...known]);
  const isTypo = nearest !== undefined && distance(key, nearest) <= Math.max(2, key.length / 2);
  return {
    code: "CFG001",
    path: dotted(path),
    problem: "unknown key",
    allowed: known.length === 0 ? undefined : known.join(", "),
    fix: isTypo ? `did you mean ${nearest}?` : "remove it",
  };
}

function explain(issue: ZodIssue, given: unknown): Explanation {
  switch (issue.code) {
    case "invalid_type":
      return given === undefined
        ? { code: "CFG003", problem: "missing", allowed: issue.expected, fix: "set it" }
        : {
            code: "CFG002",
            problem: "wrong type",
            allowed: issue.expected,
            fix: `write ${article(issue.expected)}`,
          };
    case "invalid_value":
      return oneOf(issue.values, given);
    case "too_big":
      return outOfRange(`at most ${String(issue.maximum)}${unit(issue.origin)}`);
    case "too_small":
      return outOfRange(`at least ${String(issue.minimum)}${unit(issue.origin)}`);
    case "invalid_format":
      return malformed(issue.format === "regex" ? issue.pattern : issue.format);
    case "invalid_key":
      return {
        ...malformed(keyPattern(issue.issues)),
        problem: "malformed name",
        fix: "rename it",
      };
    case "invalid_union":
      return explainUnion(issue, given);
    default:
      return { code: "CFG006", problem: issue.message, fix: "correct the value" };
  }
}

function explainUnion(issue: z.core.$ZodIssueInvalidUnion, given: unknown): Explanation {
  const options: unknown = "options" in issue ? issue.options : [];
  return oneOf(Array.isArray(options) ? options : [], given);
}

function oneOf(values: readonly unknown[], given: unknown): Explanation {
  const texts = values.map(String);
  const allowed = texts.join(", ");
  if (given === undefined) return { code: "CFG003", problem: "missing", allowed, fix: "set it" };
  const nearest = typeof given === "string" && texts.length > 0 ? closest(given, texts) : texts[0];
  return {
    code: "CFG004",
    problem: "not one of the allowed values",
    allowed,
    fix: nearest === undefined ? "correct the value" : `for example ${nearest}`,
  };
}

const outOfRange = (allowed: string): Explanation => ({
  code: "CFG005",
  problem: "out of range",
  allowed,
  fix: `use ${allowed}`,
});

const malformed = (pattern: string | undefined): Explanation => ({
  code: "CFG006",
  problem: "malformed",
  allowed: pattern === undefined ? undefined : `matching ${pattern}`,
  fix: "write it in the allowed form",
});

function keyPattern(issues: readonly ZodIssue[]): string | undefined {
  const first = issues[0];
  if (first?.code === "too_big") return `at most ${String(first.maximum)} characters`;
  return first?.code === "invalid_format" ? first.pattern : undefined;
}

const unit = (origin: string): string =>
  origin === "array" ? " entries" : origin === "string" ? " characters" : "";

const article = (type: string): string => (/^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`);

const dotted = (path: readonly PropertyKey[]): string => path.map(String).join(".");

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (isRecord(value) ? value[String(key)] : undefined),
    input,
  );
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;
