import { readWaivers } from "../waivers/read-waivers";
import { readWaiverFile } from "../waivers/waiver-file";
import type { PackConfiguration, RuleSettings } from "./configuration";
import { defaultConfiguration, profileLevel, reportFormats } from "./configuration";
import { isDay } from "./day";
import type { Finding, RuleFacts } from "./finding";
import { findingOf } from "./finding";
import { isRecord, isText } from "./given";
import type { Param, Profile, Rule } from "./rule";

/** What is said of a configuration that cannot be used as it is. */
export const configurationFacts: RuleFacts = {
  id: "pack/configuration",
  level: "mandatory",
  severity: "high",
  onUndecided: "fail",
  why: "A setting that the pack does not understand may have been meant to make it stricter.",
  fix: "Correct the policy pack's configuration; policy-config.schema.json lists what there is.",
};

/** What reading configuration gives. */
export interface ReadConfiguration {
  /** Settings that were understood, defaults for the rest. */
  readonly configuration: PackConfiguration;
  /** One finding for each setting that was not. */
  readonly findings: readonly Finding[];
}

interface Problem {
  readonly path: string;
  readonly message: string;
}

/** A check of one setting: what is wrong with it, or undefined. */
type Check = (value: unknown) => string | undefined;

const oneOf =
  (...allowed: readonly unknown[]): Check =>
  (value) =>
    allowed.includes(value) ? undefined : `must be one of ${allowed.join(", ")}`;

const isBoolean: Check = (value) =>
  typeof value === "boolean" ? undefined : "must be true or false";

const listOfTexts =
  (pattern: RegExp, form: string): Check =>
  (value) =>
    Array.isArray(value) && value.every((item) => typeof item === "string" && pattern.test(item))
      ? undefined
      : `must be a list of ${form}`;

const settings: Readonly<Record<string, Check>> = {
  profile: oneOf("baseline", "strict"),
  accounts: listOfTexts(/^\d{12}$/, "account ids of twelve digits"),
  organizations: listOfTexts(/^o-[a-z0-9]{10,32}$/, "organization ids such as o-a1b2c3d4e5"),
  ignoreWaivers: isBoolean,
  allowInlineWaivers: isBoolean,
  approvers: listOfTexts(/\S/, "names"),
  maxWaiverDays: (value) =>
    Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 366
      ? undefined
      : "must be a number of days from 1 to 366",
  reports: (value) =>
    Array.isArray(value) && value.every(isReportRequest)
      ? undefined
      : `must be a list of { format, file }, format one of ${reportFormats.join(", ")}`,
  explanations: (value) =>
    Array.isArray(value) && value.every(isExplanationRequest)
      ? undefined
      : "must be a list of { question, file }",
  failOnAdvisory: isBoolean,
  date: (value) =>
    typeof value === "string" && isDay(value) ? undefined : "must be a day as YYYY-MM-DD",
};

/** Reads configuration; every setting that is not understood is a finding, and has no effect. */
export function readConfiguration(
  input: unknown,
  rules: readonly Rule[],
  today: string,
): ReadConfiguration {
  if (!isRecord(input)) {
    const findings = [problemFinding({ path: "", message: "The configuration is not an object." })];
    return { configuration: defaultConfiguration, findings };
  }
  const { rules: rulesInput, waivers, waiverFile, ...rest } = input;
  const file = fileWaivers(waiverFile);
  const problems: Problem[] = [...file.problems];
  const understood: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(rest)) {
    const check = Object.hasOwn(settings, name) ? settings[name] : undefined;
    const problem = check === undefined ? "is not a setting of this pack" : check(value);
    if (problem === undefined) understood[name] = value;
    else problems.push({ path: `/${name}`, message: `${name} ${problem}.` });
  }
  const base = { ...defaultConfiguration, ...understood };
  const read = readRules(rulesInput, rules, base.profile);
  const configuration = { ...base, rules: read.settings };
  const terms = { rules, configuration, today: base.date ?? today };
  const own = readWaivers(waivers, { ...terms, at: "/waivers" });
  const filed = readWaivers(file.waivers, { ...terms, at: "/waiverFile" });
  return {
    configuration: { ...configuration, waivers: [...own.waivers, ...filed.waivers] },
    findings: [
      ...[...problems, ...read.problems].map(problemFinding),
      ...own.findings,
      ...filed.findings,
    ],
  };
}

function fileWaivers(file: unknown): {
  readonly waivers: unknown;
  readonly problems: readonly Problem[];
} {
  if (file === undefined) return { waivers: undefined, problems: [] };
  const path = "/waiverFile";
  if (!isText(file)) {
    return { waivers: undefined, problems: [{ path, message: "waiverFile must name a file." }] };
  }
  const read = readWaiverFile(file);
  return read.kind === "list"
    ? { waivers: read.waivers, problems: [] }
    : { waivers: undefined, problems: [{ path, message: `waiverFile: ${read.message}.` }] };
}

const problemFinding = ({ path, message }: Problem): Finding =>
  findingOf(configurationFacts, undefined, { verdict: "fail", path, message, value: message });

function readRules(
  input: unknown,
  rules: readonly Rule[],
  profile: Profile,
): {
  readonly settings: PackConfiguration["rules"];
  readonly problems: readonly Problem[];
} {
  if (input === undefined) return { settings: {}, problems: [] };
  if (!isRecord(input)) {
    return { settings: {}, problems: [{ path: "/rules", message: "rules must be an object." }] };
  }
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const read = Object.entries(input).map(([id, value]) => ({
    id,
    value,
    problems: problemsOf(id, { value, rule: byId.get(id), profile }),
  }));
  const understood = read.filter(({ problems }) => problems.length === 0);
  return {
    settings: Object.fromEntries(
      understood.map(({ id, value }) => [id, value]),
    ) as PackConfiguration["rules"],
    problems: read.flatMap(({ problems }) => problems),
  };
}

interface Given {
  readonly value: unknown;
  readonly rule: Rule | undefined;
  readonly profile: Profile;
}

function problemsOf(id: string, { value, rule, profile }: Given): readonly Problem[] {
  const path = `/rules/${id.replaceAll("/", "~1")}`;
  if (rule === undefined) return [{ path, message: `There is no rule ${id}.` }];
  if (!isRecord(value)) return [{ path, message: `Settings of ${id} must be an object.` }];
  const problems = Object.entries(value).flatMap(([key, setting]) => {
    const problem = ruleSettingProblem(key, setting, rule);
    return problem === undefined ? [] : [{ path: `${path}/${key}`, message: `${id}: ${problem}.` }];
  });
  const reasonProblem = { path, message: `${id}: a weaker setting needs a reason.` };
  return isWeakened(value, rule, profile) && !isText(value["reason"])
    ? [...problems, reasonProblem]
    : problems;
}

function ruleSettingProblem(key: string, value: unknown, rule: Rule): string | undefined {
  switch (key) {
    case "level": {
      const problem = oneOf("advisory", "mandatory", "disabled")(value);
      return problem === undefined ? undefined : `level ${problem}`;
    }
    case "onUndecided": {
      const problem = oneOf("fail", "warn", "defer")(value);
      return problem === undefined ? undefined : `onUndecided ${problem}`;
    }
    case "reason":
      return isText(value) ? undefined : "reason must be text";
    case "params":
      return paramsProblem(value, rule);
    default:
      return `${key} is not a setting of a rule; there are level, onUndecided, params, reason`;
  }
}

function paramsProblem(value: unknown, rule: Rule): string | undefined {
  if (!isRecord(value)) return "params must be an object";
  for (const [name, limit] of Object.entries(value)) {
    const param = Object.hasOwn(rule.params, name) ? rule.params[name] : undefined;
    if (param === undefined) {
      const known = Object.keys(rule.params).join(", ") || "none";
      return `it has no param ${name}; there are: ${known}`;
    }
    if (!isOfType(limit, param)) return `param ${name} must be ${describeType(param)}`;
  }
  return undefined;
}

function isWeakened(
  value: Readonly<Record<string, unknown>>,
  rule: Rule,
  profile: Profile,
): boolean {
  const { level, onUndecided }: RuleSettings = value;
  const isMandatory = profileLevel(rule, profile) === "mandatory";
  const isLowered = level === "disabled" || (level === "advisory" && isMandatory);
  const isSilenced =
    onUndecided !== undefined && onUndecided !== "fail" && rule.onUndecided === "fail";
  return isLowered || (isSilenced && isMandatory);
}

function isOfType(value: unknown, { type, minimum }: Param): boolean {
  if (type === "array") return Array.isArray(value);
  if (type !== "integer") return typeof value === type;
  return Number.isInteger(value) && Number(value) >= (minimum ?? Number(value));
}

const describeType = ({ type, minimum }: Param): string =>
  minimum === undefined ? `of type ${type}` : `of type ${type}, ${String(minimum)} or more`;

const isReportRequest = (value: unknown): boolean =>
  isRecord(value) &&
  Object.keys(value).every((key) => key === "format" || key === "file") &&
  reportFormats.some((format) => format === value["format"]) &&
  isText(value["file"]);

const isExplanationRequest = (value: unknown): boolean =>
  isRecord(value) &&
  Object.keys(value).every((key) => key === "question" || key === "file") &&
  isText(value["question"]) &&
  isText(value["file"]);
