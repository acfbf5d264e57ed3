/** What a policy found. */
export interface Finding {
  /** Policy pack that found it. */
  readonly policyPack: string;
  /** Rule, or policy name. */
  readonly rule: string;
  /** Whether it stops a deployment. */
  readonly level: "advisory" | "mandatory";
  /** How bad it is. */
  readonly severity: "unspecified" | "low" | "medium" | "high" | "critical";
  /** Whether the rule is violated, or could not be decided. */
  readonly verdict: "fail" | "undecided";
  /** Resource; empty when it is about the whole stack. */
  readonly urn: string;
  /** JSON pointer into the resource's properties; empty when the pack gives none. */
  readonly path: string;
  /** What was found, in one sentence. */
  readonly message: string;
  /** Why it matters. */
  readonly why: string;
  /** What to do. */
  readonly fix: string;
  /** Under which terms a waiver hides it; empty when none does. */
  readonly waived: string;
}

/** The labelled lines that a policy's message may end with. */
export interface MessageParts {
  /** The text before the first labelled line. */
  readonly message: string;
  /** Values of the labelled lines. */
  readonly labels: Readonly<Partial<Record<"why" | "fix" | "path" | "verdict" | "waived", string>>>;
}

const labelled = /^(why|fix|path|verdict|fingerprint|waived): (.*)$/;

/** Splits a policy's message into its sentence and the labelled lines that follow it. */
export function splitMessage(text: string): MessageParts {
  const lines = text.split("\n");
  const labels: Record<string, string> = {};
  const sentence: string[] = [];
  for (const line of lines) {
    const [, label, value] = labelled.exec(line) ?? [];
    if (label === undefined || value === undefined) sentence.push(line);
    else labels[label] = value;
  }
  return { message: sentence.join("\n").trim(), labels };
}

/** Findings in a fixed order: rule, resource, path, message. */
export function sortFindings(findings: readonly Finding[]): readonly Finding[] {
  const key = ({ rule, urn, path, message }: Finding) => [rule, urn, path, message].join("\u0000");
  const keyed = findings.map((finding) => ({ key: key(finding), finding }));
  return keyed
    .sort((left, right) => (left.key < right.key ? -1 : left.key > right.key ? 1 : 0))
    .map(({ finding }) => finding);
}
