import { admittedAuthPolicy, isContainedBy } from "./policies";
import { ActionRefused } from "./recorder";
import { groupsOf, rolesOf } from "./settings";
import type { Target } from "./tools";

/** Reads back all that contains a service, and records what does not hold as failed. */
export async function verify(target: Target): Promise<void> {
  const { ports, incident, name, service } = target;
  const { estate } = ports;
  const { latticeServiceId, rotation } = service;
  await holds(target, `${name} is quarantined`, () => estate.isQuarantined(name));
  for (const role of rolesOf(service)) {
    await holds(target, `${role} is denied everything`, async () =>
      isContainedBy((await estate.readRevocation(role)) ?? "", incident.id),
    );
  }
  if (latticeServiceId !== undefined) {
    await holds(target, "nobody is admitted through the mesh", async () => {
      const text = await estate.readAuthPolicy(latticeServiceId);
      return text === undefined || admittedAuthPolicy(text, incident) !== undefined;
    });
  }
  for (const group of groupsOf(service)) {
    await holds(target, `${group} has no rule`, async () => {
      return (await estate.readRules(group)).length === 0;
    });
  }
  await verifyTasks(target);
  if (rotation !== undefined) {
    await holds(target, `${rotation.functionName} is stopped`, async () => {
      return (await estate.readReservedConcurrency(rotation.functionName)) === 0;
    });
  }
}

async function verifyTasks(target: Target): Promise<void> {
  const { ecs } = target.service;
  const { estate } = target.ports;
  if (ecs === undefined) return;
  await holds(target, `no task of ${ecs.service} runs`, async () => {
    const { desiredCount } = await estate.readTaskService(ecs);
    return desiredCount === 0 && (await estate.runningTasks(ecs)).length === 0;
  });
}

async function holds({ recorder, request }: Target, what: string, check: () => Promise<boolean>) {
  await recorder.look(`verify that ${what}`, async () => {
    if (await check()) return "done";
    if (request.isDryRun) return { skipped: "dry run" };
    throw new ActionRefused("it does not hold");
  });
}
