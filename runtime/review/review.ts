import { reasonOf } from "./failure";
import { readFindings } from "./findings-part";
import { htmlOf } from "./html";
import { readLogPart, savingMilliseconds } from "./log-part";
import { isFinal, type Part, type PartName, partNames, type Reading, unreadable } from "./part";
import type { Period } from "./period";
import type { Patience, Ports } from "./ports";
import { noticeOf, type Report, reportOf } from "./report";
import { readRolePart } from "./role-part";
import type { LogPart } from "./settings";
import { keepPart, reviewKeys, storedParts, storedReport } from "./store";
import type { Declared } from "./verdicts";
import { readWaiverPart } from "./waivers";

/** What a run needs. */
export interface ReviewOptions {
  /** The week. */
  readonly period: Period;
  /** What it is compared with, and how far it goes. */
  readonly declared: Declared;
  /** Everything outside. */
  readonly ports: Ports;
  /** Time. */
  readonly patience: Patience;
}

/** How far a review is after a run. */
export interface Progress {
  /** `done`: the report is kept and people were told. `partial`: a later run goes on. */
  readonly phase: "done" | "partial";
  /** The report, once it is kept. */
  readonly report: Report | undefined;
  /** Parts that are final. */
  readonly finalParts: number;
}

/**
 * Does as much of a week's review as time and limits allow. However often it is called, and wherever it is cut off,
 * every attempt at a part is kept once, the report is written once, and people are told at least once.
 * @throws when evidence cannot be kept or read, or nobody can be told.
 */
export async function reviewPeriod(options: ReviewOptions): Promise<Progress> {
  const { ports, period, declared } = options;
  const keys = new Set(await ports.evidence.list(reviewKeys.prefix(period)));
  const finished = keys.has(reviewKeys.report(period));
  if (finished) return finish(options, keys, await storedReport(ports.evidence, period));
  const parts = await readParts(options, await storedParts(ports.evidence, period, keys));
  const { maxAttempts } = declared.settings.limits;
  const final = partNames.flatMap((name) => {
    const part = parts.get(name);
    return part !== undefined && isFinal(part, maxAttempts) ? [part] : [];
  });
  if (final.length < partNames.length) {
    return { phase: "partial", report: undefined, finalParts: final.length };
  }
  return finish(options, keys, await keepReport(options, final));
}

type Parts = ReadonlyMap<PartName, Part>;

async function readParts(options: ReviewOptions, stored: Parts): Promise<Parts> {
  const { maxAttempts, maxQueriesPerRun } = options.declared.settings.limits;
  const parts = new Map(stored);
  let queries = 0;
  for (const name of partNames) {
    const last = parts.get(name);
    if (last !== undefined && isFinal(last, maxAttempts)) continue;
    if (options.patience.remaining() <= savingMilliseconds) break;
    if (isLogPart(name, options.declared) && ++queries > maxQueriesPerRun) continue;
    const reading = await attempt(name, options);
    const part = { version: 1 as const, part: name, attempt: (last?.attempt ?? 0) + 1, ...reading };
    parts.set(name, await keepPart(options.ports.evidence, options.period, part));
  }
  return parts;
}

const isLogPart = (name: PartName, { settings }: Declared): name is LogPart =>
  Object.hasOwn(settings.queries, name);

async function attempt(name: PartName, options: ReviewOptions): Promise<Reading> {
  try {
    return await read(name, options);
  } catch (error) {
    return unreadable(reasonOf(error));
  }
}

async function read(part: PartName, options: ReviewOptions): Promise<Reading> {
  const { ports, declared, patience, period } = options;
  const { settings } = declared;
  const { maxRows } = settings.limits;
  switch (part) {
    case "unused-roles":
      return readRolePart({ settings, roles: ports.roles, patience });
    case "unused-access":
      if (settings.analyzerArn === null) return unreadable("not-in-program");
      return readFindings(
        await ports.findings.unusedAccess(settings.analyzerArn, maxRows),
        maxRows,
      );
    case "control-status":
      return readFindings(await ports.findings.failedControls(maxRows), maxRows);
    case "waivers":
      return readWaiverPart(declared.waivers, { now: patience.now(), maxRows });
    default:
      return readLogPart({ part, period, declared, logs: ports.logs, patience });
  }
}

async function keepReport({ ports, period, declared }: ReviewOptions, parts: readonly Part[]) {
  const report = reportOf(declared.settings.stack, period, parts);
  // The page comes first: whoever finds report.json finds both.
  await ports.evidence.putOnce(reviewKeys.page(period), htmlOf(report), "text/html; charset=utf-8");
  const text = `${JSON.stringify(report)}\n`;
  await ports.evidence.putOnce(reviewKeys.report(period), text, "application/json");
  return storedReport(ports.evidence, period);
}

async function finish(
  { ports, period, declared }: ReviewOptions,
  keys: ReadonlySet<string>,
  report: Report,
): Promise<Progress> {
  const marker = reviewKeys.told(period);
  if (!keys.has(marker)) {
    const location = `s3://${declared.settings.bucket}/${reviewKeys.page(period)}`;
    await ports.tell(`Access review ${period.id}`, noticeOf(report, location));
    await ports.evidence.putOnce(marker, "{}\n", "application/json");
  }
  return { phase: "done", report, finalParts: partNames.length };
}
