import { compileEventPattern } from "../../detections/event-pattern";
import { type Envelope, isReadOnlyManagement } from "../detections/cloudtrail";
import { createDelivery } from "../detections/deliveries";
import { createFiring, type Fired } from "../detections/fires";
import type { SampleEvent } from "../detections/samples";
import type { Estate } from "./estate";
import { writeLines } from "./estate-data";
import { envelope } from "./records";
import type { Stage } from "./scenario";

/** What the events of a scenario set off. */
export interface Replayed {
  /** Detections that fired, each once. */
  readonly fired: readonly Fired[];
  /** Events that start the workflow, each with the key of the rule that does. */
  readonly starts: readonly { readonly rule: string; readonly event: Envelope }[];
}

/** Takes the events of a scenario to wherever AWS would bring them. */
export type Replay = (stage: Stage, samples: readonly SampleEvent[]) => Promise<Replayed>;

/**
 * Returns what takes events to log groups, filters, rules and alarms, and these alarms' changes of state to the rules that
 * start the workflow. Lines of services are really written: assessing reads them.
 */
export function createReplay({ plan, settings, cloud }: Estate): Replay {
  const fire = createFiring(plan);
  const deliver = createDelivery(plan);
  const startsOf = createStarts(plan);
  const groups = new Set(Object.values(settings.services).flatMap(({ logGroups }) => logGroups));
  return async (stage, samples) => {
    const deliveries = samples.map(deliver);
    for (const { logGroup, line } of deliveries.flatMap(({ logs }) => logs)) {
      if (groups.has(logGroup)) await writeLines(cloud, logGroup, [line()]);
    }
    const all = samples.flatMap(fire);
    const fired = new Map(all.map((each) => [each.key, each]));
    const changes = raised(all).map((alarmName) => stateChange(stage, alarmName));
    const events = [...deliveries.flatMap((delivery) => delivery.events), ...changes];
    const { region } = stage.context.environment;
    return {
      fired: [...fired.values()],
      starts: events.filter((event) => event["region"] === region).flatMap(startsOf),
    };
  };
}

function createStarts({ response }: Estate["plan"]) {
  const rules = response.starts.rules.map(({ key, state, pattern }) => ({
    ...{ key, seesReads: state !== "ENABLED" },
    pattern: compileEventPattern(pattern),
  }));
  return (event: Envelope): Replayed["starts"] =>
    rules
      .filter(({ seesReads }) => seesReads || !isReadOnlyManagement(event))
      .filter(({ pattern }) => pattern.matches(event))
      .map(({ key }) => ({ rule: key, event }));
}

/** Names of alarms that the events of one period raise together. */
function raised(fired: readonly Fired[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { alarmName } of fired) {
    if (alarmName !== undefined) counts.set(alarmName, (counts.get(alarmName) ?? 0) + 1);
  }
  const isRaised = ({ alarmName, threshold, isEnough }: Fired) =>
    isEnough || (threshold !== undefined && (counts.get(alarmName ?? "") ?? 0) >= threshold);
  return [...new Set(fired.filter(isRaised).flatMap(({ alarmName }) => alarmName ?? []))];
}

// "Alarm events and EventBridge" (CloudWatch User Guide): the offset has no colon.
function stateChange(stage: Stage, alarmName: string): Envelope {
  const { names } = stage.context;
  const timestamp = new Date(stage.time).toISOString().replace("Z", "+0000");
  return envelope(stage, {
    source: "aws.cloudwatch",
    "detail-type": "CloudWatch Alarm State Change",
    resources: [names.arn("cloudwatch", `alarm:${alarmName}`)],
    detail: { alarmName, state: { value: "ALARM", timestamp }, previousState: { value: "OK" } },
  });
}
