import type { Finding, RuleFacts } from "./finding";
import { findingOf } from "./finding";
import type { ConfiguredRule } from "./judge";
import type { Param, Profile, Rule } from "./rule";
import type { Value } from "./value";

/** What pack configuration may change about a rule. */
export interface RuleSettings {
  /** Level instead of the rule's own; `disabled` switches it off. */
  readonly level?: "advisory" | "mandatory" | "disabled";
  /** What undecided does instead of the rule's own. */
  readonly onUndecided?: Rule["onUndecided"];
  /** Limits instead of the rule's own. */
  readonly params?: Readonly<Record<string, Value>>;
}

/** Pack configuration. */
export interface PackConfiguration {
  /** Named set of rule settings. @default "baseline" */
  readonly profile: Profile;
  /** Settings by rule id. */
  readonly rules: Readonly<Record<string, RuleSettings>>;
  /** Accounts that are ours, beside those that providers allow. */
  readonly accounts: readonly string[];
  /** Organizations that are ours. */
  readonly organizations: readonly string[];
}

/** The configuration of a pack that nobody configured. */
export const defaultConfiguration: PackConfiguration = {
  profile: "baseline",
  rules: {},
  accounts: [],
  organizations: [],
};

const facts: RuleFacts = {
  id: "pack/configuration",
  level: "mandatory",
  severity: "high",
  onUndecided: "fail",
  why: "A setting that the pack does not understand may have been meant to make it stricter.",
  fix: "Correct the policy pack's configuration.",
};

const levels: readonly unknown[] = ["advisory", "mandatory", "disabled"];
const modes: readonly unknown[] = ["fail", "warn", "defer"];

/** Reads configuration; every setting that is not understood is a finding. */
export function readConfiguration(
  input: { readonly rules?: unknown },
  rules: readonly Rule[],
): { readonly configuration: PackConfiguration; readonly findings: readonly Finding[] } {
  const entries = isRecord(input.rules) ? Object.entries(input.rules) : [];
  const problems = entries.flatMap(([id, settings]) => problemsOf(id, settings, rules));
  const findings = problems.map(({ path, message }) =>
    findingOf(facts, undefined, { verdict: "fail", path, message }),
  );
  const valid = entries.filter(
    ([id]) => !problems.some(({ path }) => path.startsWith(`/rules/${id}`)),
  );
  const configuration = {
    ...defaultConfiguration,
    rules: Object.fromEntries(valid) as PackConfiguration["rules"],
  };
  return { configuration, findings };
}

/** The rules as configured: levels and limits in force, without those that are switched off. */
export function configureRules(
  rules: readonly Rule[],
  { profile, rules: configured }: PackConfiguration,
): readonly ConfiguredRule[] {
  return rules.flatMap((rule) => {
    const settings = configured[rule.id];
    if (settings?.level === "disabled") return [];
    const ownLevel = profile === "strict" ? (rule.strictLevel ?? rule.level) : rule.level;
    const params = Object.entries(rule.params).map(([name, param]) => [
      name,
      settings?.params?.[name] ?? paramDefault(param, profile),
    ]);
    return [
      {
        rule: {
          ...rule,
          level: settings?.level ?? ownLevel,
          onUndecided: settings?.onUndecided ?? rule.onUndecided,
        },
        params: Object.fromEntries(params) as ConfiguredRule["params"],
      },
    ];
  });
}

const paramDefault = (param: Param, profile: Profile): Value =>
  profile === "strict" ? (param.strict ?? param.default) : param.default;

interface Problem {
  readonly path: string;
  readonly message: string;
}

function problemsOf(id: string, settings: unknown, rules: readonly Rule[]): readonly Problem[] {
  const path = `/rules/${id}`;
  const rule = rules.find((candidate) => candidate.id === id);
  if (rule === undefined) return [{ path, message: `There is no rule ${id}.` }];
  if (!isRecord(settings)) return [{ path, message: `Settings of ${id} must be an object.` }];
  return Object.entries(settings).flatMap(([key, value]) =>
    isAllowed(key, value, rule)
      ? []
      : [{ path: `${path}/${key}`, message: `${key} of ${id} is not understood.` }],
  );
}

function isAllowed(key: string, value: unknown, rule: Rule): boolean {
  if (key === "level") return levels.includes(value);
  if (key === "onUndecided") return modes.includes(value);
  if (key !== "params" || !isRecord(value)) return false;
  return Object.entries(value).every(([name, limit]) => {
    const param = Object.hasOwn(rule.params, name) ? rule.params[name] : undefined;
    return param !== undefined && isOfType(limit, param);
  });
}

function isOfType(value: unknown, { type, minimum }: Param): boolean {
  if (type === "array") return Array.isArray(value);
  if (type !== "integer") return typeof value === type;
  return Number.isInteger(value) && Number(value) >= (minimum ?? Number(value));
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
