import { type Reading, type Row, readingOf, unreadable } from "./part";
import type { Period } from "./period";
import type { LogSearch, Patience, QueryProgress } from "./ports";
import type { LogPart } from "./settings";
import { shown, shownTime } from "./text";
import { type Declared, verdictOf } from "./verdicts";

/** What a part is read from a log with. */
export interface LogPartOptions {
  /** Which part. */
  readonly part: LogPart;
  /** The week. */
  readonly period: Period;
  /** What it is compared with. */
  readonly declared: Declared;
  /** Logs. */
  readonly logs: LogSearch;
  /** Time. */
  readonly patience: Patience;
}

/** Milliseconds that are kept for saving what was read. */
export const savingMilliseconds = 60_000;

const pollMilliseconds = 2000;

/**
 * Reads a part from a log, with one query that is ended when it scans too much or takes too long.
 * @throws what AWS answers.
 */
export async function readLogPart(options: LogPartOptions): Promise<Reading> {
  const { part, period, declared, logs } = options;
  const { queries, limits } = declared.settings;
  const id = await logs.start({
    ...queries[part],
    from: period.from / 1000,
    to: period.to / 1000 - 1,
    // One more than is kept, so that it is known whether there are more.
    maxRows: limits.maxRows + 1,
  });
  const progress = await watch(id, options);
  const { scannedBytes, status } = progress;
  if (status === "failed") return unreadable("failed", scannedBytes);
  const rows = progress.rows.map((row) => rowOf(row, options));
  const reading = readingOf(rows, limits.maxRows, scannedBytes);
  if (status === "complete") return reading;
  await logs.stop(id);
  if (scannedBytes <= limits.maxScannedBytesPerQuery) return unreadable("timed-out", scannedBytes);
  return { ...reading, status: "truncated", reason: "scan-limit" };
}

async function watch(id: string, { logs, patience, declared }: LogPartOptions) {
  const { maxScannedBytesPerQuery } = declared.settings.limits;
  const mayGoOn = ({ status, scannedBytes }: QueryProgress) =>
    status === "running" &&
    scannedBytes <= maxScannedBytesPerQuery &&
    patience.remaining() > savingMilliseconds;
  let progress = await logs.progress(id);
  while (mayGoOn(progress)) {
    await patience.sleep(pollMilliseconds);
    progress = await logs.progress(id);
  }
  return progress;
}

function rowOf(row: Readonly<Record<string, string>>, { part, declared }: LogPartOptions): Row {
  const { who, what, event, outcome, reason, calls } = row;
  const count = Number(calls);
  const detail = [event, outcome, reason].filter((text) => text !== undefined && text !== "");
  return {
    who: shown(who),
    what: shown(what),
    detail: shown(detail.join(", ")),
    count: Number.isFinite(count) ? count : null,
    first: shownTime(row["first"]),
    last: shownTime(row["last"]),
    verdict: verdictOf[part]({ who, what, outcome }, declared),
  };
}
