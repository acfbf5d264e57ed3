import { createHash } from "node:crypto";
import { objectOf, textAt } from "../json";
import {
  type Read,
  type Reading,
  readAlarm,
  readCloudTrail,
  readGuardDuty,
  readResponder,
} from "./finding-sources";
import type { Finding } from "./incident";

/** Longest event that is read, in characters of JSON: a Step Functions input has at most 256 KiB. */
export const longestEvent = 200_000;

/**
 * Reads what started the workflow as a finding: of this account and Region, and of a source that is known.
 * Text in it is kept as text: bounded, and never an instruction.
 */
export function readFinding(event: unknown, settings: Reading["settings"], now: number): Read {
  const object = objectOf(event);
  if (object === undefined) return { refused: "no object" };
  if (eventText(event).length > longestEvent) return { refused: "too long" };
  if (Object.hasOwn(object, "responder")) {
    const isAlone = Object.keys(object).length === 1;
    return isAlone
      ? readResponder({ event: object, settings }, now)
      : { refused: "responder's word with more beside it" };
  }
  return readEnvelope({ event: object, settings });
}

/** An event as text; empty when it has none. */
export function eventText(event: unknown): string {
  try {
    const text: unknown = JSON.stringify(event);
    return typeof text === "string" ? text : "";
  } catch {
    return "";
  }
}

// Only AWS puts events whose source begins with aws. (EventBridge API reference, PutEvents).
function readEnvelope(reading: Reading): Read {
  const { event, settings } = reading;
  if (textAt(event, "account") !== settings.accountId) return { refused: "of another account" };
  if (textAt(event, "region") !== settings.region) return { refused: "of another Region" };
  const source = textAt(event, "source") ?? "";
  const type = textAt(event, "detail-type");
  if (source === "aws.guardduty" && type === "GuardDuty Finding") return readGuardDuty(reading);
  if (source === "aws.cloudwatch" && type === "CloudWatch Alarm State Change") {
    return readAlarm(reading);
  }
  if (source.startsWith("aws.") && type === "AWS API Call via CloudTrail") {
    return readCloudTrail(reading);
  }
  return { refused: "of a source that is not known" };
}

/** Id of the incident of a finding: the same finding is the same incident. */
export const incidentOf = ({ source, id }: Pick<Finding, "source" | "id">): string =>
  incidentId(`${source}|${id}`);

/** Id of what was refused: the same event is the same incident. */
export const refusedIncident = (event: unknown): string =>
  incidentId(`refused|${eventText(event)}`);

const incidentId = (text: string): string =>
  `inc-${createHash("sha256").update(text).digest("hex").slice(0, 16)}`;
