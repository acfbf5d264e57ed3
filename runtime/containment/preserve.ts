import type { Estate, LogExcerpt } from "./ports";
import type { Saved } from "./saved";
import { evidenceKey, savedKey } from "./saved";
import { groupsOf, rolesOf } from "./settings";
import type { Target } from "./tools";

/** Milliseconds before the workflow began whose log events are kept. */
const keptWindow = 15 * 60_000;

/** Most log events that are kept of one incident. */
const mostEvents = 10_000;

/**
 * Saves what a service is, and what it wrote, before anything changes (I3, IR-99). An object that is there stays as it
 * is: what is found when this is repeated may be what containment left.
 */
export async function preserve(target: Target): Promise<void> {
  await saveState(target);
  await saveLogs(target);
}

async function saveState(target: Target): Promise<void> {
  const { recorder, ports, clock, incident, name } = target;
  await recorder.change("save what the service is", async () => {
    const state = await readState(target);
    const saved: Saved = {
      incident: incident.id,
      service: name,
      savedAt: new Date(clock()).toISOString(),
      finding: incident.finding ?? null,
      ...state,
    };
    const text = JSON.stringify(saved, undefined, 2);
    const isWritten = await ports.evidence.putOnce(savedKey(incident.id), text);
    return isWritten ? "done" : { skipped: "saved already" };
  });
}

type State = Omit<Saved, "incident" | "service" | "savedAt" | "finding">;

async function readState({ recorder, ports: { estate }, name, service }: Target): Promise<State> {
  const read = <Value>(what: string, work: () => Promise<Value>) =>
    recorder.find(`read ${what}`, work, () => undefined);
  const roles: Record<string, string | null> = {};
  for (const role of rolesOf(service)) {
    const text = await read(role, async () => (await estate.readRevocation(role)) ?? null);
    if (text !== undefined) roles[role] = text;
  }
  const groups: Record<string, Saved["groups"][string]> = {};
  for (const group of groupsOf(service)) {
    const rules = await read(group, () => estate.readRules(group));
    if (rules !== undefined) groups[group] = [...rules];
  }
  const { latticeServiceId, ecs, rotation } = service;
  return {
    isQuarantined: await read("the quarantine flag", () => estate.isQuarantined(name)),
    roles,
    groups,
    ...(latticeServiceId !== undefined && {
      authPolicy: await read(
        "the auth policy",
        async () => (await estate.readAuthPolicy(latticeServiceId)) ?? null,
      ),
    }),
    ...(ecs !== undefined && { tasks: await read("the tasks", () => readTasks(estate, ecs)) }),
    ...(rotation !== undefined && {
      reservedConcurrency: await read(
        rotation.functionName,
        async () => (await estate.readReservedConcurrency(rotation.functionName)) ?? null,
      ),
    }),
  };
}

async function readTasks(estate: Estate, ecs: Parameters<Estate["readTaskService"]>[0]) {
  const { subnets, securityGroups, ...state } = await estate.readTaskService(ecs);
  const running = [...(await estate.runningTasks(ecs))];
  return { ...state, subnets: [...subnets], securityGroups: [...securityGroups], running };
}

async function saveLogs({ recorder, ports, incident, service }: Target): Promise<void> {
  const to = Date.parse(incident.openedAt);
  const limit = Math.floor(mostEvents / Math.max(1, service.logGroups.length));
  for (const [index, logGroup] of service.logGroups.entries()) {
    await recorder.change(`save events of ${logGroup}`, async () => {
      const excerpt: LogExcerpt = await ports.logs.read({
        logGroup,
        from: to - keptWindow,
        to,
        limit,
      });
      const text = JSON.stringify({ logGroup, from: to - keptWindow, to, ...excerpt });
      const key = evidenceKey(incident.id, `logs-${String(index + 1)}.json`);
      await ports.evidence.putOnce(key, text);
      return excerpt.isTruncated
        ? { skipped: `only the first ${String(limit)} were kept` }
        : "done";
    });
  }
}
