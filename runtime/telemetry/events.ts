import * as z from "zod/mini";
import { steps } from "../containment/incident";
import { sha256Hex } from "../formats";
import { type RefusalReason, refusalReasons } from "../reasons";
import { type RotationFailureReason, rotationFailures } from "./rotation-failures";

/** Version of the events below. A field is only ever added; a changed meaning is a new version. */
export const eventSchemaVersion = 1;

const reasons = Object.keys(refusalReasons) as [RefusalReason, ...RefusalReason[]];
const failures = Object.keys(rotationFailures) as [
  RotationFailureReason,
  ...RotationFailureReason[],
];
const name = z.string().check(z.maxLength(200));
const digest = z.string().check(z.regex(sha256Hex));

/** How a decision went: `error` is a refusal because something could not be decided. */
const decision = z.enum(["allow", "deny", "error"]);
const reason = z.enum(["permitted", ...reasons]);

/** What assessing a finding came to. */
const verdicts = ["contain", "notify", "duplicate", "refused"] as const;

/**
 * Why a step of an incident counts as failed: an action of it was not done, a step before it did not come to its end, its
 * report is not kept, it was asked for something that is no step, or a mistake of ours.
 */
const incidentFailures = [
  "action-failed",
  "earlier-step-failed",
  "report-unwritten",
  "invalid-request",
  "unexpected",
] as const;

/** Fields that events about one decision share. */
const aboutDecision = {
  decision,
  reason,
  decision_id: z.optional(name),
  caller: z.optional(name),
  callee: z.optional(name),
  intent: z.optional(name),
  operation: z.optional(name),
  request_digest: z.optional(digest),
  policy_digest: z.optional(digest),
};

/** Every security event there is, by its type. Names are the estate's own or closed; caller text is only in `data`. */
export const eventSchemas = {
  /** Governance decided; exactly one for each request, malformed ones included. */
  "governance.decision": z.strictObject({
    event_type: z.literal("governance.decision"),
    ...aboutDecision,
    determining_policies: z.optional(z.array(name)),
    duration_ms: z.optional(z.number()),
  }),
  /** The governance function itself: started, failed to start, loaded its engine anew, proved to be alive. */
  "governance.lifecycle": z.strictObject({
    event_type: z.literal("governance.lifecycle"),
    phase: z.enum(["ready", "not-ready", "engine-reloaded", "heartbeat"]),
    reason: z.optional(reason),
    policy_digest: z.optional(digest),
  }),
  /** A caller finished a governed call, or was kept from making it; exactly one for each. */
  "call.completed": z.strictObject({
    event_type: z.literal("call.completed"),
    ...aboutDecision,
    attempts: z.number(),
    status: z.optional(z.number()),
    duration_ms: z.optional(z.number()),
  }),
  /** A callee verified a request, or refused it; exactly one for each. */
  "request.verified": z.strictObject({
    event_type: z.literal("request.verified"),
    ...aboutDecision,
    duration_ms: z.optional(z.number()),
  }),
  /** A step of the rotation of a secret was done, refused or failed; exactly one for each invocation. */
  "secret.rotation": z.strictObject({
    event_type: z.literal("secret.rotation"),
    phase: z.enum(["done", "refused", "failed"]),
    step: z.optional(z.enum(["createSecret", "setSecret", "testSecret", "finishSecret"])),
    secret: z.optional(name),
    version: z.optional(name),
    failure: z.optional(z.enum(failures)),
    duration_ms: z.optional(z.number()),
  }),
  /** A run of a review of accesses: its report is kept, a later run goes on, or it failed; exactly one for each run. */
  "access.review": z.strictObject({
    event_type: z.literal("access.review"),
    phase: z.enum(["done", "partial", "failed"]),
    period: z.optional(name),
    final_parts: z.optional(z.number()),
    unexpected_entries: z.optional(z.number()),
    duration_ms: z.optional(z.number()),
  }),
  /** A step of an incident: everything of it was done or needed nothing, or something failed; exactly one for each invocation. */
  "incident.step": z.strictObject({
    event_type: z.literal("incident.step"),
    phase: z.enum(["done", "failed"]),
    step: z.optional(z.enum(steps)),
    incident: z.optional(name),
    verdict: z.optional(z.enum(verdicts)),
    contained_service: z.optional(name),
    actions_done: z.optional(z.number()),
    actions_failed: z.optional(z.number()),
    actions_skipped: z.optional(z.number()),
    actions_planned: z.optional(z.number()),
    failure: z.optional(z.enum(incidentFailures)),
    duration_ms: z.optional(z.number()),
  }),
} as const;

/** Type of a security event. */
export type EventType = keyof typeof eventSchemas;

/** A security event, without what the writer adds: time, level, service, correlation and trace ids. */
export type SecurityEvent = {
  [Type in EventType]: z.infer<(typeof eventSchemas)[Type]>;
}[EventType];
