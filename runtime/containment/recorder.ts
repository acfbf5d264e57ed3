import type { Clock } from "../clock";
import type { ActionRecord, Step } from "./incident";

/** What an action came to, when it was not refused: done, or not needed and why. */
export type ActionEnd = "done" | { readonly skipped: string };

/** Why an action was not done, in our own words. */
export class ActionRefused extends Error {
  override readonly name = "ActionRefused";
}

/** Does the actions of a step, one after the other, and writes down what became of each. */
export interface Recorder {
  /** Does what changes something: in a dry run it is planned alone. Never throws. */
  change(action: string, work: () => Promise<ActionEnd>): Promise<void>;
  /** Does what changes nothing of the estate, also in a dry run. Never throws. */
  look(action: string, work: () => Promise<ActionEnd>): Promise<void>;
  /**
   * Finds something out, also in a dry run. Never throws.
   * @param unwanted Says why what was found is not what was looked for; undefined when it is.
   * @returns what was found; undefined when finding it failed.
   */
  find<Value>(
    action: string,
    work: () => Promise<Value>,
    unwanted: (value: Value) => string | undefined,
  ): Promise<Value | undefined>;
  /** What was written down, in order. */
  readonly records: readonly ActionRecord[];
}

/** What a recorder is made of. */
export interface RecorderOptions {
  /** The step. */
  readonly step: Step;
  /** Whether nothing may change. */
  readonly isDryRun: boolean;
  /** Time. */
  readonly clock: Clock;
}

/** Makes the recorder of a step. An action that fails keeps none after it from being done (I1). */
export function createRecorder({ step, isDryRun, clock }: RecorderOptions): Recorder {
  const records: ActionRecord[] = [];
  const add = (action: string, start: number, end: Pick<ActionRecord, "outcome" | "reason">) => {
    const startedAt = new Date(start).toISOString();
    records.push({ step, action, ...end, startedAt, durationMilliseconds: clock() - start });
  };
  const find: Recorder["find"] = async (action, work, unwanted) => {
    const start = clock();
    try {
      const value = await work();
      const reason = unwanted(value);
      add(
        action,
        start,
        reason === undefined ? { outcome: "done" } : { outcome: "skipped", reason },
      );
      return value;
    } catch (error) {
      add(action, start, { outcome: "failed", reason: shownReason(error) });
      return undefined;
    }
  };
  const look = async (action: string, work: () => Promise<ActionEnd>) => {
    await find(action, work, (end) => (end === "done" ? undefined : end.skipped));
  };
  const change = async (action: string, work: () => Promise<ActionEnd>) => {
    if (isDryRun) add(action, clock(), { outcome: "planned" });
    else await look(action, work);
  };
  return { change, look, find, records };
}

/** Our own words, or the name of an error; never a message, which may repeat a request or its answer. */
export function shownReason(error: unknown): string {
  if (error instanceof ActionRefused) return error.message;
  const name = error instanceof Error ? error.name : "";
  return /^[A-Za-z][A-Za-z0-9.]{0,79}$/.test(name) ? name : "unknown error";
}
