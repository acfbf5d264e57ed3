import type { ContractProblem } from "../engine/contract";
import type { Value } from "../engine/value";
import { isObject, isUnknown, pointer } from "../engine/value";

type Path = readonly (string | number)[];

/** An object of the contract. */
export type Fields = Readonly<Record<string, Value>>;

/** Reads values of a contract and remembers what could not be used: a wrong type never passes unseen. */
export class ContractReader {
  readonly #problems: ContractProblem[] = [];

  /** What could not be used so far. */
  get problems(): readonly ContractProblem[] {
    return this.#problems;
  }

  /** Notes a problem. */
  note(problem: ContractProblem): void {
    this.#problems.push(problem);
  }

  /** An object with known keys; undefined, and a problem, when it is anything else. */
  object(value: Value | undefined, path: Path, keys: readonly string[]): Fields | undefined {
    const fields = this.#of(value, path, "an object", isObject);
    for (const key of Object.keys(fields ?? {})) {
      if (!keys.includes(key)) this.#unknownKey([...path, key], keys);
    }
    return fields;
  }

  /** An object whose keys are names; undefined, and a problem, when it is anything else. */
  record(value: Value | undefined, path: Path): Fields | undefined {
    return this.#of(value, path, "an object", isObject);
  }

  /** The items of a list; nothing is an empty list. */
  list(value: Value | undefined, path: Path): readonly Value[] {
    if (value === undefined || value === null) return [];
    return this.#of(value, path, "a list", isList) ?? [];
  }

  /** Text that is not empty. */
  text(value: Value | undefined, path: Path): string | undefined {
    return this.#of(value, path, "text", isText);
  }

  /** One of some words. */
  oneOf<Word extends string>(
    value: Value | undefined,
    path: Path,
    words: readonly Word[],
  ): Word | undefined {
    return this.#of(value, path, words.join(", "), (given): given is Word =>
      words.some((word) => word === given),
    );
  }

  /** A whole number between two bounds, both included. */
  integer(
    value: Value | undefined,
    path: Path,
    [least, most]: readonly [least: number, most: number],
  ): number | undefined {
    const form = `a whole number from ${String(least)} to ${String(most)}`;
    return this.#of(value, path, form, (given): given is number =>
      isIntegerWithin(given, least, most),
    );
  }

  /** True or false; absent is false. */
  flag(value: Value | undefined, path: Path): boolean {
    if (value === undefined || value === null) return false;
    return this.#of(value, path, "true or false", isBoolean) ?? false;
  }

  #of<Kind extends Value>(
    value: Value | undefined,
    path: Path,
    ...[form, isOfForm]: [form: string, isOfForm: (given: Value | undefined) => given is Kind]
  ): Kind | undefined {
    if (isUnknown(value)) {
      const message = `${nameOf(path)} is unknown: a contract is plain data.`;
      this.note({ kind: "unknown", path: pointer(path), message });
      return undefined;
    }
    if (isOfForm(value)) return value;
    const given = value === undefined ? "absent" : JSON.stringify(value).slice(0, 80);
    const message = `${nameOf(path)} is ${given}; it must be ${form}.`;
    this.note({ kind: "malformed", path: pointer(path), message });
    return undefined;
  }

  #unknownKey(path: Path, keys: readonly string[]): void {
    this.note({
      kind: "key",
      path: pointer(path),
      message: `The contract has no key ${String(path.at(-1))} here.`,
      fix: `Remove it, or use one of ${keys.join(", ")}.`,
    });
  }
}

const nameOf = (path: Path): string => path.join(".");

const isText = (value: Value | undefined): value is string =>
  typeof value === "string" && value !== "";

const isBoolean = (value: Value | undefined): value is boolean => typeof value === "boolean";

const isList = (value: Value | undefined): value is readonly Value[] => Array.isArray(value);

const isIntegerWithin = (value: Value | undefined, least: number, most: number): boolean =>
  typeof value === "number" && Number.isInteger(value) && value >= least && value <= most;
