import { createHandler } from "../../lambdas/contain-incident/create-handler";
import { awsPorts } from "../../lambdas/contain-incident/ports";
import type { Incident } from "../../runtime/containment/incident";
import { rolesOf } from "../../runtime/containment/settings";
import { createTelemetry } from "../../runtime/telemetry/writer";
import type { Fired } from "../detections/fires";
import type { Estate } from "./estate";
import { lockedEvidence } from "./evidence";
import { notContained } from "./held";
import { createPeople, type Responder } from "./people";
import { createReplay, type Replayed } from "./replay";
import type { Scenario } from "./scenario";
import { differences, readState, revokedUntil, type State } from "./state";
import { type Moment, makeTimeline, type Timeline } from "./timeline";
import { createExecutor, type ExecutionError, type Executor, type TaskPorts } from "./workflow";

/** What came of a game day. */
export interface GameDay {
  /** The scenario. */
  readonly scenario: Scenario;
  /** When it happened, in milliseconds since the epoch. */
  readonly time: number;
  /** Everything that happened since. */
  readonly moments: readonly Moment[];
  /** Detections that fired. */
  readonly fired: readonly Fired[];
  /** Incidents as each execution left them. */
  readonly incidents: readonly Incident[];
  /** Milliseconds from the event; undefined where it did not come to that. */
  readonly milliseconds: Readonly<
    Record<"detected" | "quarantined" | "contained" | "released", number | undefined>
  >;
  /** What the estate was before, and is afterwards. */
  readonly before: State;
  readonly after: State;
  /** What was not as it has to be; nothing when the incident ended contained and released. */
  readonly problems: readonly string[];
}

/** How it is played. */
export interface PlayOptions {
  /** What the responder says. @default - yes to everything */
  readonly responder?: Responder;
}

/** Plays a scenario from its events to the release, and verifies against the estate what came of it. */
export async function play(
  estate: Estate,
  scenario: Scenario,
  { responder = () => "yes" }: PlayOptions = {},
): Promise<GameDay> {
  // What is deployed long before an incident.
  const replay = createReplay(estate);
  const executor = createExecutor(estate.plan.response.workflow.definition);
  const timeline = makeTimeline();
  const before = await readState(estate);
  await scenario.act?.(estate);
  const time = Date.now();
  const stage = { context: estate.context, settings: estate.settings, time };
  timeline.add({ at: time, step: "event", action: scenario.title, outcome: "happened" });
  const { fired, starts } = await replay(stage, scenario.events(stage));
  for (const each of fired) timeline.add(firedMoment(each));
  const detected = fired.length === 0 ? undefined : Date.now() - time;
  const held = ["containment was not verified"];
  const course: Course = {
    ...{ estate, scenario, timeline, responder, executor, held },
    incidents: new Map(),
  };
  const errors = await Promise.all(starts.map((start, index) => runWorkflow(course, index, start)));
  const after = await readState(estate);
  const incidents = [...course.incidents.values()];
  const milliseconds = { detected, ...timesOf(incidents, time, held) };
  const problems = [
    ...scenario.detections
      .filter((key) => !fired.some((each) => each.key === key))
      .map((key) => `detection ${key} did not fire`),
    ...(starts.length === 0 ? ["nothing started the workflow"] : []),
    ...errors.flatMap((error) => error ?? []),
    ...held,
    ...incidents.flatMap(failures),
    ...(milliseconds.released === undefined ? [`${scenario.service} was not released`] : []),
    ...differences(before, after).map((what) => `not as before: ${what}`),
    ...revived({ estate, after, time, service: scenario.service }),
    ...(await lockedEvidence(estate, incidents)),
  ];
  const moments = timeline.moments();
  return {
    ...{ scenario, time, moments, fired, incidents, milliseconds },
    before,
    after,
    problems,
  };
}

const firedMoment = ({ key, alarmName, through, startsIncident, contacts }: Fired) => ({
  step: "detection",
  action: `${key} by ${alarmName ?? through}`,
  outcome: startsIncident ? "starts an incident" : `tells ${contacts.join(", ") || "nobody"}`,
});

interface Course {
  readonly estate: Estate;
  readonly scenario: Scenario;
  readonly timeline: Timeline;
  readonly responder: Responder;
  readonly executor: Executor;
  /** What kept the service from being contained when that was told; emptied by who verifies it. */
  readonly held: string[];
  /** Incidents by execution. */
  readonly incidents: Map<string, Incident>;
}

/** Executes the workflow for one event, with the real function behind its tasks. */
function runWorkflow(
  course: Course,
  index: number,
  { rule, event: input }: Replayed["starts"][number],
): Promise<ExecutionError> {
  const { estate, timeline, responder } = course;
  const { settings, cloud, context } = estate;
  timeline.add({ step: "start", action: `rule ${rule}`, outcome: "starts the workflow" });
  const handler = createHandler({
    settings,
    ports: awsPorts(cloud.clients, settings, Date.now),
    clock: Date.now,
    telemetry: createTelemetry({
      service: "containment",
      sink: { write: () => undefined },
      clock: Date.now,
    }),
  });
  const { environment, names } = context;
  const { partition, region, accountId } = environment;
  const arn = `arn:${partition}:states:${region}:${accountId}:execution:${names.incidentWorkflow}:${String(index + 1)}`;
  const ports: TaskPorts = {
    async invoke(payload) {
      const answer = await handler(payload);
      noteRecords(timeline, answer.incident, course.incidents.get(arn));
      course.incidents.set(arn, answer.incident);
      return answer;
    },
    ...createPeople(estate, timeline, responder),
    async before(state) {
      if (state === "TellContained") await verifyHeld(course);
    },
  };
  return course.executor({ arn, input }, ports);
}

async function verifyHeld({ estate, scenario, timeline, held }: Course): Promise<void> {
  const service = estate.settings.services[scenario.service];
  const problems =
    service === undefined
      ? [`${scenario.service} is no service`]
      : notContained(await readState(estate), scenario.service, service);
  held.splice(0, held.length, ...problems);
  timeline.add({
    step: "check",
    action: `${scenario.service} is contained in moto`,
    outcome: problems.length === 0 ? "holds" : problems.join("; "),
  });
}

function noteRecords(timeline: Timeline, incident: Incident, earlier: Incident | undefined): void {
  for (const record of incident.records.slice(earlier?.records.length ?? 0)) {
    const { step, action, outcome, reason, startedAt, durationMilliseconds } = record;
    timeline.add({
      at: Date.parse(startedAt) + durationMilliseconds,
      ...{ step, action },
      outcome: reason === undefined ? outcome : `${outcome}: ${reason}`,
    });
  }
}

function timesOf(incidents: readonly Incident[], time: number, held: readonly string[]) {
  const records = incidents.flatMap((incident) => incident.records);
  const endOf = (step: string, action: RegExp) => {
    const found = records.filter((each) => each.step === step && action.test(each.action)).at(-1);
    if (found?.outcome !== "done") return undefined;
    return Date.parse(found.startedAt) + found.durationMilliseconds - time;
  };
  const verified = endOf("verify", /./);
  return {
    quarantined: endOf("quarantine", /^quarantine /),
    contained: held.length === 0 ? verified : undefined,
    released: endOf("release", /^end the claim/),
  };
}

const failures = ({ records }: Incident): readonly string[] =>
  records
    .filter(({ outcome }) => outcome === "failed")
    .map(({ step, action, reason }) => `${step}: ${action}: ${reason ?? "failed"}`);

interface Released {
  readonly estate: Estate;
  readonly after: State;
  readonly time: number;
  readonly service: string;
}

/** Roles whose sessions from before the release work again, which they must not (I4). */
function revived({ estate, after, time, service }: Released): readonly string[] {
  const contained = estate.settings.services[service];
  const roles = contained === undefined ? [] : rolesOf(contained);
  return roles
    .filter((role) => Date.parse(revokedUntil(after, role)) < Math.floor(time / 1000) * 1000)
    .map((role) => `sessions of ${role} from before the incident work again`);
}
