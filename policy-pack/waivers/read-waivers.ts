import type { PackConfiguration } from "../engine/configuration";
import { daysBetween, isDay } from "../engine/day";
import type { Finding, Subject } from "../engine/finding";
import { withoutStack } from "../engine/finding";
import { isRecord, isText } from "../engine/given";
import type { Rule } from "../engine/rule";
import { type WaiverProblem, waiverFinding } from "./problems";
import { stackOfUrn, type Waiver } from "./waiver";

/** What decides whether a waiver is good. */
export interface WaiverTerms {
  /** Rules of the pack. */
  readonly rules: readonly Rule[];
  /** Approvers and longest time. */
  readonly configuration: Pick<PackConfiguration, "approvers" | "maxWaiverDays">;
  /** The day of judging. */
  readonly today: string;
  /** Where the list stands, as a JSON pointer. */
  readonly at: string;
  /** Component whose inputs hold the list. @default - the configuration holds it */
  readonly subject?: Subject;
}

/** What reading waivers gives. */
export interface ReadWaivers {
  /** Those that are good. */
  readonly waivers: readonly Waiver[];
  /** One finding for each problem. */
  readonly findings: readonly Finding[];
}

/** Reads a list of waivers; one with any problem has no effect. */
export function readWaivers(input: unknown, terms: WaiverTerms): ReadWaivers {
  if (input === undefined) return { waivers: [], findings: [] };
  if (!Array.isArray(input)) {
    const message = "Waivers must be a list.";
    const { at, subject } = terms;
    return { waivers: [], findings: [waiverFinding("malformed", at, { message, subject })] };
  }
  const waivers = new Map<string, Waiver>();
  const findings: Finding[] = [];
  for (const [index, item] of (input as readonly unknown[]).entries()) {
    const at = `${terms.at}/${String(index)}`;
    const { waiver, problems } = readWaiver(item, { ...terms, at });
    const key = waiver === undefined ? at : identity(waiver);
    const all: readonly Problem[] = waivers.has(key)
      ? [...problems, ["duplicate", "It names the same finding as a waiver before it."]]
      : problems;
    for (const [kind, message] of all) {
      findings.push(waiverFinding(kind, at, { message, subject: terms.subject }));
    }
    if (all.length === 0 && waiver !== undefined) waivers.set(key, waiver);
  }
  return { waivers: [...waivers.values()], findings };
}

type Problem = readonly [kind: WaiverProblem, message: string];

const required = ["rule", "urn", "reason", "owner", "ticket", "approver", "expires"] as const;
const optional = ["path", "value", "fingerprint"] as const;
const keys: readonly string[] = [...required, ...optional];

function readWaiver(
  item: unknown,
  terms: WaiverTerms,
): { readonly waiver: Waiver | undefined; readonly problems: readonly Problem[] } {
  const form = formProblems(item);
  if (form.length > 0 || !isRecord(item)) return { waiver: undefined, problems: form };
  const text = (key: (typeof keys)[number]) =>
    typeof item[key] === "string" ? item[key] : undefined;
  const of = (key: (typeof required)[number]) => text(key) ?? "";
  const waiver: Waiver = {
    rule: of("rule"),
    urn: of("urn"),
    path: text("path"),
    value: text("value"),
    fingerprint: text("fingerprint"),
    reason: of("reason"),
    owner: of("owner"),
    ticket: of("ticket"),
    approver: of("approver"),
    expires: of("expires"),
    at: terms.at,
  };
  return { waiver, problems: [...scopeProblems(waiver, terms), ...termProblems(waiver, terms)] };
}

function formProblems(item: unknown): readonly Problem[] {
  if (!isRecord(item)) return [["malformed", "The waiver is not an object."]];
  const missing = required.filter((key) => !isText(item[key]));
  const unknown = Object.keys(item).filter((key) => !keys.includes(key));
  const wrong = optional.filter((key) => item[key] !== undefined && typeof item[key] !== "string");
  const names = (list: readonly string[]) => list.join(", ");
  const problems: Problem[] = [];
  if (missing.length > 0) problems.push(["malformed", `The waiver lacks ${names(missing)}.`]);
  if (unknown.length > 0) problems.push(["malformed", `A waiver has no ${names(unknown)}.`]);
  if (wrong.length > 0) problems.push(["malformed", `Text is expected for ${names(wrong)}.`]);
  return problems;
}

function scopeProblems(waiver: Waiver, { rules }: WaiverTerms): readonly Problem[] {
  const { rule, urn } = waiver;
  const problems: Problem[] = [];
  const known = rules.find(({ id }) => id === rule);
  if (rule.includes("*") || urnIsPattern(urn)) {
    problems.push(["overBroad", `The waiver of ${rule} for ${urn} is a pattern.`]);
  } else if (/^(pack|waiver)\//.test(rule) || known?.isUnwaivable === true) {
    problems.push(["notWaivable", `Findings of ${rule} cannot be waived.`]);
  } else if (known === undefined && !rule.startsWith("coverage/")) {
    problems.push(["malformed", `There is no rule ${rule}.`]);
  }
  if (!namesOneFinding(waiver)) {
    problems.push([
      "overBroad",
      `The waiver of ${rule} for ${urn} gives neither fingerprint nor path and value.`,
    ]);
  }
  return problems;
}

const namesOneFinding = ({ fingerprint, path, value }: Waiver): boolean =>
  fingerprint !== undefined || (path !== undefined && value !== undefined);

// The stack may be `*`; a star in the type or the name would be a pattern.
const urnIsPattern = (urn: string): boolean =>
  withoutStack(urn).includes("*") || (stackOfUrn(urn).includes("*") && stackOfUrn(urn) !== "*");

function termProblems(waiver: Waiver, terms: WaiverTerms): readonly Problem[] {
  const { owner, approver, expires } = waiver;
  const { approvers, maxWaiverDays } = terms.configuration;
  const problems: Problem[] = [];
  if (!isDay(expires)) {
    problems.push(["malformed", `expires is ${expires}; a day as YYYY-MM-DD is expected.`]);
  } else if (daysBetween(terms.today, expires) < 0) {
    problems.push(["expired", `The waiver of ${waiver.rule} expired on ${expires}.`]);
  } else if (daysBetween(terms.today, expires) > maxWaiverDays) {
    const limit = String(maxWaiverDays);
    problems.push(["overLong", `The waiver lasts until ${expires}; ${limit} days are allowed.`]);
  }
  if (owner === approver) problems.push(["unapproved", `${owner} is both owner and approver.`]);
  else if (!approvers.includes(approver)) {
    const known = approvers.join(", ") || "nobody";
    problems.push(["unapproved", `${approver} may not approve waivers; ${known} may.`]);
  }
  return problems;
}

const identity = ({ rule, urn, path, value, fingerprint }: Waiver): string =>
  JSON.stringify([rule, urn, fingerprint ?? [path, value]]);
