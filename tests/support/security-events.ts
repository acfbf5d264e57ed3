import { outcomeOf, type RefusalReason, refusalReasons } from "../../runtime/reasons";
import type { EventType, SecurityEvent } from "../../runtime/telemetry/events";
import type { LineSink } from "../../runtime/telemetry/telemetry";

/** One full event of each type. */
export const sampleEvents: { readonly [Type in EventType]: SecurityEvent & { event_type: Type } } =
  {
    "governance.decision": {
      event_type: "governance.decision",
      decision: "deny",
      reason: "no-permit",
      decision_id: "9bb8bc2c-2078-4bfa-9946-0df701accd40",
      caller: "orbit",
      callee: "axon",
      intent: "reason",
      operation: "axon:POST:/reason",
      request_digest: "a1".repeat(32),
      policy_digest: "b2".repeat(32),
      determining_policies: ["orbit-to-axon-reason-1"],
      duration_ms: 0.25,
    },
    "governance.lifecycle": {
      event_type: "governance.lifecycle",
      phase: "not-ready",
      reason: "not-ready",
      policy_digest: "b2".repeat(32),
    },
    "call.completed": {
      event_type: "call.completed",
      decision: "allow",
      reason: "permitted",
      caller: "orbit",
      callee: "axon",
      attempts: 1,
      status: 200,
      duration_ms: 4,
    },
    "request.verified": {
      event_type: "request.verified",
      decision: "error",
      reason: "replay-store-unavailable",
      caller: "orbit",
      callee: "axon",
      duration_ms: 1,
    },
    "secret.rotation": {
      event_type: "secret.rotation",
      phase: "failed",
      step: "setSecret",
      secret: "arn:aws:secretsmanager:us-east-1:111122223333:secret:orbit/database-AbCdEf",
      version: "1b671a64-40d5-491e-99b0-da01ff1f3341",
      failure: "login-refused",
      duration_ms: 12,
    },
    "access.review": {
      event_type: "access.review",
      phase: "done",
      period: "2026-W47",
      final_parts: 8,
      unexpected_entries: 2,
      duration_ms: 3000,
    },
    "incident.step": {
      event_type: "incident.step",
      phase: "failed",
      step: "revoke",
      incident: "inc-5f0c3a9e17b2d468",
      verdict: "contain",
      contained_service: "orbit",
      actions_done: 2,
      actions_failed: 1,
      actions_skipped: 0,
      actions_planned: 0,
      failure: "action-failed",
      duration_ms: 800,
    },
  };

const isReason = (text: string): text is RefusalReason => Object.hasOwn(refusalReasons, text);

/** Every refusal with the outcome it is recorded as, and the one way to be permitted. */
const outcomes = [
  { decision: "allow", reason: "permitted" } as const,
  ...Object.keys(refusalReasons)
    .filter(isReason)
    .map((reason) => ({ decision: outcomeOf(reason), reason })),
];

/** Events of every type with every outcome it can have. */
export const everyEvent: readonly SecurityEvent[] = [
  ...outcomes.flatMap((outcome): readonly SecurityEvent[] => [
    { ...sampleEvents["governance.decision"], ...outcome },
    { ...sampleEvents["call.completed"], ...outcome },
    { ...sampleEvents["request.verified"], ...outcome },
  ]),
  ...(["ready", "not-ready", "engine-reloaded", "heartbeat"] as const).map((phase) => ({
    event_type: "governance.lifecycle" as const,
    phase,
  })),
  ...(["done", "refused", "failed"] as const).map((phase) => ({
    event_type: "secret.rotation" as const,
    phase,
  })),
  ...(["done", "partial", "failed"] as const).map((phase) => ({
    event_type: "access.review" as const,
    phase,
  })),
  ...(["done", "failed"] as const).map((phase) => ({
    event_type: "incident.step" as const,
    phase,
  })),
];

/** A sink that keeps its lines. */
export function memorySink(): LineSink & { readonly lines: string[] } {
  const lines: string[] = [];
  return {
    lines,
    write(line) {
      lines.push(line);
    },
  };
}

/** The object that a line holds; fails when the line is no JSON object. */
export function parseLine(line: string | undefined): Readonly<Record<string, unknown>> {
  const value: unknown = JSON.parse(line ?? "");
  if (typeof value !== "object" || value === null) throw new TypeError("The line is no object.");
  return Object.fromEntries(Object.entries(value));
}
