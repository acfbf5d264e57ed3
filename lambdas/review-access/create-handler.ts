import { lastFullPeriod, type Period, periodOf } from "../../runtime/review/period";
import type { Patience, Ports } from "../../runtime/review/ports";
import { type Progress, reviewPeriod } from "../../runtime/review/review";
import type { Declared } from "../../runtime/review/verdicts";
import type { Telemetry } from "../../runtime/telemetry/telemetry";

/** What the handler is made of. */
export interface HandlerDependencies extends Pick<Patience, "sleep" | "now"> {
  /** What accesses are compared with. */
  readonly declared: Declared;
  /** Everything outside. */
  readonly ports: Ports;
  /** Where each run is recorded. */
  readonly telemetry: Telemetry;
}

/** What Lambda tells about an invocation. */
export interface InvocationContext {
  /** Milliseconds until Lambda ends it. */
  getRemainingTimeInMillis(): number;
}

/** What a run answers. */
export interface RunAnswer {
  /** Week. */
  readonly period: string;
  /** `done`: the report is kept. `partial`: a later run goes on. */
  readonly phase: Progress["phase"];
}

/** Entry point: a schedule invokes it, or somebody with `{"period": "2026-W47"}`. */
export type Handler = (event: unknown, context: InvocationContext) => Promise<RunAnswer>;

/** A run failed. Its message is our own: those of AWS may repeat what they were given. */
export class ReviewFailure extends Error {
  override readonly name = "ReviewFailure";
}

/**
 * Makes the handler.
 * @throws ReviewFailure from each invocation that could not keep or announce what it found, or that named no full week.
 */
export function createHandler(dependencies: HandlerDependencies): Handler {
  const { telemetry, now, sleep, declared, ports } = dependencies;
  return async (event, context) => {
    const start = now();
    const patience = { now, sleep, remaining: () => context.getRemainingTimeInMillis() };
    try {
      const period = periodIn(event, start);
      const progress = await reviewPeriod({ period, declared, ports, patience });
      telemetry.record({ ...recordOf(period, progress), duration_ms: now() - start });
      return { period: period.id, phase: progress.phase };
    } catch (error) {
      const duration_ms = now() - start;
      telemetry.record({ event_type: "access.review", phase: "failed", duration_ms });
      throw shownFailure(error);
    }
  };
}

const recordOf = ({ id }: Period, { phase, report, finalParts }: Progress) => ({
  event_type: "access.review" as const,
  phase,
  period: id,
  final_parts: finalParts,
  ...(report !== undefined && { unexpected_entries: report.totals.unexpected }),
});

// A schedule's event has no period.
function periodIn(event: unknown, now: number): Period {
  const asked = typeof event === "object" && event !== null && "period" in event;
  if (!asked) return lastFullPeriod(now);
  if (typeof event.period !== "string") throw new RangeError("A period is text.");
  return periodOf(event.period, now);
}

function shownFailure(error: unknown): ReviewFailure {
  if (error instanceof RangeError) return new ReviewFailure("There is no such full week.");
  const name = error instanceof Error && /^\w{1,60}$/.test(error.name) ? error.name : "Error";
  return new ReviewFailure(`The review could not be kept or announced: ${name}.`);
}
