import { type EventType, eventSchemas, type SecurityEvent } from "./events";

/** Level of a line: how bad what it says is. No level is ever left out. */
export type LineLevel = "INFO" | "WARN" | "ERROR";

/** An event whose every field is as its schema says. */
export interface CheckedEvent {
  /** Fields that are valid. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** Names of fields that were left out because they were not. */
  readonly invalidFields: readonly string[];
  /** Level of its line. */
  readonly level: LineLevel;
  /** What happened, in a few words of ours. */
  readonly message: string;
}

/** Level of every outcome: of a decision, and of what functions say of themselves and of their work. */
export const levels = {
  allow: "INFO",
  deny: "WARN",
  error: "ERROR",
  ready: "INFO",
  heartbeat: "INFO",
  "engine-reloaded": "WARN",
  "not-ready": "ERROR",
  done: "INFO",
  refused: "WARN",
  partial: "WARN",
  failed: "ERROR",
} as const satisfies Readonly<Record<string, LineLevel>>;

/**
 * Checks an event against its schema. Optional fields that are not valid are left out, and named.
 * @throws TypeError when its type is unknown or a required field is not valid: our own code is wrong then.
 */
export function checkEvent(event: SecurityEvent): CheckedEvent {
  const type = event.event_type;
  if (!Object.hasOwn(eventSchemas, type)) throw new TypeError("Unknown type of security event.");
  // Own fields alone: what somebody put on Object.prototype is no part of an event.
  const whole = eventSchemas[type].safeParse({ __proto__: null, ...event });
  const { fields, invalidFields }: ValidFields = whole.success
    ? { fields: whole.data, invalidFields: [] }
    : validFields(type, event);
  const outcome = "phase" in event ? event.phase : event.decision;
  const { reason } = fields;
  const why = typeof reason === "string" ? ` (${reason})` : "";
  return { fields, invalidFields, level: levels[outcome], message: `${type} ${outcome}${why}` };
}

interface FieldSchema {
  safeParse(value: unknown): { success: true; data: unknown } | { success: false };
}

type ValidFields = Pick<CheckedEvent, "fields" | "invalidFields">;

function validFields(type: EventType, event: SecurityEvent): ValidFields {
  const given = new Map<string, unknown>(Object.entries(event));
  const fields: Record<string, unknown> = {};
  const invalidFields: string[] = [];
  const shape: Readonly<Record<string, FieldSchema>> = eventSchemas[type].shape;
  for (const [name, schema] of Object.entries(shape)) {
    const parsed = schema.safeParse(given.get(name));
    if (parsed.success) fields[name] = parsed.data;
    else if (schema.safeParse(undefined).success) invalidFields.push(name);
    else throw new TypeError(`${type}.${name} is not valid.`);
  }
  return { fields, invalidFields };
}
