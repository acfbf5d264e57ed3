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
    let period: Period | undefined;
    let progress: Progress | undefined;
    let failure: ReviewFailure | undefined;
    try {
      period = periodIn(event, start);
      const patience = { now, sleep, remaining: () => context.getRemainingTimeInMillis() };
      progress = await reviewPeriod({ period, declared, ports, patience });
    } catch (error) {
      failure = shownFailure(error);
    }
    telemetry.record({
      event_type: "access.review",
      phase: progress?.phase ?? "failed",
      ...(period !== undefined && { period: period.id }),
      ...(progress !== undefined && { final_parts: progress.finalParts }),
      ...(progress?.report !== undefined && {
        unexpected_entries: progress.report.totals.unexpected,
      }),
      duration_ms: now() - start,
    });
    if (progress === undefined || period === undefined) throw failure ?? new ReviewFailure();
    return { period: period.id, phase: progress.phase };
  };
}

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
