import * as z from "zod/mini";
import { jsonOf } from "../json";

const roleName = z.string().check(z.regex(/^[\w+=,.@-]{1,64}$/));
const name = (longest: number) => z.string().check(z.regex(/^[\w./-]+$/), z.maxLength(longest));
const list = <Item extends z.core.SomeType>(item: Item) => z.array(item).check(z.maxLength(100));

const securityGroupId = z.string().check(z.regex(/^sg-[0-9a-f]{8,17}$/));

const serviceSchema = z.strictObject({
  roleNames: list(roleName).check(z.minLength(1)),
  securityGroupId,
  latticeServiceId: z.optional(z.string().check(z.regex(/^svc-[0-9a-z]{17}$/))),
  ecs: z.optional(z.strictObject({ cluster: name(255), service: name(255) })),
  rotation: z.optional(
    z.strictObject({
      functionName: name(64),
      roleName,
      securityGroupId: z.optional(securityGroupId),
    }),
  ),
  secrets: list(z.strictObject({ name: name(512), rotates: z.boolean() })),
  logGroups: list(name(512)),
  refusalAlarms: list(z.string().check(z.minLength(1), z.maxLength(255))),
});

const settingsSchema = z
  .strictObject({
    partition: z.string().check(z.regex(/^aws[a-z-]*$/)),
    region: z.string().check(z.regex(/^[a-z]{2}(?:-[a-z]+)+-\d$/)),
    accountId: z.string().check(z.regex(/^\d{12}$/)),
    mode: z.enum(["dry-run", "approve", "automatic"]),
    tableName: name(255),
    bucketName: name(63),
    ruleTags: z.record(z.string(), z.string()),
    protectedRoleNames: list(roleName),
    services: z.record(z.string().check(z.regex(/^[a-z][a-z0-9-]{0,62}$/)), serviceSchema),
  })
  .check(z.refine(namesEachOnce));

/**
 * What can be contained of a service.
 *
 * `roleNames`: roles whose sessions act for it: of its tasks, their execution, and its edges as caller. Not those of its
 * pipeline, which is no session of the workload, and which recovery needs. `securityGroupId`: the group of its tasks.
 * `latticeServiceId`: where it is called; absent for a service that nobody calls. `ecs`: where its tasks run; absent where
 * the workload is not known. `rotation`: the function that rotates its secrets, with its role, and its group where it
 * stands in the VPC; absent where no secret rotates: apart, because it is needed again before the service is.
 * `secrets`: by name, without the six characters that AWS adds, and whether each can rotate. `logGroups`: where
 * its tasks and its rotation function write; the first is where it records the requests that it verified or refused.
 * `refusalAlarms`: names of alarms that count requests which it refused.
 */
export type ContainableService = z.infer<typeof serviceSchema>;

/**
 * What `settings.json` beside the function's code says: what the stack is, and what can be contained of it.
 *
 * `mode`: how far an incident goes without people. `tableName`: governance's table. `bucketName`: of the evidence.
 * `ruleTags`: tags of every rule of a security group that the stack declares; a rule without them is not restored.
 * `protectedRoleNames`: roles that nothing contains, whatever a finding says: break-glass, responders, containment's own,
 * the workflow's, governance's. `services`: by name. No role, group, function or secret belongs to two services, and none
 * is protected as well.
 */
export type ContainmentSettings = z.infer<typeof settingsSchema>;

/**
 * Reads the settings.
 * @throws when the text is not exactly what it should be; the message holds nothing of it.
 */
export function readContainmentSettings(text: string): ContainmentSettings {
  const parsed = settingsSchema.safeParse(jsonOf(text));
  if (!parsed.success) throw new Error("settings.json does not say what can be contained.");
  return parsed.data;
}

function namesEachOnce(settings: {
  readonly protectedRoleNames: readonly string[];
  readonly services: Readonly<Record<string, ContainableService>>;
}): boolean {
  const services = Object.values(settings.services);
  const owned = [
    services.flatMap(rolesOf).concat(settings.protectedRoleNames),
    services.flatMap(groupsOf),
    services.flatMap(({ latticeServiceId = [] }) => latticeServiceId),
    services.flatMap(({ rotation }) => rotation?.functionName ?? []),
    services.flatMap(({ secrets }) => secrets.map((secret) => secret.name)),
    services.flatMap(({ ecs }) => (ecs === undefined ? [] : `${ecs.cluster}/${ecs.service}`)),
    services.flatMap(({ refusalAlarms }) => refusalAlarms),
  ];
  return owned.every((names) => new Set(names).size === names.length);
}

/** Every role whose sessions act for a service, its rotation's last. */
export const rolesOf = ({ roleNames, rotation }: ContainableService): readonly string[] =>
  rotation === undefined ? roleNames : [...roleNames, rotation.roleName];

/** Every security group of a service, its rotation's last. */
export const groupsOf = ({ securityGroupId, rotation }: ContainableService): readonly string[] =>
  rotation?.securityGroupId === undefined
    ? [securityGroupId]
    : [securityGroupId, rotation.securityGroupId];
