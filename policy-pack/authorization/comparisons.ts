import { isUnknown } from "../engine/value";
import type { ComparedType, Operator } from "../iam/condition-keys";
import { decided, type Truth } from "../iam/effective/truth";
import { covers } from "../iam/pattern";
import { parseBlock } from "../network/intervals";
import { literal, matchesArn } from "./arn-shapes";
import type { FilledText } from "./variables";

/** A value of a request, and a text of a condition that it is compared with. */
export interface Compared {
  /** Value of the request. */
  readonly value: string;
  /** Text of the condition, with its variables filled in. */
  readonly filled: FilledText;
  /** Text of the condition as written. */
  readonly entry: string;
}

type Compare = (compared: Compared, comparison: string) => Truth;

const alike = (pattern: string, value: string): Truth => decided(covers(pattern, literal(value)));

/** A comparison of what a text stands for, which its unknown variables decide. */
const ofKnown =
  (compare: (value: string, entry: string, comparison: string) => Truth): Compare =>
  ({ value, filled, entry }, comparison) =>
    filled.isCertain ? compare(value, entry, comparison) : "maybe";

const byType: Readonly<Record<Exclude<ComparedType, "null">, Compare>> = {
  string: ({ value, filled: { pattern } }, comparison) =>
    comparison.endsWith("ignorecase")
      ? alike(pattern.toLowerCase(), value.toLowerCase())
      : alike(pattern, value),
  arn: ({ value, filled }) => (isArn(value) ? matchesArn(filled.pattern, literal(value)) : "no"),
  binary: ({ value, filled }) => alike(filled.pattern, value),
  bool: ({ value, filled }) => alike(filled.pattern.toLowerCase(), value.toLowerCase()),
  ip: ofKnown(isWithin),
  numeric: ofKnown((value, entry, comparison) => ordered(comparison, Number(value), Number(entry))),
  date: ofKnown((value, entry, comparison) =>
    ordered(comparison, momentOf(value), momentOf(entry)),
  ),
};

/** Whether a value equals, matches or is ordered to a text as an operator says, its negation left aside. */
export function compareText({ type, comparison }: Operator, compared: Compared): Truth {
  if (type === undefined || type === "null" || isUnknown(compared.value)) return "maybe";
  return byType[type](compared, comparison);
}

const isArn = (text: string): boolean => text.split(":").length >= 6;

function isWithin(address: string, block: string): Truth {
  const [inner, outer] = [parseBlock(address), parseBlock(block)];
  if (inner?.family !== outer?.family || inner === undefined || outer === undefined) return "no";
  return decided(outer.first <= inner.first && inner.last <= outer.last);
}

// Moments may be given in seconds since 1970.
const momentOf = (text: string): number =>
  /^\d+$/.test(text) && text.length > 4 ? Number(text) * 1000 : Date.parse(text);

function ordered(comparison: string, value: number, limit: number): Truth {
  if (Number.isNaN(value) || Number.isNaN(limit)) return "no";
  const order = comparison.replace(/^(?:numeric|date)/, "");
  switch (order) {
    case "lessthan":
      return decided(value < limit);
    case "lessthanequals":
      return decided(value <= limit);
    case "greaterthan":
      return decided(value > limit);
    case "greaterthanequals":
      return decided(value >= limit);
    default:
      return decided(value === limit);
  }
}
