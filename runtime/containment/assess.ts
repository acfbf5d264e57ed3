import { jsonOf, textAt } from "../json";
import { type Meant, onlyOne, serviceMeant } from "./candidates";
import type { Finding, Incident } from "./incident";
import type { StepTools } from "./tools";

/** Severity from which a finding is acted on: GuardDuty calls 4 medium. */
const leastSeverity = 4;

/** Milliseconds before an alarm in which the requests that raised it are looked for. */
const alarmWindow = 15 * 60_000;

/** Most refused requests that are read: more of them, and whoever sent the others would be overlooked. */
const mostRefusals = 1000;

/** Decides which service is contained; in every doubt people decide (I6). */
export async function assess(tools: StepTools, incident: Incident): Promise<Incident> {
  const { finding } = incident;
  if (incident.verdict !== undefined) return incident;
  if (finding === undefined) return notify(incident, "there is no finding");
  if (finding.severity < leastSeverity) return notify(incident, "severity is low");
  const meant = await tools.recorder.find(
    "tell which service is meant",
    () => whoIsMeant(tools, finding),
    (found) => ("unclear" in found ? found.unclear : undefined),
  );
  return decide(tools, incident, meant ?? { unclear: "the service could not be told" });
}

const notify = (incident: Incident, verdictReason: string): Incident => ({
  ...incident,
  verdict: "notify",
  verdictReason,
});

async function decide(tools: StepTools, incident: Incident, meant: Meant): Promise<Incident> {
  if ("unclear" in meant) return notify(incident, meant.unclear);
  const { service } = meant;
  const holder = await heldBy(tools, service, incident.id);
  if (holder === undefined) return notify(incident, `${service} could not be claimed`);
  if (holder !== incident.id) return notify(incident, `${service} is contained for ${holder}`);
  const verdictReason = `${service} is meant`;
  return { ...incident, service, verdict: "contain", verdictReason };
}

/** The incident that a service is contained for; undefined when that could not be told. Two at once would save each other's containment as what was before. */
async function heldBy(tools: StepTools, service: string, incident: string) {
  const { ports, recorder, request } = tools;
  return recorder.find(
    `claim ${service}`,
    async () =>
      request.isDryRun
        ? ((await ports.claims.holderOf(service)) ?? incident)
        : ports.claims.hold(service, incident),
    (found) => {
      if (found !== incident) return "another incident has it";
      return request.isDryRun ? "dry run" : undefined;
    },
  );
}

async function whoIsMeant(tools: StepTools, finding: Finding): Promise<Meant> {
  const { settings } = tools;
  if (finding.source !== "alarm") return serviceMeant(finding, settings);
  const callee = Object.values(settings.services).find(({ refusalAlarms }) =>
    finding.resources.some((name) => refusalAlarms.includes(name)),
  );
  const logGroup = callee?.logGroups[0];
  if (logGroup === undefined) return { unclear: "the alarm is about no service" };
  const callers = await refusedCallers(tools, logGroup, Date.parse(finding.occurredAt));
  if (callers === undefined) return { unclear: "there are too many refused requests to read" };
  const areKnown = callers.every((caller) => Object.hasOwn(settings.services, caller));
  return areKnown ? onlyOne(callers) : { unclear: "who was refused is no service" };
}

/** Callers whose requests a callee refused before an alarm: each as the transport named it, never as a request did. */
async function refusedCallers({ ports }: StepTools, logGroup: string, raisedAt: number) {
  const { events, isTruncated } = await ports.logs.read({
    logGroup,
    pattern: '{ ($.event_type = "request.verified") && ($.decision = "deny") }',
    from: raisedAt - alarmWindow,
    to: raisedAt + 60_000,
    limit: mostRefusals,
  });
  if (isTruncated) return undefined;
  return events.map(({ message }) => textAt(jsonOf(message), "caller") ?? "");
}
