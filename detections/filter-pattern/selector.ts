import type { Scanner } from "./scanner";

type Step =
  | { readonly kind: "field"; readonly name: string }
  | { readonly kind: "element"; readonly index: number }
  | { readonly kind: "every-field" }
  | { readonly kind: "every-element" };

/** A property selector such as `$.users[0].id`. */
export interface Selector {
  /** As it is written. */
  readonly text: string;
  /** Whether it is a wildcard selector, which may select several values. */
  readonly wildcard: boolean;
  /** From the event to the values it selects; none when the field is missing. */
  readonly read: (event: unknown) => readonly unknown[];
  /** The same for a selector without a wildcard; `undefined` when the field is missing. */
  readonly readOne: (event: unknown) => unknown;
}

const allowedField = "a field of letters, digits, - and _, a wildcard *, or ['any other name']";
const allowedElement = "an element's number, * or a field's name in single quotes, and ]";

/**
 * Reads a property selector ("Using filter patterns to match terms in JSON log events").
 * @throws FilterPatternError when it is not one, or has more than one wildcard.
 */
export function takeSelector(scanner: Scanner): Selector {
  const start = scanner.position;
  scanner.expect("$.", "a property selector, which begins with $.");
  const steps = [takeField(scanner)];
  for (;;) {
    if (scanner.take(".")) steps.push(takeField(scanner));
    else if (scanner.take("[")) steps.push(takeBracket(scanner));
    else break;
  }
  const wildcards = steps.filter(isWildcard).length;
  if (wildcards > 1) scanner.fail("one wildcard in a property selector", start);
  return {
    text: scanner.text.slice(start, scanner.position),
    wildcard: wildcards > 0,
    read: (event) =>
      steps.reduce<readonly unknown[]>(
        (values, step) => values.flatMap((value) => follow(value, step)),
        [event],
      ),
    readOne: (event) => {
      let value = event;
      for (const step of steps)
        value = step.kind === "field" ? field(value, step.name) : follow(value, step)[0];
      return value;
    },
  };
}

function takeField(scanner: Scanner): Step {
  if (scanner.take("*")) return { kind: "every-field" };
  if (scanner.take("[")) return takeBracket(scanner);
  const name = scanner.match(/[A-Za-z0-9_-]+/y);
  return name === undefined ? scanner.fail(allowedField) : { kind: "field", name };
}

function takeBracket(scanner: Scanner): Step {
  const name = scanner.match(/'([^']+)'\]/y);
  if (name !== undefined) return { kind: "field", name };
  if (scanner.take("*]")) return { kind: "every-element" };
  const index = scanner.match(/(\d+)\]/y);
  return index === undefined
    ? scanner.fail(allowedElement)
    : { kind: "element", index: Number(index) };
}

const isWildcard = ({ kind }: Step): boolean => kind === "every-field" || kind === "every-element";

function follow(value: unknown, step: Step): readonly unknown[] {
  const found = (one: unknown): readonly unknown[] => (one === undefined ? [] : [one]);
  switch (step.kind) {
    case "field":
      return found(field(value, step.name));
    case "element":
      return Array.isArray(value) ? found(value[step.index]) : [];
    case "every-field":
      return isRecord(value) ? Object.values(value) : [];
    case "every-element":
      return Array.isArray(value) ? value : [];
  }
}

const field = (value: unknown, name: string): unknown =>
  isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined;

/** Whether a value is a JSON object. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
