import type { CheckContext } from "../engine/rule";
import { isAnywhere, parseBlock, publicAddresses } from "../network/intervals";
import type { Operator } from "./condition-keys";
import { meaningOf } from "./condition-keys";
import { covers, hasWildcard } from "./pattern";
import type { Condition, Entry } from "./statement";

/** How far something limits, and why. */
export interface Limit {
  /** How far. */
  readonly who: "limiting" | "partly" | "vacuous" | "undecided";
  /** Why, in the middle of a sentence. */
  readonly reason: string;
}

/** What classification may use: who we are, and which day it is. */
export type OurAccounts = Pick<CheckContext, "accounts" | "organizations" | "today">;

/** What a value is compared with. */
export interface Comparison {
  /** Condition key in lower case. */
  readonly key: string;
  /** Whether `*` and `?` are wildcards for the operator. */
  readonly readsPatterns: boolean;
  /** Who we are. */
  readonly context: OurAccounts;
}

const limiting = (reason: string): Limit => ({ who: "limiting", reason });
const partly = (reason: string): Limit => ({ who: "partly", reason });
const vacuous = (reason: string): Limit => ({ who: "vacuous", reason });

/** How far equality of a key that says who with one value limits. */
export function valueLimit(value: Entry, comparison: Comparison): Limit {
  const { key } = comparison;
  if (value.kind === "unknown")
    return { who: "undecided", reason: `the value of ${key} is unknown` };
  if (value.kind === "reference") return limiting(`${key} is a resource of this stack`);
  const variable = /^\$\{([^},]+)\}$/.exec(value.text)?.[1]?.trim().toLowerCase();
  if (variable !== undefined && !"*?$".includes(variable)) return variableLimit(variable, key);
  if (value.text.includes("${aws:")) {
    return { who: "undecided", reason: `${key} is compared with a policy variable` };
  }
  const text = comparison.readsPatterns ? value.text : literal(value.text);
  if (covers(text, "?*")) return vacuous(`every ${key} matches ${value.text}`);
  return textLimit(text, comparison);
}

// Under StringEquals a star is a star: it stands for itself, as `${*}` does under StringLike.
const literal = (text: string): string => text.replaceAll(/[*?]/g, (star) => `\${${star}}`);

// A resource's own account or organization is ours, whoever calls; the caller's own is whatever it is.
function variableLimit(variable: string, key: string): Limit {
  if (variable === key) return vacuous(`${key} always equals itself`);
  const ours: Readonly<Record<string, string>> = {
    account: "aws:resourceaccount",
    organization: "aws:resourceorgid",
    "organization-path": "aws:resourceorgpaths",
  };
  if (ours[meaningOf(key)] === variable) return limiting(`${key} is that of the resource`);
  if (meaningOf(key) === "account" && meaningOf(variable) === "account") {
    return vacuous(`${key} is compared with what the caller brings along`);
  }
  return { who: "undecided", reason: `${key} is compared with \${${variable}}` };
}

function textLimit(text: string, { key, context }: Comparison): Limit {
  switch (meaningOf(key)) {
    case "account":
      return exactOf(text, key, context.accounts);
    case "organization":
      return exactOf(text, key, context.organizations);
    case "organization-path":
      return exactOf(text.split("/")[0] ?? "", key, context.organizations);
    case "arn":
      return arnLimit(text, key, context.accounts);
    case "unique-id":
      return uniqueIdLimit(text, key);
    case "network":
      return networkLimit(text, key);
    default:
      return partly(`${key} says how or what, not who`);
  }
}

// `AROA…:*` are all sessions of one role, whose unique id no other role ever gets.
const uniqueIdLimit = (text: string, key: string): Limit =>
  hasWildcard(text.replace(/:.*$/, ""))
    ? partly(`${key} ${text} is a pattern`)
    : limiting(`${key} is one principal`);

const networkLimit = (text: string, key: string): Limit =>
  hasWildcard(text)
    ? vacuous(`${key} ${text} is met by networks of others`)
    : limiting(`${key} is one network`);

function exactOf(text: string, key: string, ours: ReadonlySet<string>): Limit {
  // `o-*` and the like: anybody may have an id of that form.
  if (hasWildcard(text)) {
    return /^(o-)?[*?]*$/.test(text)
      ? vacuous(`every ${key} matches ${text}`)
      : partly(`${key} ${text} is a pattern`);
  }
  if (ours.size > 0 && !ours.has(text)) return partly(`${key} ${text} is not ours`);
  return limiting(`${key} is ${text}`);
}

// A wildcard behind the account still names the account, which answers for its principals.
function arnLimit(text: string, key: string, ours: ReadonlySet<string>): Limit {
  const [scheme, , service = "*", , account = "*"] = text.split(":");
  if (scheme !== "arn")
    return hasWildcard(text)
      ? vacuous(`${key} ${text} names no account`)
      : limiting(`${key} is ${text}`);
  if (hasWildcard(account)) return vacuous(`${key} ${text} names no account`);
  if (account === "") {
    return partly(
      `${key} ${text} holds no account, so that a bucket of that name may become another's`,
    );
  }
  if (hasWildcard(service)) return partly(`${key} ${text} names no service`);
  if (ours.size > 0 && !ours.has(account))
    return partly(`${key} ${text} is in an account that is not ours`);
  return limiting(`${key} is in account ${account}`);
}

/** How far addresses limit: never who, and those of private networks never arrive. */
export function addressLimit({ key, values }: Condition): Limit {
  if (values.length === 0) return vacuous(`${key} is compared with nothing`);
  const blocks = values.flatMap((value) => (value.kind === "text" ? [parseBlock(value.text)] : []));
  const known = blocks.flatMap((block) => block ?? []);
  for (const family of [4, 6] as const) {
    if (
      isAnywhere(
        known.filter((block) => block.family === family),
        family,
      )
    ) {
      return vacuous(`${key} is met from nearly every address`);
    }
  }
  if (values.some(({ kind }) => kind === "unknown")) {
    return { who: "undecided", reason: `an address of ${key} is unknown` };
  }
  const useful = known.some((block) => publicAddresses([block], block.family).length > 0);
  return useful || key !== "aws:sourceip"
    ? partly(`${key} says where from, not who`)
    : partly(`${key} holds no public address, and AWS sees no others`);
}

/** How far a moment limits: a beginning that has passed no longer limits anything. */
export function momentLimit(condition: Condition, { comparison }: Operator, today: string): Limit {
  const { key, values } = condition;
  if (values.some(({ kind }) => kind === "unknown")) {
    return { who: "undecided", reason: `the moment of ${key} is unknown` };
  }
  const passed = values.some((value) => value.kind === "text" && isPast(value.text, today));
  return passed && comparison.startsWith("dategreaterthan")
    ? vacuous(`the day that ${key} must exceed has passed`)
    : partly(`${key} says when, not who`);
}

/** Whether a moment, as a date or in seconds since 1970, lies before a day. */
export function isPast(moment: string, today: string): boolean {
  const time = /^\d+$/.test(moment) ? Number(moment) * 1000 : Date.parse(moment);
  return time < Date.parse(today);
}
