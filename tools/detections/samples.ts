import { UsageError } from "../../preview/errors";
import { type Envelope, isCloudTrailRecord } from "./cloudtrail";
import { isObject, text } from "./values";

/** Something that detections may notice. */
export type SampleEvent =
  /** A record of CloudTrail, as the trail's log group and bucket hold it. */
  | { readonly kind: "cloudtrail-record"; readonly record: Envelope }
  /** An event on a bus of EventBridge. */
  | { readonly kind: "envelope"; readonly envelope: Envelope }
  /** A security event of the estate's own functions and services. */
  | { readonly kind: "security-event"; readonly event: Envelope }
  /** A line of the flow log. */
  | { readonly kind: "flow-record"; readonly line: string }
  /** A line of a log group that is named. */
  | { readonly kind: "log-line"; readonly logGroup: string; readonly line: string };

/** What a sample may look like, for messages. */
export const sampleShapes = `  a record of CloudTrail             { "eventSource": ..., "eventName": ... }
  an event of EventBridge            { "source": ..., "detail-type": ..., "detail": ... }
  a security event                   { "event_type": ... }
  a line of the flow log             "2 111122223333 eni-... REJECT OK ..."
  a line of any log group            { "logGroup": ..., "message": ... }`;

/** What a parsed value is a sample of; undefined when its shape is unknown. */
export function sampleOf(value: unknown): SampleEvent | undefined {
  if (typeof value === "string") return isFlowRecord(value) ? flowRecord(value) : undefined;
  if (!isObject(value)) return undefined;
  if (text(value["detail-type"]) !== undefined && isObject(value["detail"])) {
    return { kind: "envelope", envelope: value };
  }
  if (text(value["event_type"]) !== undefined) return { kind: "security-event", event: value };
  return isCloudTrailRecord(value) ? { kind: "cloudtrail-record", record: value } : logLine(value);
}

function logLine({ logGroup, message }: Envelope): SampleEvent | undefined {
  if (typeof logGroup !== "string" || message === undefined) return undefined;
  const line = typeof message === "string" ? message : JSON.stringify(message);
  return { kind: "log-line", logGroup, line };
}

const flowRecord = (line: string): SampleEvent => ({ kind: "flow-record", line: line.trim() });

const isFlowRecord = (line: string) => /^\d+ \S+ \S+ \S+( \S+){6,}$/.test(line.trim());

const maxSamples = 10_000;
const maxProblems = 10;

/**
 * The samples in a file's text: one, a list, the `Records` of a file that CloudTrail delivered, or lines of the flow log.
 * @throws {UsageError} that names what is wrong with each of them.
 */
export function readSamples(content: string): readonly SampleEvent[] {
  const values = valuesIn(content);
  if (values.length === 0) throw new UsageError("the file holds no event");
  if (values.length > maxSamples) {
    throw new UsageError(
      `${String(values.length)} events are too many; give ${String(maxSamples)}`,
    );
  }
  const samples: SampleEvent[] = [];
  const problems: string[] = [];
  for (const [index, value] of values.entries()) {
    const sample = sampleOf(value);
    if (sample === undefined) problems.push(`  event ${String(index + 1)}: ${shown(value)}`);
    else samples.push(sample);
  }
  if (problems.length === 0) return samples;
  const more = problems.length - maxProblems;
  throw new UsageError(
    [
      `${String(problems.length)} of ${String(values.length)} events have an unknown shape:`,
      ...problems.slice(0, maxProblems),
      ...(more > 0 ? [`  and ${String(more)} more`] : []),
      `An event is one of:\n${sampleShapes}`,
    ].join("\n"),
  );
}

const maxShown = 120;

function shown(value: unknown): string {
  const json = JSON.stringify(value);
  return json.length > maxShown ? `${json.slice(0, maxShown)}...` : json;
}

function valuesIn(content: string): readonly unknown[] {
  const lines = content.split("\n").filter((line) => line.trim() !== "");
  if (lines.length > 0 && lines.every(isFlowRecord)) return lines;
  const parsed = parse(content);
  if (Array.isArray(parsed)) return parsed;
  return isObject(parsed) && Array.isArray(parsed["Records"]) ? parsed["Records"] : [parsed];
}

function parse(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UsageError(`the file is neither JSON nor lines of the flow log: ${why}`);
  }
}
