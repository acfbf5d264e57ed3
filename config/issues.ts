import { RunError } from "@pulumi/pulumi";

/** One thing that is wrong with the configuration, in the operator's words. */
export interface ConfigIssue {
  /** Stable code, for example `NET003`; never reused for another meaning. */
  readonly code: string;
  /** Dotted path below the project namespace, for example `network.cidr`. */
  readonly path: string;
  /** What is wrong, in one clause. */
  readonly problem: string;
  /** The value that was given, as JSON; `undefined` when nothing was given or the value is secret. */
  readonly given?: string | undefined;
  /** What would be accepted. */
  readonly allowed?: string | undefined;
  /** What to do about it. */
  readonly fix: string;
}

/**
 * Every problem of a stack's configuration, thrown once at the border, before anything is created. A
 * RunError, so that Pulumi prints the message without a stack trace.
 */
export class ConfigError extends RunError {
  /** The problems, in the order of their paths. */
  readonly issues: readonly ConfigIssue[];

  constructor(issues: readonly ConfigIssue[]) {
    super(formatIssues(issues));
    this.issues = issues;
  }
}

/** Renders issues as the operator reads them: a heading, then one block for each issue. */
export function formatIssues(issues: readonly ConfigIssue[]): string {
  const noun = issues.length === 1 ? "problem" : "problems";
  const heading = `Configuration is invalid: ${String(issues.length)} ${noun}; nothing was created.`;
  return [heading, ...issues.map(formatIssue)].join("\n");
}

function formatIssue(issue: ConfigIssue): string {
  const lines = [`  ${issue.code} ${issue.path}: ${issue.problem}`];
  if (issue.given !== undefined) lines.push(`    given:   ${issue.given}`);
  if (issue.allowed !== undefined) lines.push(`    allowed: ${issue.allowed}`);
  lines.push(`    fix:     ${issue.fix}`);
  return lines.join("\n");
}

/** Shows a value in an issue: JSON, shortened, so that a pasted document does not fill the screen. */
export function showValue(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  const text = JSON.stringify(value);
  return text.length <= 120 ? text : `${text.slice(0, 117)}...`;
}
