import type { Fired } from "./fires";
import type { SampleEvent } from "./samples";
import { text } from "./values";

/** What one event fires. */
export interface Outcome {
  /** Place in the file, from 1. */
  readonly event: number;
  /** What it is, in a few words. */
  readonly name: string;
  /** What it fires. */
  readonly fired: readonly Fired[];
}

/** The outcomes of all events, and how many there were where not all are kept. */
export interface Outcomes {
  /** Stack whose detections were asked. */
  readonly stack: string;
  /** Events that were read. */
  readonly events: number;
  /** Events that fire something. */
  readonly firing: number;
  /** How many events fire each detection, by key. */
  readonly counts: Readonly<Record<string, number>>;
  /** The first events, as many as are shown. */
  readonly outcomes: readonly Outcome[];
}

const maxOutcomes = 100;

/** Fires every sample, and keeps what can be shown. */
export function outcomesOf(
  stack: string,
  samples: readonly SampleEvent[],
  fire: (sample: SampleEvent) => readonly Fired[],
): Outcomes {
  const counts = new Map<string, number>();
  const outcomes: Outcome[] = [];
  let firing = 0;
  for (const [index, sample] of samples.entries()) {
    const fired = fire(sample);
    if (fired.length > 0) firing += 1;
    for (const { key } of fired) counts.set(key, (counts.get(key) ?? 0) + 1);
    if (index < maxOutcomes) outcomes.push({ event: index + 1, name: nameOf(sample), fired });
  }
  const sorted = [...counts].sort(([left], [right]) => (left < right ? -1 : 1));
  return { stack, events: samples.length, firing, counts: Object.fromEntries(sorted), outcomes };
}

/** What a sample is, in a few words. */
function nameOf(sample: SampleEvent): string {
  switch (sample.kind) {
    case "cloudtrail-record":
      return `${shortened(sample.record["eventName"])} of ${shortened(sample.record["eventSource"])}`;
    case "envelope":
      return `${shortened(sample.envelope["detail-type"])} of ${shortened(sample.envelope["source"])}`;
    case "security-event":
      return shortened(sample.event["event_type"]);
    case "flow-record":
      return "a record of the flow log";
    case "log-line":
      return `a line of ${shortened(sample.logGroup)}`;
    default:
      return sample satisfies never;
  }
}

const maxName = 80;

// What an event says of itself may hold anything, and goes to a terminal.
const shortened = (value: unknown): string =>
  JSON.stringify((text(value) ?? "something").slice(0, maxName)).slice(1, -1);

/** The outcomes for people. */
export function reportText({ stack, events, firing, counts, outcomes }: Outcomes): string {
  const shown = outcomes.flatMap(({ event, name, fired }) => [
    `event ${String(event)}: ${name}${fired.length === 0 ? " fires nothing" : ""}`,
    ...fired.flatMap(detectionLines),
  ]);
  const summary = Object.entries(counts).map(([key, count]) => `  ${String(count)} x ${key}`);
  const more = events - outcomes.length;
  return [
    ...shown,
    ...(more > 0 ? [`and ${String(more)} more events`] : []),
    `${String(firing)} of ${String(events)} events fire something in ${stack}`,
    ...(events > 1 ? summary : []),
  ].join("\n");
}

function detectionLines(fired: Fired): readonly string[] {
  const { key, alertClass, description } = fired;
  return [
    `  ${key} (${alertClass}): ${description}`,
    `    ${wayOf(fired)}`,
    `    ${effectOf(fired)}`,
  ];
}

function effectOf({ startsIncident, topicArn, contacts }: Fired): string {
  if (startsIncident) return "starts the workflow of incidents";
  if (topicArn === undefined) return "tells no topic";
  return `${topicArn} tells ${contacts.length === 0 ? "nobody" : contacts.join(", ")}`;
}

function wayOf({ kind, through, metric, alarmName, threshold, isEnough }: Fired): string {
  const alarm = `alarm ${alarmName ?? ""}`;
  const bound = threshold === undefined ? "above its band" : `at ${String(threshold)} in a period`;
  const share = isEnough ? "this event is enough" : "this event counts towards it";
  switch (kind) {
    case "log-filter":
      return `filter of ${through}, metric ${metric ?? ""}, ${alarm} ${bound}: ${share}`;
    case "metric-alarm":
      return `metric ${through}, ${alarm} ${bound}: ${share}`;
    case "composite":
      return `composite ${alarm}: ${share}`;
    case "event-rule":
      return `rule ${through} forwards it at once`;
    default:
      return kind satisfies never;
  }
}
