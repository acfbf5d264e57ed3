import type { Waiver } from "../waivers/waiver";
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
  /** Why the rule is weaker than the profile asks. Required where it is. */
  readonly reason?: string;
}

/** A report that the pack writes when it has judged the stack. */
export interface ReportRequest {
  /** Format. */
  readonly format: ReportFormat;
  /** File, absolute or relative to the folder the pack runs in. */
  readonly file: string;
}

/** A question about who may do what, to be answered when the pack has judged the stack. */
export interface ExplanationRequest {
  /** Question, such as `orbit kms:Decrypt key/axon`. */
  readonly question: string;
  /** File for the answer, absolute or relative to the folder the pack runs in. */
  readonly file: string;
}

/** The formats of reports. */
export const reportFormats = [
  "json",
  "sarif",
  "junit",
  "csv",
  "html",
  "markdown",
  "console",
] as const;

/** Format of a report. */
export type ReportFormat = (typeof reportFormats)[number];

/** Pack configuration. */
export interface PackConfiguration {
  /** Named set of rule settings. @default "baseline" */
  readonly profile: Profile;
  /** Settings by rule id. @default - the profile's */
  readonly rules: Readonly<Record<string, RuleSettings>>;
  /** Accounts that are ours, beside those that providers allow: twelve digits each. @default - none */
  readonly accounts: readonly string[];
  /** Organizations that are ours, such as `o-a1b2c3d4e5`. @default - none */
  readonly organizations: readonly string[];
  /** Findings that are accepted for a while. @default - none */
  readonly waivers: readonly Waiver[];
  /** Judges as if there were no waivers. @default false */
  readonly ignoreWaivers: boolean;
  /** Whether waivers in components' `zeroTrust` inputs count. @default false */
  readonly allowInlineWaivers: boolean;
  /** Who may approve waivers. @default - nobody: every waiver is then refused */
  readonly approvers: readonly string[];
  /** Days a waiver may last from today. @default 90 */
  readonly maxWaiverDays: number;
  /** Reports to write. @default - none */
  readonly reports: readonly ReportRequest[];
  /** Questions to answer. @default - none */
  readonly explanations: readonly ExplanationRequest[];
  /** Whether advisory findings stop a deployment as mandatory ones do. @default false */
  readonly failOnAdvisory: boolean;
  /** The day of judging, as `YYYY-MM-DD`, for reports that must not change with the day. @default - today */
  readonly date: string | undefined;
}

/** The configuration of a pack that nobody configured. */
export const defaultConfiguration: PackConfiguration = {
  profile: "baseline",
  rules: {},
  accounts: [],
  organizations: [],
  waivers: [],
  ignoreWaivers: false,
  allowInlineWaivers: false,
  approvers: [],
  maxWaiverDays: 90,
  reports: [],
  explanations: [],
  failOnAdvisory: false,
  date: undefined,
};

/** The rules as configured: levels and limits in force, without those that are switched off. */
export function configureRules(
  rules: readonly Rule[],
  { profile, rules: configured }: PackConfiguration,
): readonly ConfiguredRule[] {
  return rules.flatMap((rule) => {
    const settings = configured[rule.id];
    if (settings?.level === "disabled") return [];
    const params = Object.entries(rule.params).map(([name, param]) => [
      name,
      settings?.params?.[name] ?? paramDefault(param, profile),
    ]);
    return [
      {
        rule: {
          ...rule,
          level: settings?.level ?? profileLevel(rule, profile),
          onUndecided: settings?.onUndecided ?? rule.onUndecided,
        },
        params: Object.fromEntries(params) as ConfiguredRule["params"],
      },
    ];
  });
}

/** The level of a rule in a profile. */
export function profileLevel(rule: Rule, profile: Profile): Rule["level"] {
  return profile === "strict" ? (rule.strictLevel ?? rule.level) : rule.level;
}

/** A setting that differs from the profile. */
export interface Deviation {
  /** Where in the configuration, as a JSON pointer. */
  readonly path: string;
  /** What is set. */
  readonly value: Value;
  /** Reason given; empty when none was asked for. */
  readonly reason: string;
}

/** Every setting that differs from the profile; a report that hid them would claim more than was judged. */
export function deviationsOf(
  rules: readonly Rule[],
  configuration: PackConfiguration,
): readonly Deviation[] {
  const { profile, ignoreWaivers, failOnAdvisory, allowInlineWaivers, maxWaiverDays } =
    configuration;
  const switches = { ignoreWaivers, failOnAdvisory, allowInlineWaivers, maxWaiverDays };
  return [
    ...Object.entries(switches)
      .filter(([name, value]) => defaultConfiguration[name as keyof typeof switches] !== value)
      .map(([name, value]) => ({ path: `/${name}`, value, reason: "" })),
    ...rules.flatMap((rule) => ruleDeviations(rule, configuration.rules[rule.id], profile)),
  ];
}

function ruleDeviations(
  rule: Rule,
  settings: RuleSettings | undefined,
  profile: Profile,
): readonly Deviation[] {
  if (settings === undefined) return [];
  const { level, onUndecided, params = {}, reason = "" } = settings;
  const path = `/rules/${rule.id.replaceAll("/", "~1")}`;
  const changedParams = Object.entries(params).filter(([name, value]) => {
    const param = rule.params[name];
    return param !== undefined && paramDefault(param, profile) !== value;
  });
  return [
    ...(level === undefined || level === profileLevel(rule, profile)
      ? []
      : [{ path: `${path}/level`, value: level, reason }]),
    ...(onUndecided === undefined || onUndecided === rule.onUndecided
      ? []
      : [{ path: `${path}/onUndecided`, value: onUndecided, reason }]),
    ...changedParams.map(([name, value]) => ({ path: `${path}/params/${name}`, value, reason })),
  ];
}

const paramDefault = (param: Param, profile: Profile): Value =>
  profile === "strict" ? (param.strict ?? param.default) : param.default;
