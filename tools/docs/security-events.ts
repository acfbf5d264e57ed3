import * as z from "zod/mini";
import { refusalReasons } from "../../runtime/reasons";
import { levels } from "../../runtime/telemetry/checked-event";
import {
  type EventType,
  eventSchemas,
  eventSchemaVersion,
  type SecurityEvent,
} from "../../runtime/telemetry/events";
import { maxLineBytes } from "../../runtime/telemetry/line";
import { rotationFailures } from "../../runtime/telemetry/rotation-failures";
import type { MetricName } from "../../runtime/telemetry/telemetry";
import { markdownTable } from "./markdown";

type FieldsOf<Event> = Event extends unknown ? keyof Event : never;

const eventMeanings: Readonly<Record<EventType, string>> = {
  "governance.decision":
    "Governance decided. Exactly one for each request, malformed ones and failures included.",
  "governance.lifecycle":
    "The governance function about itself: whether it can decide, and that it is alive.",
  "call.completed": "A caller finished a governed call, or was kept from making it. One for each.",
  "request.verified": "A callee verified a request, or refused it. One for each.",
  "secret.rotation":
    "A step of the rotation of a secret was done, refused or failed. One for each invocation.",
  "access.review":
    "A run of a review of accesses: its report is kept, a later run goes on, or it failed. One for each run.",
  "incident.step":
    "A step of an incident: all of it was done or needed nothing, or something failed. One for each invocation.",
};

const fieldMeanings: Readonly<Record<FieldsOf<SecurityEvent>, string>> = {
  event_type: "Which event this is.",
  decision:
    "`deny`: the rules said no. `error`: something could not be decided. Both stop the call.",
  reason: "Why, from the table below.",
  decision_id: "Id of the decision, shared by caller, governance and callee; the receipt's `jti`.",
  caller: "Service that calls, as the transport proved it.",
  callee: "Service that is called.",
  intent: "What the call is for: the Cedar action.",
  operation: "Operation that is called, `<callee>:<METHOD>:<path>`.",
  request_digest: "SHA-256 of the bound call.",
  policy_digest: "SHA-256 of the policy bundle that decided.",
  determining_policies: "Policies that decided. In the log alone, never in an answer.",
  duration_ms: "How long it took.",
  phase: "What the function says of itself, or how its work went.",
  attempts: "How often the call was sent.",
  status: "HTTP status of the callee's answer.",
  step: "Step of the rotation, or of the incident; missing when the request named none.",
  secret: "End of the secret's ARN.",
  version: "Id of the version that is made: the token of the rotation.",
  failure: "Why a step was not done.",
  period: "ISO week that is reviewed.",
  final_parts: "Parts of the review that are not tried again.",
  unexpected_entries: "Entries of the report that nothing declares.",
  incident: "Id of the incident; its records are with the evidence.",
  verdict: "What assessing the finding came to.",
  contained_service: "Service that the incident is about.",
  actions_done: "Actions of the step that were done.",
  actions_failed: "Actions that failed, and earlier steps that did not come to their end.",
  actions_skipped: "Actions that were not needed, or not possible.",
  actions_planned: "Actions that a dry run would have done.",
};

/** Keys that the writer adds to every event, in the order of a line. */
export const writerKeys: Readonly<Record<string, string>> = {
  level: "`INFO`, `WARN` or `ERROR`, from decision or phase. No level is ever left out.",
  message: "The event in a few words.",
  timestamp: "Time of writing, ISO 8601 in UTC.",
  service: "Service that writes.",
  correlation_id: "Id of the chain of calls, `^[A-Za-z0-9_-]{8,64}$`.",
  correlation_origin:
    "`caller`: taken over. `replaced`: the caller's was not valid. `made`: there was none.",
  trace_id: "W3C trace id, when the caller sent one.",
  xray_trace_id: "The same id as X-Ray writes it.",
  schema_version: "Version of these events.",
  invalid_fields:
    "Fields that were left out because they were not valid; a mistake of the writer's.",
  truncated: "True when something was left out for its size.",
  data: "What a caller sent: redacted, bounded. No other key holds any of it.",
};

const metricMeanings: Readonly<Record<MetricName, string>> = {
  Allowed: "Calls that may be made.",
  Denied: "Calls that the rules refuse.",
  Errors: "Calls that are refused because something could not be decided.",
  EngineReloads: "Times the policy engine was loaded anew after it failed.",
  Refused: "Requests a callee did not work on.",
  Replayed: "Receipts that came a second time.",
};

function isDecision(outcome: string): boolean {
  return eventSchemas["governance.decision"].shape.decision.safeParse(outcome).success;
}

type PhasedEvent = "governance.lifecycle" | "secret.rotation" | "access.review" | "incident.step";

/** The levels of a schema's phases. */
function phaseLevels(type: PhasedEvent) {
  const { phase } = eventSchemas[type].shape;
  return Object.fromEntries(
    Object.entries(levels).filter(([outcome]) => phase.safeParse(outcome).success),
  );
}

/**
 * What plans need to know of the events. It is stored as JSON because plans do not import runtime, and has no lists,
 * so that formatting leaves it as it is.
 */
export function securityEventsForPlans() {
  const levelEntries = Object.entries(levels);
  return {
    schemaVersion: eventSchemaVersion,
    events: Object.fromEntries(
      Object.entries(eventSchemas).map(([type, schema]) => [
        type,
        Object.fromEntries(
          fieldsOf(schema).map(({ name, type: text }) => [name, text.replaceAll("`", "")]),
        ),
      ]),
    ),
    decisions: Object.fromEntries(levelEntries.filter(([outcome]) => isDecision(outcome))),
    phases: phaseLevels("governance.lifecycle"),
    rotationPhases: phaseLevels("secret.rotation"),
    reviewPhases: phaseLevels("access.review"),
    incidentPhases: phaseLevels("incident.step"),
    reasons: {
      permitted: "allow",
      ...Object.fromEntries(reasonFacts().map(([reason, { outcome }]) => [reason, outcome])),
    },
  };
}

/** The reference of every event, field, reason and counter. */
export function securityEventsPage(): string {
  return [
    "# Security events",
    "",
    "Generated from `runtime/telemetry/events.ts` by `npm run docs`. An event is one line of JSON of at most",
    `${String(maxLineBytes / 1024)} KiB; this is version ${String(eventSchemaVersion)}. Fields are only ever added to a version.`,
    "",
    "## Every line",
    "",
    markdownTable(["Key", "Meaning"], rowsOf(writerKeys)),
    "",
    ...Object.entries(eventSchemas).flatMap(([type, schema]) => [
      `## ${type}`,
      "",
      meaningOf(eventMeanings, type),
      "",
      markdownTable(["Field", "Type", "Always", "Meaning"], fieldsOf(schema).map(fieldRow)),
      "",
    ]),
    ...outcomeSections(),
    "## Counters",
    "",
    "Lines in CloudWatch's embedded metric format. `service` and `reason` are their only dimensions, and both are",
    "closed; any other reason counts as `other`.",
    "",
    markdownTable(["Counter", "Meaning"], rowsOf(metricMeanings)),
    "",
  ].join("\n");
}

function outcomeSections(): readonly string[] {
  return [
    "## Phases and decisions",
    "",
    markdownTable(
      ["Value", "Of", "Level"],
      Object.entries(levels).map(([outcome, level]) => [
        `\`${outcome}\``,
        isDecision(outcome) ? "`decision`" : "`phase`",
        `\`${level}\``,
      ]),
    ),
    "",
    "## Reasons",
    "",
    "`permitted` goes with `allow`. Any other is a refusal:",
    "",
    markdownTable(
      ["Reason", "Decision", "May succeed later without a change"],
      reasonFacts().map(([reason, { outcome, retryable }]) => [
        `\`${reason}\``,
        `\`${outcome}\``,
        retryable ? "yes" : "no",
      ]),
    ),
    "",
    "## Failures of a rotation",
    "",
    "`refused` is a request that the function does not work on, and for which it changes nothing.",
    "",
    markdownTable(
      ["Failure", "Phase", "Meaning"],
      Object.entries(rotationFailures).map(([failure, { outcome, text }]) => [
        `\`${failure}\``,
        `\`${outcome}\``,
        text,
      ]),
    ),
    "",
  ];
}

const rowsOf = (meanings: Readonly<Record<string, string>>) =>
  Object.entries(meanings).map(([name, meaning]) => [`\`${name}\``, meaning]);

const reasonFacts = () => Object.entries(refusalReasons);

interface Field {
  readonly name: string;
  readonly type: string;
  readonly isRequired: boolean;
}

const fieldRow = ({ name, type, isRequired }: Field): readonly string[] => [
  `\`${name}\``,
  type,
  isRequired ? "yes" : "no",
  meaningOf(fieldMeanings, name),
];

const meaningOf = (meanings: Readonly<Record<string, string>>, name: string): string =>
  meanings[name] ?? "";

function fieldsOf(schema: z.core.$ZodType): readonly Field[] {
  const { properties = {}, required = [] } = z.toJSONSchema(schema);
  return Object.entries(properties).map(([name, property]) => ({
    name,
    type: typeof property === "boolean" ? "" : typeText(property),
    isRequired: required.includes(name),
  }));
}

type JsonSchema = z.core.JSONSchema.BaseSchema;

// Reasons are too many for a cell; the steps of an incident are not.
const mostValues = 11;

function typeText({
  type,
  enum: values,
  const: only,
  maxLength,
  pattern,
  items,
}: JsonSchema): string {
  if (only !== undefined) return `\`${String(only)}\``;
  if (values !== undefined) {
    return values.length > mostValues
      ? "a reason"
      : values.map((value) => `\`${String(value)}\``).join(", ");
  }
  if (typeof items === "object" && !Array.isArray(items)) return `list of ${typeText(items)}`;
  if (pattern !== undefined) return `text, \`${pattern}\``;
  return type === "string" ? `text of at most ${String(maxLength)} characters` : String(type);
}
