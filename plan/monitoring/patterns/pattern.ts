/** The alert classes of the security document. */
export const alertClasses = [
  "unauthorized-access",
  "unusual-traffic",
  "failed-governance-decision",
  "secret-access-anomaly",
  "iam-permission-change",
] as const;

/** An alert class. */
export type AlertClass = (typeof alertClasses)[number];

/** What an alarm is about: an alert class, or detection and response themselves. */
export type AlarmClass = AlertClass | "operations";

/** Where a pattern looks. */
export type PatternSource = "trail" | "flow" | "governance" | "meshAccess" | "containment";

/** Which configured threshold applies, or the threshold itself; `one` alarms on the first event. */
export type PatternThreshold =
  | number
  | "one"
  | "unauthorizedAccess"
  | "rejectedFlows"
  | "failedGovernanceDecisions"
  | "secretAccess"
  | "iamChanges";

/** A metric-filter pattern and what it means. */
export interface DetectionPattern {
  /** Stable key; metric and alarm are named after it. */
  readonly key: string;
  /** What its alarm is about. */
  readonly alertClass: AlarmClass;
  /** What an operator should read in the alarm. */
  readonly description: string;
  /** Log group it looks at. */
  readonly source: PatternSource;
  /** Pattern in CloudWatch's filter syntax, at most 1,024 characters. */
  readonly pattern: string;
  /** Threshold. */
  readonly threshold: PatternThreshold;
  /** Column whose number is added up, where it is not the lines that are counted. @default - lines */
  readonly bytesIn?: string;
}

/** Conditions on the event's name, joined by "or", spelled as CIS spells them. */
export function anyEvent(names: readonly string[]): string {
  return names.map((name) => `($.eventName = ${name})`).join(" || ");
}

/** Conditions on calls of one service. */
export function callsOf(eventSource: string, names: readonly string[]): string {
  return `($.eventSource = "${eventSource}") && (${anyEventCompact(names)})`;
}

/** Conditions of which one has to hold. */
export function anyOf(conditions: readonly string[]): string {
  return conditions.map((condition) => `(${condition})`).join(" || ");
}

/** Conditions on the event's name without spaces around the operator, the other spelling CIS uses. */
export function anyEventCompact(names: readonly string[], separator = "||"): string {
  return names.map((name) => `($.eventName=${name})`).join(separator);
}
