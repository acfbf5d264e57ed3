import type { Operator } from "./condition-keys";
import { meaningOf, parseOperator, saysWho } from "./condition-keys";
import type { Limit, OurAccounts } from "./condition-values";
import { addressLimit, momentLimit, valueLimit } from "./condition-values";
import type { Condition, Entry, Statement } from "./statement";

export type { Limit, OurAccounts } from "./condition-values";

/**
 * How far conditions limit who may call. `limiting`: to known principals of ours. `partly`: how, where or
 * what, or who in a way that others can meet as well. `vacuous`: not at all, though it looks so. `absent`:
 * there is no condition.
 */
export type Who = "limiting" | "partly" | "vacuous" | "absent" | "undecided";

/** A condition with how far it limits. */
export interface ClassifiedCondition extends Limit {
  /** The condition. */
  readonly condition: Condition;
}

/** What conditions mean together. */
export interface Classification {
  /** How far they limit who may call. */
  readonly who: Who;
  /** Why, one reason for each condition. */
  readonly reasons: readonly string[];
  /** Each condition alone. */
  readonly each: readonly ClassifiedCondition[];
}

/** For what conditions are classified. */
export interface ClassifyOptions {
  /** Effect of the statement: what limits an Allow makes a hole in a Deny. */
  readonly effect: Statement["effect"];
  /** Who we are, and which day it is. */
  readonly context: OurAccounts;
}

// Conditions must all hold, so the strongest counts.
const strongestFirst = ["limiting", "undecided", "partly", "vacuous"] as const;
// Of the values of one key any may match, so the weakest counts.
const weakestFirst = ["vacuous", "partly", "undecided", "limiting"] as const;

/** Classes the conditions of a statement. */
export function classify(
  conditions: readonly Condition[],
  { effect, context }: ClassifyOptions,
): Classification {
  const present = presentKeys(conditions);
  const each = conditions.map((condition) => ({
    condition,
    ...(effect === "Deny" ? narrowed : limitOf(condition, context, present)),
  }));
  const who = strongestFirst.find((level) => each.some((one) => one.who === level)) ?? "absent";
  return { who, reasons: each.map(({ reason }) => reason), each };
}

/** Classes the conditions of a statement, whose whole Condition element may be unknown. */
export function classifyStatement(statement: Statement, context: OurAccounts): Classification {
  const known = classify(statement.conditions, { effect: statement.effect, context });
  if (!statement.conditionUnknown) return known;
  const reason = "the condition is unknown";
  return { who: "undecided", reasons: [...known.reasons, reason], each: known.each };
}

// Every condition makes a denial narrower: what it spares is not denied.
const narrowed: Limit = { who: "partly", reason: "the denial spares requests that do not meet it" };

// `Null` "false" demands that the key is there, which makes IfExists and ForAllValues strict.
function presentKeys(
  conditions: readonly Condition[],
): ReadonlyMap<string, "present" | "undecided"> {
  return new Map(
    conditions
      .filter(({ operator }) => parseOperator(operator).type === "null")
      .filter(({ values }) => values.length > 0 && values.every(mayDemandPresence))
      .map(({ key, values }) => [
        key,
        values.every(({ kind }) => kind === "text") ? "present" : "undecided",
      ]),
  );
}

const mayDemandPresence = (value: Entry): boolean =>
  value.kind === "unknown" || (value.kind === "text" && value.text.toLowerCase() === "false");

function limitOf(
  condition: Condition,
  context: OurAccounts,
  present: ReadonlyMap<string, "present" | "undecided">,
): Limit {
  const { key } = condition;
  const operator = parseOperator(condition.operator);
  const meaning = meaningOf(key);
  if (meaning === "chosen") return { who: "vacuous", reason: `the caller chooses ${key}` };
  if (meaning === "moment") return momentLimit(condition, operator, context.today);
  if (meaning === "other") return { who: "partly", reason: `${key} says how or what, not who` };
  if (operator.type === "null") return presenceLimit(condition);
  const optional = operator.ifExists || operator.qualifier === "forallvalues";
  const presence = present.get(key);
  if (optional && presence !== "present") return optionalKey(condition, presence);
  if (operator.isNegated) {
    return { who: "vacuous", reason: `${condition.operator} admits everybody else` };
  }
  return meaning === "address"
    ? addressOf(condition, operator)
    : valuesOf(condition, operator, context);
}

function optionalKey({ key, operator }: Condition, presence: "undecided" | undefined): Limit {
  return presence === "undecided"
    ? { who: "undecided", reason: `whether ${key} must be there is unknown` }
    : { who: "vacuous", reason: `callers that send no ${key} meet ${operator}` };
}

function presenceLimit({ key, values }: Condition): Limit {
  if (values.some(({ kind }) => kind === "unknown")) {
    return { who: "undecided", reason: `whether Null asks for ${key} is unknown` };
  }
  const absent = !values.every(mayDemandPresence);
  return absent
    ? { who: "vacuous", reason: `Null asks that ${key} is absent` }
    : { who: "partly", reason: `Null asks only that ${key} is present` };
}

const addressOf = (condition: Condition, { type }: Operator): Limit =>
  type === "ip" ? addressLimit(condition) : mistyped(condition);

function valuesOf(condition: Condition, operator: Operator, context: OurAccounts): Limit {
  const { key, values } = condition;
  const fits = operator.type === "string" || (operator.type === "arn" && meaningOf(key) === "arn");
  if (!fits) return mistyped(condition);
  const limits = values.map((value) =>
    valueLimit(value, { key, readsPatterns: operator.readsPatterns, context }),
  );
  for (const level of weakestFirst) {
    const found = limits.find(({ who }) => who === level);
    if (found !== undefined) return found;
  }
  return { who: "vacuous", reason: `${key} is compared with nothing` };
}

const mistyped = ({ key, operator }: Condition): Limit => ({
  who: "vacuous",
  reason: `${operator} does not compare values of ${key}`,
});

/** How far a condition alone limits who may call, with whichever accounts and organizations it names. */
export function limitOnWho(condition: Condition): Who {
  const context = { accounts: new Set<string>(), organizations: new Set<string>(), today: "" };
  return saysWho(condition.key)
    ? classify([condition], { effect: "Allow", context }).who
    : "absent";
}

/** Whether a condition alone limits who may call, with whichever accounts and organizations it names. */
export const limitsWho = (condition: Condition): boolean => limitOnWho(condition) === "limiting";
