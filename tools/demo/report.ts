import type { LoggedEvent } from "./journal";
import type { Outcome } from "./scenarios";

/** How text is marked. */
export interface Marks {
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly dim: (text: string) => string;
}

const plain = (text: string): string => text;
const colour = (code: number) => (text: string) => `\u001b[${String(code)}m${text}\u001b[0m`;

/** Colours for a terminal, unless NO_COLOR is set (no-color.org); plain text for everything else. */
export function marksFor(
  isTerminal: boolean,
  environment: Readonly<Record<string, string | undefined>>,
): Marks {
  return isTerminal && !environment["NO_COLOR"]
    ? { good: colour(32), bad: colour(31), dim: colour(2) }
    : { good: plain, bad: plain, dim: plain };
}

/** A scenario as lines: what was sent, what happened, and what each party logged about it, in time. */
export function outcomeLines(outcome: Outcome, marks: Marks): readonly string[] {
  const { scenario, correlationId, answer, events, work, surprises } = outcome;
  const verdict =
    surprises.length === 0 ? marks.good("as it must be") : marks.bad("NOT as it must be");
  const said =
    typeof answer === "string" ? `refused: ${answer}` : `${String(answer.status)} ${answer.body}`;
  const start = Date.parse(String(events[0]?.fields["timestamp"]));
  return [
    `${scenario.name}: ${verdict}`,
    `  sent      ${scenario.sent}`,
    `  answered  ${said}`,
    `  axon did  ${work === 0 ? "no work" : `work on ${String(work)} task`}`,
    marks.dim(`  logs of   correlation id ${correlationId}`),
    ...events.map((event) => `    ${eventText(event, start)}`),
    ...surprises.map((surprise) => marks.bad(`  ${surprise}`)),
    "",
  ];
}

function eventText({ party, fields }: LoggedEvent, start: number): string {
  const at = `+${String(Date.parse(String(fields["timestamp"])) - start)} ms`;
  const decided = `${String(fields["decision"])} (${String(fields["reason"])})`;
  const status = typeof fields["status"] === "number" ? `, status ${fields["status"]}` : "";
  return [
    at.padStart(8),
    party.padEnd(11),
    String(fields["event_type"]).padEnd(20),
    decided + status,
  ]
    .join("  ")
    .trimEnd();
}

/** The last line of a run. */
export function summaryLine(outcomes: readonly Outcome[], marks: Marks): string {
  const good = outcomes.filter(({ surprises }) => surprises.length === 0).length;
  const text = `${String(good)} of ${String(outcomes.length)} scenarios behaved as they must`;
  return good === outcomes.length ? marks.good(text) : marks.bad(text);
}
