import { compileCondition, type Test } from "./conditions";
import { EventPatternError } from "./error";
import { isObject } from "./leaf";

/** What one field must be. */
export interface Requirement {
  /** Names from the root to the field. */
  readonly path: readonly string[];
  /** Tests of which one must fit a leaf there; "absent" where there must be none. */
  readonly wanted: readonly Test[] | "absent";
}

/** Requirements that an event must fulfil together. */
type Alternative = readonly Requirement[];

// Keeps nested `$or` from multiplying without bound.
const maxAlternatives = 1000;

const reservedInOr = new Set([
  "exactly",
  "prefix",
  "suffix",
  "equals-ignore-case",
  "numeric",
  "cidr",
  "exists",
  "anything-but",
  "wildcard",
]);

/**
 * The alternatives that a pattern stands for, of which one must be fulfilled.
 * @throws {EventPatternError} when EventBridge refuses the pattern.
 */
export const alternativesOf = (pattern: unknown): readonly Alternative[] => ofObject(pattern, []);

function ofObject(pattern: unknown, path: readonly string[]): readonly Alternative[] {
  if (!isObject(pattern) || Object.keys(pattern).length === 0) {
    throw new EventPatternError(path.join("."), pattern, "an object with at least one field");
  }
  let together: readonly Alternative[] = [[]];
  for (const [name, value] of Object.entries(pattern)) {
    const some = name === "$or" ? ofOr(value, path) : ofField(value, [...path, name]);
    if (together.length * some.length > maxAlternatives) {
      throw new EventPatternError(
        [...path, name].join("."),
        value,
        `no more than ${String(maxAlternatives)} combinations of alternatives`,
      );
    }
    together = together.flatMap((left) => some.map((right) => [...left, ...right]));
  }
  return together;
}

function ofOr(value: unknown, path: readonly string[]): readonly Alternative[] {
  const at = [...path, "$or"].join(".");
  if (!Array.isArray(value) || value.length < 2) {
    throw new EventPatternError(at, value, "a list of two objects or more");
  }
  const options: readonly unknown[] = value;
  return options.flatMap((option, index) => {
    const reserved = isObject(option) && Object.keys(option).find((name) => reservedInOr.has(name));
    if (typeof reserved !== "string") return ofObject(option, path);
    throw new EventPatternError(`${at}[${String(index)}]`, option, `no field named ${reserved}`);
  });
}

function ofField(value: unknown, path: readonly string[]): readonly Alternative[] {
  if (isObject(value)) return ofObject(value, path);
  const at = path.join(".");
  if (!Array.isArray(value) || value.length === 0) {
    throw new EventPatternError(at, value, "an object, or a list of at least one value");
  }
  const conditions = value.map((item, index) => compileCondition(item, `${at}[${String(index)}]`));
  const wanted = conditions.filter((condition) => condition !== "absent");
  return [
    ...(wanted.length === 0 ? [] : [[{ path, wanted }]]),
    ...(wanted.length === conditions.length ? [] : [[{ path, wanted: "absent" as const }]]),
  ];
}
