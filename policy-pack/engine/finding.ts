import { createHash } from "node:crypto";
import type { Observation, RuleMetadata } from "./rule";

/** A verdict on a resource, ready to be reported. */
export interface Finding {
  /** Rule. */
  readonly rule: string;
  /** Resource; undefined when it is about the pack itself. */
  readonly urn: string | undefined;
  /** Whether it stops a deployment. */
  readonly level: "advisory" | "mandatory";
  /** How bad it is. */
  readonly severity: RuleMetadata["severity"];
  /** Whether the rule is violated, or could not be decided. */
  readonly verdict: Observation["verdict"];
  /** JSON pointer of the property. */
  readonly path: string;
  /** One sentence. */
  readonly message: string;
  /** Why it matters. */
  readonly why: string;
  /** What to do. */
  readonly fix: string;
}

/** What of a rule's metadata a finding takes over. */
export type RuleFacts = Pick<RuleMetadata, "id" | "level" | "severity" | "unknown" | "why" | "fix">;

/** Makes a finding of an observation. Undecided counts as a violation unless the rule says otherwise. */
export function findingOf(
  rule: RuleFacts,
  urn: string | undefined,
  observation: Observation,
): Finding {
  const isAdvised = observation.verdict === "undecided" && rule.unknown === "advise";
  return {
    rule: rule.id,
    urn,
    level: isAdvised ? "advisory" : rule.level,
    severity: rule.severity,
    verdict: observation.verdict,
    path: observation.path,
    message: redact(observation.message),
    why: rule.why,
    fix: redact(observation.fix ?? rule.fix),
  };
}

/** The text of a finding: its sentence, then labelled lines that programs can read. */
export function messageOf(finding: Finding): string {
  return [
    finding.message,
    `why: ${finding.why}`,
    `fix: ${finding.fix}`,
    `path: ${finding.path}`,
    `verdict: ${finding.verdict}`,
    `fingerprint: ${fingerprintOf(finding)}`,
  ].join("\n");
}

/** Identifies a finding across stacks and runs: rule, resource without its stack, path and sentence. */
export function fingerprintOf({ rule, urn, path, message }: Finding): string {
  const withoutStack = (urn ?? "").replace(/^urn:pulumi:[^:]*::/, "");
  return createHash("sha256")
    .update(JSON.stringify([rule, withoutStack, path, message]))
    .digest("hex")
    .slice(0, 16);
}

// Access keys, private keys, bearer tokens.
const credentials =
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b|-----BEGIN [A-Z ]*PRIVATE KEY-----|\beyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]*/g;

/** Text without anything that looks like a credential. */
export function redact(text: string): string {
  return text.replaceAll(credentials, (match) => `‹redacted, ${String(match.length)} chars›`);
}
