import { escaped } from "../html";
import type { ActionRecord, Incident } from "./incident";

/** What is kept of an incident for those who learn from it. */
export interface IncidentReport {
  /** Version of this shape. */
  readonly version: 1;
  /** When it was written, ISO 8601 in UTC. */
  readonly writtenAt: string;
  /** The incident with every record. */
  readonly incident: Incident;
  /** Moments, oldest first. */
  readonly timeline: readonly { readonly at: string; readonly what: string }[];
  /** Seconds from what happened to the quarantine of the service; undefined when it was not quarantined. */
  readonly secondsToQuarantine: number | undefined;
  /** What failed. */
  readonly failed: readonly ActionRecord[];
  /** What only people can answer. */
  readonly questions: readonly string[];
}

/** Makes the report of an incident. */
export function reportOf(incident: Incident, now: number): IncidentReport {
  const { finding, openedAt, records } = incident;
  const quarantined = records.find(
    ({ step, outcome }) => step === "quarantine" && outcome === "done",
  );
  const happened = finding?.occurredAt;
  const timeline = [
    ...(happened === undefined
      ? []
      : [{ at: happened, what: "what the finding is about happened" }]),
    { at: openedAt, what: "the workflow began" },
    ...records.map(({ startedAt, step, action, outcome }) => ({
      at: startedAt,
      what: `${step}: ${action}: ${outcome}`,
    })),
  ];
  return {
    version: 1,
    writtenAt: new Date(now).toISOString(),
    incident,
    timeline: timeline.sort((one, other) => Date.parse(one.at) - Date.parse(other.at)),
    secondsToQuarantine:
      quarantined === undefined || happened === undefined
        ? undefined
        : (Date.parse(quarantined.startedAt) - Date.parse(happened)) / 1000,
    failed: records.filter(({ outcome }) => outcome === "failed"),
    questions: questionsOf(incident),
  };
}

function questionsOf({ verdict, service, records }: Incident): readonly string[] {
  const left = records.filter(({ outcome }) => outcome === "failed").length;
  const unrotated = records.filter(
    ({ step, action, outcome }) =>
      step === "eradicate" && action.startsWith("rotate ") && outcome !== "done",
  ).length;
  return [
    ...(verdict === "notify" ? ["Which service is meant, and is it to be contained?"] : []),
    ...(left > 0 ? [`What about the ${String(left)} actions that failed?`] : []),
    ...(unrotated > 0
      ? [`Who replaces the ${String(unrotated)} secrets that were not rotated?`]
      : []),
    ...(service === undefined ? [] : [`How was ${service} entered, and is that way closed?`]),
    "What was seen late, and which detection would have seen it?",
    "What did it reach, and who must be told?",
  ];
}

/** The report as a page that loads nothing and runs nothing. */
export function reportPage(report: IncidentReport): string {
  const { incident, timeline, failed, questions, secondsToQuarantine, writtenAt } = report;
  const facts: readonly (readonly [string, string])[] = [
    ["Finding", incident.finding?.title ?? "none"],
    ["Service", incident.service ?? "none"],
    ["Verdict", `${incident.verdict ?? "none"}: ${incident.verdictReason}`],
    ["Mode", incident.mode],
    ["Execution", incident.execution],
    [
      "Seconds to quarantine",
      secondsToQuarantine === undefined ? "not quarantined" : String(secondsToQuarantine),
    ],
    ["Written", writtenAt],
  ];
  return [
    "<!doctype html>",
    '<html lang="en"><head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'">`,
    `<title>${escaped(incident.id)}</title></head><body>`,
    `<h1>${escaped(incident.id)}</h1>`,
    "<table>",
    ...facts.map(([name, value]) => `<tr><th>${name}</th><td>${escaped(value)}</td></tr>`),
    "</table>",
    "<h2>Timeline</h2>",
    listOf(timeline.map(({ at, what }) => `${at} ${what}`)),
    "<h2>What failed</h2>",
    listOf(
      failed.map(({ step, action, reason }) => `${step}: ${action}: ${reason ?? "no reason"}`),
    ),
    "<h2>Questions</h2>",
    listOf(questions),
    "</body></html>",
    "",
  ].join("\n");
}

const listOf = (items: readonly string[]): string =>
  items.length === 0
    ? "<p>Nothing.</p>"
    : ["<ul>", ...items.map((item) => `<li>${escaped(item)}</li>`), "</ul>"].join("\n");
