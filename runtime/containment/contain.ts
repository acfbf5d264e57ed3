import {
  admittedAuthPolicy,
  containedRevocation,
  cutOffOf,
  deniedAuthPolicy,
  inertRevocation,
  isContainedBy,
  isReleased,
  latest,
  longestAuthPolicyBytes,
  policyTime,
} from "./policies";
import type { PresentRule } from "./ports";
import { ActionRefused } from "./recorder";
import { groupsOf, rolesOf } from "./settings";
import { knownOf, type Target } from "./tools";

const nothingSaved = { skipped: "nothing saved" };

/** Denies every further decision about a service's calls. */
export async function quarantine({ recorder, ports: { estate }, name }: Target): Promise<void> {
  await recorder.change(`quarantine ${name}`, async () => {
    if (await estate.isQuarantined(name)) return { skipped: "quarantined already" };
    await estate.setQuarantine(name);
    if (!(await estate.isQuarantined(name))) throw new ActionRefused("the flag does not hold");
    return "done";
  });
}

/** Denies everything to each role of a service: to sessions that there are, and to those begun later (I4, IR-98). */
export async function revoke(target: Target): Promise<void> {
  for (const role of rolesOf(target.service)) {
    await target.recorder.change(`deny everything to ${role}`, () => revokeRole(target, role));
  }
}

async function revokeRole(target: Target, role: string) {
  const { ports, incident, clock } = target;
  const current = (await ports.estate.readRevocation(role)) ?? inertRevocation;
  if (isContainedBy(current, incident.id)) return { skipped: "denied already" };
  // What the program puts there can be put back without having been saved.
  const isSaved = Object.hasOwn(knownOf(target)?.roles ?? {}, role);
  if (!isSaved && !isReleased(current, inertRevocation)) return nothingSaved;
  const cutOff = latest([cutOffOf(current), policyTime(clock())]);
  await ports.estate.putRevocation(role, containedRevocation(incident.id, cutOff));
  return "done";
}

/**
 * Takes a service off the mesh and off the network. Rules are revoked and none is added, so at every moment at most what
 * was allowed is allowed: network interfaces of Fargate belong to AWS, which swaps no group of theirs (I5, IR-96).
 */
export async function isolate(target: Target): Promise<void> {
  const { recorder, service } = target;
  const { latticeServiceId } = service;
  if (latticeServiceId !== undefined) {
    await recorder.change("deny every call through the mesh", () =>
      denyMesh(target, latticeServiceId),
    );
  }
  for (const group of groupsOf(service)) {
    await recorder.change(`revoke the incoming rules of ${group}`, () =>
      revokeRules(target, { group, isEgress: false }),
    );
    await recorder.change(`revoke the outgoing rules of ${group}`, () =>
      revokeRules(target, { group, isEgress: true }),
    );
  }
}

async function denyMesh(target: Target, latticeServiceId: string) {
  const { ports, incident } = target;
  const current = await ports.estate.readAuthPolicy(latticeServiceId);
  if (current === undefined) return { skipped: "without an auth policy nobody is admitted" };
  if (admittedAuthPolicy(current, incident) !== undefined) return { skipped: "denied already" };
  const denied = deniedAuthPolicy(current, incident);
  if (Buffer.byteLength(denied) <= longestAuthPolicyBytes) {
    await ports.estate.putAuthPolicy(latticeServiceId, denied);
    return "done";
  }
  if (typeof knownOf(target)?.authPolicy !== "string") return nothingSaved;
  await ports.estate.putAuthPolicy(latticeServiceId, deniedAuthPolicy("", incident));
  return "done";
}

interface Rules {
  readonly group: string;
  readonly isEgress: boolean;
}

async function revokeRules(target: Target, { group, isEgress }: Rules) {
  const { estate } = target.ports;
  const ofDirection = (rule: PresentRule) => rule.isEgress === isEgress;
  const present = (await estate.readRules(group)).filter(ofDirection);
  if (present.length === 0) return { skipped: "there are none" };
  if (!Object.hasOwn(knownOf(target)?.groups ?? {}, group)) return nothingSaved;
  await estate.revokeRules(
    group,
    isEgress,
    present.map(({ id }) => id),
  );
  return "done";
}

/**
 * Ends what runs. Tracked connections outlive every change of a security group: this is what cuts them (IR-97). It does
 * not wait for what was saved: a thief's task is worse than a count that people must look up.
 */
export async function stop(target: Target): Promise<void> {
  await stopTasks(target);
  await stopRotation(target);
}

async function stopTasks({ recorder, ports: { estate }, service, incident }: Target) {
  const { ecs } = service;
  if (ecs === undefined) {
    await recorder.look("stop the tasks", () =>
      Promise.resolve({ skipped: "where they run is not configured" }),
    );
    return;
  }
  await recorder.change(`want no task of ${ecs.service}`, async () => {
    if ((await estate.readTaskService(ecs)).desiredCount === 0)
      return { skipped: "none is wanted" };
    await estate.setDesiredCount(ecs, 0);
    return "done";
  });
  await recorder.change(`stop each task of ${ecs.service}`, async () => {
    const running = await estate.runningTasks(ecs);
    if (running.length === 0) return { skipped: "none runs" };
    const stopped = await Promise.allSettled(
      running.map((task) => estate.stopTask(ecs.cluster, task, incident.id)),
    );
    const failed = stopped.filter(({ status }) => status === "rejected").length;
    if (failed === 0) return "done";
    throw new ActionRefused(`${String(failed)} of ${String(running.length)} were not stopped`);
  });
}

async function stopRotation(target: Target): Promise<void> {
  const { recorder, ports, service } = target;
  const { rotation } = service;
  if (rotation === undefined) return;
  await recorder.change(`stop ${rotation.functionName}`, async () => {
    const current = await ports.estate.readReservedConcurrency(rotation.functionName);
    if (current === 0) return { skipped: "stopped already" };
    const isSaved = knownOf(target)?.reservedConcurrency !== undefined;
    if (current !== undefined && !isSaved) return nothingSaved;
    await ports.estate.putReservedConcurrency(rotation.functionName, 0);
    return "done";
  });
}
