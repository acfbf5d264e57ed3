import type { StackResource } from "../engine/rule";
import { type Operator, parseOperator } from "../iam/condition-keys";
import { all, any, decided, not, type Truth } from "../iam/effective/truth";
import type { Condition, Entry, Statement } from "../iam/statement";
import { literal, matchesArn, matchesShape } from "./arn-shapes";
import { compareText } from "./comparisons";
import type { KeyReading, KeyText } from "./keys";
import { fill } from "./variables";

/** What conditions are compared with. */
export interface RequestView {
  /** What the request says for a key, in lower case. */
  readonly keyOf: (key: string) => KeyReading;
  /** The ARN of a resource as far as it is known. */
  readonly shapeOf: (resource: StackResource) => string;
  /** The resource that a declared reference means; undefined when none or several do. */
  readonly referred: (ref: string) => StackResource | undefined;
}

/** A document's language and the request that its conditions are compared with. */
export interface ConditionView extends RequestView {
  /** Whether `${…}` are variables: in version 2012-10-17 of the policy language. */
  readonly hasVariables: boolean;
}

/**
 * Whether a request meets all conditions of a statement. IAM User Guide, "IAM JSON policy elements: Condition
 * operators" and "Single-valued vs. multivalued context keys".
 */
export function conditionsMet(
  { conditions, conditionUnknown }: Pick<Statement, "conditions" | "conditionUnknown">,
  view: ConditionView,
): Truth {
  return all([
    conditionUnknown ? "maybe" : "yes",
    ...conditions.map((condition) => conditionMet(condition, view)),
  ]);
}

/** Whether a request meets one condition. */
export function conditionMet(condition: Condition, view: ConditionView): Truth {
  const operator = parseOperator(condition.operator);
  const reading = view.keyOf(condition.key);
  if (operator.type === undefined || reading.kind === "perhaps") return "maybe";
  if (operator.type === "null") return nullMet(condition.values, reading);
  if (reading.kind === "absent") return decided(metByAbsence(operator));
  const each = reading.values.map((value) => valueMet(value, { condition, operator, view }));
  if (operator.qualifier === "forallvalues") return all(each);
  if (operator.qualifier === "foranyvalue" || each.length === 1) return any(each);
  // What an operator for one value makes of several is not documented.
  const [first = "maybe", ...others] = each;
  return others.every((other) => other === first) ? first : "maybe";
}

function metByAbsence({ ifExists, qualifier, isNegated }: Operator): boolean {
  if (ifExists || qualifier === "forallvalues") return true;
  return qualifier === "foranyvalue" ? false : isNegated;
}

function nullMet(values: readonly Entry[], { kind }: KeyReading): Truth {
  return any(
    values.map((value): Truth => {
      if (value.kind !== "text") return "maybe";
      return decided(value.text.toLowerCase() === String(kind === "absent"));
    }),
  );
}

interface Comparing {
  readonly condition: Condition;
  readonly operator: Operator;
  readonly view: ConditionView;
}

// A negated comparison holds when the value equals none of those listed.
function valueMet(value: KeyText, comparing: Comparing): Truth {
  const { condition, operator } = comparing;
  const equal = any(condition.values.map((entry) => entryMet(value, entry, comparing)));
  return operator.isNegated ? not(equal) : equal;
}

function entryMet(value: KeyText, entry: Entry, comparing: Comparing): Truth {
  if (value.kind === "unknown" || entry.kind === "unknown") return "maybe";
  if (entry.kind === "reference") return referenceMet(value, entry, comparing.view);
  const { operator, view } = comparing;
  const filled = fill(entry.text, { ...view, readsPatterns: operator.readsPatterns });
  if (filled === undefined) return "no";
  const met =
    value.kind === "arn"
      ? arnMet(value, filled.pattern, comparing)
      : compareText(operator, { value: value.text, filled, entry: entry.text });
  return met === "yes" && !filled.isCertain ? "maybe" : met;
}

function arnMet(
  { resource, suffix }: Extract<KeyText, { kind: "arn" }>,
  pattern: string,
  { operator, view }: Comparing,
): Truth {
  const shape = view.shapeOf(resource) + literal(suffix);
  if (operator.type === "arn") return matchesArn(pattern, shape);
  if (operator.type !== "string") return "no";
  return operator.comparison.endsWith("ignorecase")
    ? matchesShape(pattern.toLowerCase(), shape.toLowerCase())
    : matchesShape(pattern, shape);
}

function referenceMet(
  value: Exclude<KeyText, { kind: "unknown" }>,
  { ref, suffix }: Extract<Entry, { kind: "reference" }>,
  view: ConditionView,
): Truth {
  if (value.kind === "arn") {
    const { resource } = value;
    const isNamed = ref === resource.name || ref === resource.urn;
    return isNamed ? matchesShape(suffix, literal(value.suffix)) : "no";
  }
  const resource = view.referred(ref);
  if (resource === undefined) return "maybe";
  const shape = view.shapeOf(resource);
  const meets = matchesArn(shape + suffix, literal(value.text));
  return meets === "yes" && !isKnown(shape) ? "maybe" : meets;
}

// A secret's ARN is the only one of its name, whichever six characters it ends with.
const isKnown = (shape: string): boolean =>
  !/[*?]/.test(shape.replace(/-\?{6}$/, "").replaceAll(/\$\{.\}/g, ""));
