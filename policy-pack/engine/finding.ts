import { concealed, holdsCredential, redact } from "./redaction";
import type { Evidence, JudgedResource, Observation, RuleMetadata } from "./rule";
import { canonical, semanticPlace, shortHash } from "./semantic-path";
import type { Value } from "./value";
import { isObject } from "./value";

/** A verdict on a resource, ready to be reported. */
export interface Finding {
  /** Rule. */
  readonly rule: string;
  /** Resource; undefined when it is about the pack itself. */
  readonly urn: string | undefined;
  /** Type of the resource; empty when it is about the pack itself. */
  readonly type: string;
  /** Whether it stops a deployment. */
  readonly level: "advisory" | "mandatory";
  /** How bad it is. */
  readonly severity: RuleMetadata["severity"];
  /** Whether the rule is violated, or could not be decided. */
  readonly verdict: Observation["verdict"];
  /** JSON pointer of the property. */
  readonly path: string;
  /** The path with names instead of list indexes; what a waiver names. */
  readonly semanticPath: string;
  /** The offending value, redacted; what a waiver names. */
  readonly value: string;
  /** One sentence. */
  readonly message: string;
  /** Why it matters. */
  readonly why: string;
  /** What to do. */
  readonly fix: string;
  /** Other places that support it. */
  readonly evidence: readonly Evidence[];
  /** Where in the program the resource is declared, if its component says so. */
  readonly source: Source | undefined;
  /** Identifies it across stacks, runs and reordering. */
  readonly fingerprint: string;
  /** The waiver that hides it. */
  readonly waiver: AppliedWaiver | undefined;
}

/** A line of the program. */
export interface Source {
  /** File, as the component gave it. */
  readonly file: string;
  /** Line, from 1. */
  readonly line: number;
}

/** What a report says of a waiver in force. */
export interface AppliedWaiver {
  /** Why the finding is accepted. */
  readonly reason: string;
  /** Who answers for it. */
  readonly owner: string;
  /** Where it is tracked. */
  readonly ticket: string;
  /** Who allowed it. */
  readonly approver: string;
  /** Last day, as `YYYY-MM-DD`. */
  readonly expires: string;
}

/** What of a rule's metadata a finding takes over. */
export type RuleFacts = Pick<
  RuleMetadata,
  "id" | "level" | "severity" | "onUndecided" | "why" | "fix"
>;

/** What a finding is about. */
export type Subject = Pick<JudgedResource, "urn" | "type" | "properties">;

/** Makes a finding of an observation. Undecided counts as a violation unless the rule says otherwise. */
export function findingOf(
  rule: RuleFacts,
  subject: Subject | undefined,
  observation: Observation,
): Finding {
  const { urn, type = "", properties = {} }: Partial<Subject> = subject ?? {};
  const place = semanticPlace(properties, observation.path);
  const value = observation.value ?? shownAt(observation.path, place.value);
  return {
    rule: rule.id,
    urn,
    type,
    level: levelOf(rule, observation),
    severity: rule.severity,
    verdict: observation.verdict,
    path: observation.path,
    semanticPath: redact(place.path),
    value: redact(value),
    message: redact(observation.message),
    why: rule.why,
    fix: redact(observation.fix ?? rule.fix),
    evidence: observation.evidence ?? [],
    source: undefined,
    fingerprint: shortHash(
      JSON.stringify([rule.id, withoutStack(urn ?? ""), redact(place.path), redact(value)]),
    ),
    waiver: undefined,
  };
}

function levelOf(rule: RuleFacts, { verdict, level }: Observation): Finding["level"] {
  if (verdict === "undecided" && rule.onUndecided === "warn") return "advisory";
  return level ?? rule.level;
}

/** The level of a finding as it counts: a waived finding stops nothing, and stays in every report. */
export function levelInForce(
  { level, waiver }: Pick<Finding, "level" | "waiver">,
  failOnAdvisory: boolean,
): Finding["level"] {
  if (waiver !== undefined) return "advisory";
  return failOnAdvisory ? "mandatory" : level;
}

/** The text of a finding: its sentence, then labelled lines. */
export function messageOf(finding: Finding): string {
  const { waiver } = finding;
  return [
    finding.verdict === "undecided" ? `UNRESOLVED: ${finding.message}` : finding.message,
    ...(waiver === undefined
      ? []
      : [
          `waived: until ${waiver.expires} by ${waiver.approver}, ${waiver.ticket}: ${waiver.reason}`,
        ]),
    `why: ${finding.why}`,
    `fix: ${finding.fix}`,
    `path: ${finding.path}`,
    `verdict: ${finding.verdict}`,
    `fingerprint: ${finding.fingerprint}`,
  ].join("\n");
}

/** A URN without the name of its stack. */
export function withoutStack(urn: string): string {
  return urn.replace(/^urn:pulumi:[^:]*::/, "");
}

const longestShown = 300;

// Properties whose value is a secret by nature.
const secretKeys = /password|secretstring|secretbinary|secretaccesskey|privatekey|authtoken/i;

function shownAt(path: string, value: Value | undefined): string {
  const isSecret = secretKeys.test(path.split("/").at(-1) ?? "");
  return isSecret && typeof value === "string" ? concealed(value) : shown(value);
}

// Findings about one statement show the same value.
const shownObjects = new WeakMap<object, string>();

function shown(value: Value | undefined): string {
  if (value === undefined) return "";
  if (typeof value === "string") return shortened(value);
  if (typeof value !== "object" || value === null) return shortened(canonical(value));
  const text = shownObjects.get(value) ?? shortened(canonical(withoutSecrets(value)));
  shownObjects.set(value, text);
  return text;
}

function shortened(text: string): string {
  if (holdsCredential(text)) return redact(text);
  return text.length > longestShown ? `${text.slice(0, longestShown)}…${shortHash(text)}` : text;
}

function withoutSecrets(value: Value): Value {
  if (Array.isArray(value)) return (value as readonly Value[]).map(withoutSecrets);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) =>
      secretKeys.test(key) && typeof item === "string"
        ? [key, concealed(item)]
        : [key, withoutSecrets(item)],
    ),
  );
}
