/** Steps of the workflow, in order; `release` undoes containment. */
export const steps = [
  "detect",
  "assess",
  "preserve",
  "quarantine",
  "revoke",
  "isolate",
  "stop",
  "verify",
  "eradicate",
  "release",
  "learn",
] as const;

/** A step of the workflow. */
export type Step = (typeof steps)[number];

/** How far an incident is contained without people. */
export type ContainmentMode = "dry-run" | "approve" | "automatic";

/** A finding in one shape, whoever made it. Caller-supplied text is bounded and never an instruction. */
export interface Finding {
  /** Id that the source gave it: the same finding has the same id whenever it comes. */
  readonly id: string;
  /** Who made it. */
  readonly source: "guardduty" | "cloudtrail" | "alarm" | "responder";
  /** What it says, for people: the finding's type, the event's name, the alarm's name, or the responder's reason. */
  readonly title: string;
  /** 0 (information) to 10 (critical), as GuardDuty counts. */
  readonly severity: number;
  /** When it happened, ISO 8601 in UTC. */
  readonly occurredAt: string;
  /** Account it is about, twelve digits. */
  readonly accountId: string;
  /** ARN of the role whose session acted; undefined where none is known. */
  readonly actorRoleArn: string | undefined;
  /** ARNs, names or ids that were touched. */
  readonly resources: readonly string[];
}

/** What became of one action of a step. */
export interface ActionRecord {
  /** Step it belongs to. */
  readonly step: Step;
  /** What was to be done, in a few words, such as `put a denial into orbit-task`. */
  readonly action: string;
  /** `planned` in a dry run; `skipped` says why there was nothing to do. */
  readonly outcome: "done" | "failed" | "skipped" | "planned";
  /** Why it failed or was skipped: an error's name or our own words, never an error's message. */
  readonly reason?: string;
  /** When it began, ISO 8601 in UTC. */
  readonly startedAt: string;
  /** How long it took, in milliseconds. */
  readonly durationMilliseconds: number;
}

/**
 * What assessing came to. `contain`: one service is to be contained. `notify`: people decide, because no service, or more
 * than one, or one that must not be contained is meant. `duplicate`: another execution has the finding. `refused`: no
 * finding of this account.
 */
export type Verdict = "contain" | "notify" | "duplicate" | "refused";

/** An incident as it travels through the workflow. Small: what was saved stays in the evidence bucket. */
export interface Incident {
  /** `inc-` and 16 hexadecimal digits of the finding's hash: the same finding is the same incident. */
  readonly id: string;
  /** ARN of the execution that works on it. */
  readonly execution: string;
  /** The finding; undefined when what came was none. */
  readonly finding: Finding | undefined;
  /** How far it goes without people. */
  readonly mode: ContainmentMode;
  /** What assessing came to; undefined before. */
  readonly verdict: Verdict | undefined;
  /** Why. */
  readonly verdictReason: string;
  /** The service that is contained. */
  readonly service: string | undefined;
  /** When the workflow began, ISO 8601 in UTC. */
  readonly openedAt: string;
  /** What was done, in order. */
  readonly records: readonly ActionRecord[];
}

/** A step that did not come to its end, as the workflow noted it. */
export interface NotedFailure {
  /** The step. */
  readonly step: Step;
  /** Name of the error, as Step Functions gives it. */
  readonly error: string;
  /** What was noted before, and is not recorded yet either: steps may fail one after the other. Null when nothing was. */
  readonly before: NotedFailure | null;
}

/** Most failures of one after the other that are recorded: more than the workflow has states. */
export const mostFailures = 32;

/** What the workflow invokes the function with. */
export interface StepRequest {
  /** Which step. */
  readonly step: Step;
  /** ARN of the execution. */
  readonly execution: string;
  /** When the execution began, ISO 8601 in UTC. */
  readonly startedAt: string;
  /** Whether nothing may change: every action is `planned`. */
  readonly isDryRun: boolean;
  /** What started the execution, for `detect`; null later. */
  readonly event: unknown;
  /** The incident so far; null for `detect`. */
  readonly incident: Incident | null;
  /** What the workflow noted since the last step that came to its end. This step records it. */
  readonly failure: NotedFailure | null;
}

/** What the function answers: the incident with what this step added. */
export interface StepAnswer {
  /** The incident after the step. */
  readonly incident: Incident;
}
