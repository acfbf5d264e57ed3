import { redactName } from "../telemetry/redact-text";
import { maxTextLength } from "./part";

const arn = /^arn:aws[a-z-]*:[a-z0-9-]{0,40}:[a-z0-9-]{0,30}:\d{0,12}:[\w+=,.@/:*?-]+$/;

/**
 * Text of a log or of AWS as a report may hold it: bounded, without control characters, and without what has a
 * secret's own shape. ARNs stay whole, since names in them are long and may look like keys.
 */
export function shown(text: string | undefined): string | null {
  if (text === undefined || text === "") return null;
  // Bounded before anything else, so that no text is slow.
  const bounded = text.slice(0, 4 * maxTextLength).replace(/\p{C}/gu, " ");
  return (arn.test(bounded) ? bounded : redactName(bounded)).slice(0, maxTextLength);
}

/** A time of Logs Insights or of AWS as ISO 8601: milliseconds since the epoch, or text; null when it is neither. */
export function shownTime(value: string | number | undefined): string | null {
  if (value === undefined || value === "") return null;
  // Logs Insights writes `2026-11-16 00:00:01.000`, without saying that it means UTC.
  const utc = typeof value === "string" ? value.replace(/^(\S+) (\S+)$/, "$1T$2Z") : value;
  const time = new Date(Number.isNaN(Number(utc)) ? utc : Number(utc));
  return Number.isNaN(time.getTime()) ? null : time.toISOString();
}
