import { isUnknown } from "../engine/value";
import type { Operator } from "../iam/condition-keys";
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

/** Whether a value equals, matches or is ordered to a text as an operator says, its negation left aside. */
export function compareText(operator: Operator, compared: Compared): Truth {
  const { value, filled, entry } = compared;
  if (isUnknown(value)) return "maybe";
  switch (operator.type) {
    case "string":
      return operator.comparison.endsWith("ignorecase")
        ? decided(covers(filled.pattern.toLowerCase(), literal(value.toLowerCase())))
        : decided(covers(filled.pattern, literal(value)));
    case "arn":
      return isArn(value) ? matchesArn(filled.pattern, literal(value)) : "no";
    case "binary":
      return decided(covers(filled.pattern, literal(value)));
    case "bool":
      return decided(covers(filled.pattern.toLowerCase(), literal(value.toLowerCase())));
    case "ip":
      return filled.isCertain ? isWithin(value, entry) : "maybe";
    case "numeric":
      return filled.isCertain ? ordered(operator, Number(value), Number(entry)) : "maybe";
    case "date":
      return filled.isCertain ? ordered(operator, momentOf(value), momentOf(entry)) : "maybe";
    case "null":
    case undefined:
      return "maybe";
  }
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

function ordered({ comparison }: Operator, value: number, limit: number): Truth {
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
