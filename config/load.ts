import { runtime } from "@pulumi/pulumi";
import type { ConfigIssue } from "./issues";
import { ConfigError, showValue } from "./issues";
import type { ConfigCheck } from "./parse";
import { parseConfig } from "./parse";
import type { Config } from "./resolve";

/** What the provider is configured with, as far as the plan depends on it. */
export interface ProviderFacts {
  /** AWS Region from `aws:region`. */
  readonly region: string;
  /** First of `aws:allowedAccountIds`, twelve digits. */
  readonly accountId: string;
}

/** A stack's configuration and the provider facts beside it. */
export interface StackConfig {
  /** Our own configuration, validated and resolved. */
  readonly config: Config;
  /** Region and account. */
  readonly provider: ProviderFacts;
}

/** A check that also needs to know the Region or account. */
export type StackCheck = (config: Config, provider: ProviderFacts) => readonly ConfigIssue[];

/**
 * Reads and validates the configuration of the running stack: the only reader of Pulumi config.
 * @param project Pulumi project, the namespace of our keys.
 * @param checks Further checks of the whole configuration, for example of the address plan.
 * @throws {ConfigError} with every problem at once, before any resource is declared.
 */
export function loadConfig(project: string, checks: readonly StackCheck[]): StackConfig {
  return readConfig(runtime.allConfig(), { project, checks, isSecret: isSecretKey });
}

// The SDK keeps which keys are secret to itself; this is the variable it reads.
function isSecretKey(key: string): boolean {
  const keys: unknown = JSON.parse(process.env["PULUMI_CONFIG_SECRET_KEYS"] ?? "[]");
  return Array.isArray(keys) && keys.includes(key);
}

/** How flat configuration values are to be read. */
export interface ReadOptions {
  /** Pulumi project, the namespace of our keys. */
  readonly project: string;
  /** Further checks of the whole configuration. */
  readonly checks: readonly StackCheck[];
  /** Whether the value of a full key is encrypted in the stack file: such a value is never shown. */
  readonly isSecret: (key: string) => boolean;
}

/** As `loadConfig`, from configuration values as Pulumi hands them over: flat, objects as JSON text. */
export function readConfig(
  values: Readonly<Record<string, string>>,
  { project, checks, isSecret }: ReadOptions,
): StackConfig {
  const provider = readProvider(values);
  const bound = provider.ok
    ? checks.map(
        (check): ConfigCheck =>
          (config) =>
            check(config, provider.facts),
      )
    : [];
  const parsed = parseConfig(sectionsOf(values, project), bound);
  const issues = [...(provider.ok ? [] : provider.issues), ...(parsed.ok ? [] : parsed.issues)];
  if (!provider.ok || !parsed.ok) {
    const conceal = ({ given, ...issue }: ConfigIssue): ConfigIssue =>
      isSecret(`${project}:${issue.path.split(".")[0] ?? ""}`) ? issue : { ...issue, given };
    throw new ConfigError(issues.map(conceal));
  }
  return { config: parsed.config, provider: provider.facts };
}

function sectionsOf(values: Readonly<Record<string, string>>, project: string) {
  const namespace = `${project}:`;
  return Object.fromEntries(
    Object.entries(values)
      .filter(([key]) => key.startsWith(namespace))
      .map(([key, text]) => [key.slice(namespace.length), parseValue(text)]),
  );
}

// Pulumi passes objects and lists as JSON text, and scalars as they are.
function parseValue(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return text;
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return text;
  }
}

type ProviderResult =
  | { readonly ok: true; readonly facts: ProviderFacts }
  | { readonly ok: false; readonly issues: readonly ConfigIssue[] };

function readProvider(values: Readonly<Record<string, string>>): ProviderResult {
  const region = values["aws:region"];
  const accounts = parseValue(values["aws:allowedAccountIds"] ?? "[]");
  const accountId: unknown = Array.isArray(accounts) ? accounts[0] : accounts;
  const issues = [
    ...(isRegion(region) ? [] : [regionIssue(region)]),
    ...(isAccountId(accountId) ? [] : [accountIssue(accountId)]),
  ];
  return isRegion(region) && isAccountId(accountId)
    ? { ok: true, facts: { region, accountId } }
    : { ok: false, issues };
}

const isRegion = (value: unknown): value is string =>
  typeof value === "string" && /^[a-z]{2,4}(-[a-z]+)+-\d$/.test(value);

const isAccountId = (value: unknown): value is string =>
  typeof value === "string" && /^\d{12}$/.test(value);

const regionIssue = (region: unknown): ConfigIssue => ({
  code: "AWS001",
  path: "aws:region",
  problem: region === undefined ? "missing" : "not an AWS Region",
  given: showValue(region),
  allowed: "an AWS Region, for example us-east-1",
  fix: "set aws:region in the stack file",
});

const accountIssue = (accountId: unknown): ConfigIssue => ({
  code: "AWS002",
  path: "aws:allowedAccountIds",
  problem: accountId === undefined ? "missing" : "not an account id",
  given: showValue(accountId),
  allowed: 'a list of account ids as text, for example ["111122223333"]',
  fix: "name the account: the ARNs in every policy are computed from it",
});
