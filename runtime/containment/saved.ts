import * as z from "zod/mini";
import { jsonOf } from "../json";

const text = z.string();
const peer = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.enum(["ipv4", "ipv6"]), cidr: text }),
  z.strictObject({ kind: z.enum(["prefix-list", "group"]), id: text }),
]);

const ruleSchema = z.strictObject({
  id: text,
  isEgress: z.boolean(),
  protocol: text,
  fromPort: z.int(),
  toPort: z.int(),
  peer,
  description: text,
  tags: z.record(text, text),
});

const savedSchema = z.strictObject({
  incident: z.string().check(z.regex(/^inc-[0-9a-f]{16}$/)),
  service: text,
  savedAt: text,
  finding: z.unknown(),
  isQuarantined: z.optional(z.boolean()),
  roles: z.record(text, z.nullable(text)),
  authPolicy: z.optional(z.nullable(text)),
  groups: z.record(text, z.array(ruleSchema)),
  tasks: z.optional(
    z.strictObject({
      desiredCount: z.int(),
      taskDefinition: text,
      subnets: z.array(text),
      securityGroups: z.array(text),
      assignPublicIp: text,
      running: z.array(text),
    }),
  ),
  reservedConcurrency: z.optional(z.nullable(z.int())),
});

/**
 * What a service was before it was contained: `before.json` of an incident. What is absent could not be read, and is not
 * changed unless it can be restored without it; null is what was read and was not there.
 */
export type Saved = z.infer<typeof savedSchema>;

/** Key of an object of an incident in the evidence bucket. */
export const evidenceKey = (incident: string, name: string): string =>
  `incidents/${incident}/${name}`;

/** Key of what a service was before. */
export const savedKey = (incident: string): string => evidenceKey(incident, "before.json");

/**
 * Reads what was saved for an incident; undefined when nothing was.
 * @throws when the object is not readable as what was saved.
 */
export async function readSaved(
  evidence: { read(key: string): Promise<string | undefined> },
  incident: string,
): Promise<Saved | undefined> {
  const found = await evidence.read(savedKey(incident));
  if (found === undefined) return undefined;
  const parsed = savedSchema.safeParse(jsonOf(found));
  if (!parsed.success || parsed.data.incident !== incident) {
    throw new Error("before.json is not what was saved.");
  }
  return parsed.data;
}
