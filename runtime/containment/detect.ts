import { objectOf, textAt } from "../json";
import { incidentOf, readFinding, refusedIncident } from "./finding";
import type { Finding, Incident } from "./incident";
import { ActionRefused } from "./recorder";
import { readSaved } from "./saved";
import type { StepTools } from "./tools";

/**
 * Reads what started the workflow, and claims it: of several executions for one finding, one goes on. What cannot be
 * claimed goes to people: nothing is lost, and nothing done twice (I7).
 */
export async function detect(tools: StepTools): Promise<Incident> {
  const { event } = tools.request;
  const released = textAt(event, "release");
  if (released !== undefined && Object.keys(objectOf(event) ?? {}).length === 1) {
    return releaseAsked(tools, released);
  }
  const started = Date.parse(tools.request.startedAt);
  const read = readFinding(event, tools.settings, started);
  if ("refused" in read) return refuse(tools, refusedIncident(event), read.refused);
  return claimed(tools, read);
}

function opened({ request, settings }: StepTools, id: string): Incident {
  return {
    id,
    execution: request.execution,
    finding: undefined,
    mode: settings.mode,
    verdict: undefined,
    verdictReason: "",
    service: undefined,
    openedAt: request.startedAt,
    records: [],
  };
}

async function refuse(tools: StepTools, id: string, why: string): Promise<Incident> {
  await tools.recorder.look("read the finding", () => Promise.reject(new ActionRefused(why)));
  return { ...opened(tools, id), verdict: "refused", verdictReason: why };
}

async function claimed(tools: StepTools, finding: Finding): Promise<Incident> {
  const { recorder, ports, request } = tools;
  const incident = { ...opened(tools, incidentOf(finding)), finding };
  const { execution, startedAt: openedAt } = request;
  const owner = await recorder.find(
    "claim the finding",
    () => ports.claims.claim({ incident: incident.id, execution, openedAt }),
    (found) => (found === execution ? undefined : "another execution has it"),
  );
  if (owner === undefined) {
    return { ...incident, verdict: "notify", verdictReason: "the finding could not be claimed" };
  }
  if (owner === execution) return incident;
  return { ...incident, verdict: "duplicate", verdictReason: "another execution has the finding" };
}

/** Takes up an incident whose execution is over, for `{ "release": "<incident id>" }` of a responder. */
async function releaseAsked(tools: StepTools, id: string): Promise<Incident> {
  if (!/^inc-[0-9a-f]{16}$/.test(id)) {
    return refuse(tools, refusedIncident(tools.request.event), "release of what is no incident");
  }
  const service = await tools.recorder.find(
    "find the incident",
    () => serviceOf(tools, id),
    (found) => (found === undefined ? "no service is contained for it" : undefined),
  );
  const incident = opened(tools, id);
  return service === undefined
    ? { ...incident, verdict: "refused", verdictReason: "no service is known to be contained" }
    : { ...incident, service, verdict: "contain", verdictReason: "a responder releases it" };
}

async function serviceOf({ ports, settings }: StepTools, id: string): Promise<string | undefined> {
  const saved = await readSaved(ports.evidence, id);
  if (saved !== undefined) return saved.service;
  for (const service of Object.keys(settings.services)) {
    if ((await ports.claims.holderOf(service)) === id) return service;
  }
  return undefined;
}
