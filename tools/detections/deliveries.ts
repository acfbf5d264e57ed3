import type { EstatePlan } from "../../plan/estate";
import { type Envelope, envelopeOf, isViaCloudTrail } from "./cloudtrail";
import type { SampleEvent } from "./samples";
import { isObject, text } from "./values";

/** A line that a log group receives. */
export interface LogDelivery {
  /** Physical name of the group. */
  readonly logGroup: string;
  /** The line. */
  readonly line: () => string;
  /** What it says, when it is JSON that was already parsed. */
  readonly event?: unknown;
}

/** Where AWS brings something that happens. */
export interface Deliveries {
  /** To log groups. */
  readonly logs: readonly LogDelivery[];
  /** To buses of EventBridge. */
  readonly events: readonly Envelope[];
}

// Which log group of the plan a security event is written to, by the start of its type.
const writers: Readonly<Record<string, (event: Envelope) => string | undefined>> = {
  governance: () => "governance",
  call: (event) => text(event["service"]) ?? text(event["caller"]),
  request: (event) => text(event["service"]) ?? text(event["callee"]),
  // The function of each service calls itself the same; the secret's ARN ends in its service and name.
  secret: (event) => {
    const [, service] = /([^/]+)\/[^/]+$/.exec(text(event["secret"]) ?? "") ?? [];
    return service === undefined ? undefined : `${service}-rotation`;
  },
  access: () => "accessReview",
  containment: () => "containment",
  incident: () => "incident",
};

/** Returns where a sample arrives in the estate of a plan; an unknown log group receives nothing. */
export function createDelivery({ logGroups }: EstatePlan): (sample: SampleEvent) => Deliveries {
  const nameOf = new Map(logGroups.groups.map(({ key, name }) => [key, name]));
  const toLog = (key: string | undefined, event: unknown, line = () => JSON.stringify(event)) => {
    const logGroup = nameOf.get(key ?? "");
    return logGroup === undefined ? [] : [{ logGroup, line, event }];
  };
  const ofRecord = (record: Envelope, envelope: Envelope | undefined): Deliveries => ({
    logs: toLog("trail", record),
    events: envelope === undefined ? [] : [envelope],
  });
  const ofEnvelope = (envelope: Envelope): Deliveries => {
    const { detail } = envelope;
    if (isViaCloudTrail(envelope) && isObject(detail)) return ofRecord(detail, envelope);
    return { logs: [], events: [envelope] };
  };
  const ofLine = (logs: readonly LogDelivery[]): Deliveries => ({ logs, events: [] });
  return (sample) => {
    switch (sample.kind) {
      case "cloudtrail-record":
        return ofRecord(sample.record, envelopeOf(sample.record));
      case "envelope":
        return ofEnvelope(sample.envelope);
      case "security-event":
        return ofLine(toLog(writerOf(sample.event), sample.event));
      case "flow-record":
        return ofLine(toLog("flow", undefined, () => sample.line));
      case "log-line":
        return ofLine([{ logGroup: sample.logGroup, line: () => sample.line }]);
      default:
        return sample satisfies never;
    }
  };
}

function writerOf(event: Envelope): string | undefined {
  const [start = ""] = (text(event["event_type"]) ?? "").split(".");
  return writers[start]?.(event);
}
