import type { Finding, RuleFacts } from "./finding";
import { findingOf } from "./finding";
import type { Params, Rule } from "./rule";

/** What pack configuration may change about a rule. */
export interface RuleSettings {
  /** Level instead of the rule's own; `disabled` switches it off. */
  readonly level?: "advisory" | "mandatory" | "disabled";
  /** What undecided does instead of the rule's own. */
  readonly unknown?: "fail" | "advise";
  /** Limits instead of the rule's own. */
  readonly params?: Params;
}

/** Pack configuration: settings by rule id. */
export type PackConfiguration = Readonly<Record<string, RuleSettings>>;

const facts: RuleFacts = {
  id: "pack/configuration",
  level: "mandatory",
  severity: "high",
  unknown: "fail",
  why: "A setting that the pack does not understand may have been meant to make it stricter.",
  fix: "Correct the policy pack's configuration.",
};

const levels: readonly unknown[] = ["advisory", "mandatory", "disabled"];
const modes: readonly unknown[] = ["fail", "advise"];

/** Reads configuration; every setting that is not understood is a finding. */
export function readConfiguration(
  input: unknown,
  rules: readonly Rule[],
): { readonly configuration: PackConfiguration; readonly findings: readonly Finding[] } {
  const entries = isRecord(input) ? Object.entries(input) : [];
  const problems = entries.flatMap(([id, settings]) => problemsOf(id, settings, rules));
  const findings = problems.map(({ path, message }) =>
    findingOf(facts, undefined, { verdict: "fail", path, message }),
  );
  const valid = entries.filter(
    ([id]) => !problems.some(({ path }) => path.startsWith(`/rules/${id}`)),
  );
  return { configuration: Object.fromEntries(valid) as PackConfiguration, findings };
}

/** The rules as configured: changed levels and limits, without those that are switched off. */
export function configureRules(
  rules: readonly Rule[],
  configuration: PackConfiguration,
): readonly Rule[] {
  return rules.flatMap((rule) => {
    const settings = configuration[rule.id];
    if (settings === undefined) return [rule];
    if (settings.level === "disabled") return [];
    return [
      {
        ...rule,
        level: settings.level ?? rule.level,
        unknown: settings.unknown ?? rule.unknown,
        params: { ...rule.params, ...settings.params },
      },
    ];
  });
}

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
  if (key === "unknown") return modes.includes(value);
  if (key !== "params" || !isRecord(value)) return false;
  return Object.entries(value).every(
    ([name, limit]) => Object.hasOwn(rule.params, name) && typeof limit === "number",
  );
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
