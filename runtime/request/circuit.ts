import type { Clock } from "../clock";

/** When a circuit opens and for how long. */
export interface CircuitOptions {
  /** Failures in a row that open it. @default 5 */
  readonly failures?: number;
  /** Milliseconds it stays open before one request may probe. @default 5000 */
  readonly openMilliseconds?: number;
  /** The time. */
  readonly clock: Clock;
}

/** Leave to try once; whoever has it reports how it went, exactly once. */
export type ReportTrial = (succeeded: boolean) => void;

/** Keeps callers from waiting for something that is known to fail. */
export interface Circuit {
  /** Leave to try, or undefined while the circuit is open or its one probe is under way. */
  enter(): ReportTrial | undefined;
}

/** A circuit that opens after failures in a row, and closes when one probe succeeds. */
export function createCircuit({
  failures = 5,
  openMilliseconds = 5000,
  clock,
}: CircuitOptions): Circuit {
  let failed = 0;
  let openUntil: number | undefined;
  let probing = false;
  // What began before the circuit opened says nothing about the time after it.
  let era = 0;

  const open = () => {
    era += 1;
    openUntil = clock() + openMilliseconds;
  };
  const close = () => {
    era += 1;
    failed = 0;
    openUntil = undefined;
  };

  const trial = (): ReportTrial => {
    const started = era;
    return (succeeded) => {
      if (started !== era) return;
      failed = succeeded ? 0 : failed + 1;
      if (failed >= failures) open();
    };
  };
  const probe = (): ReportTrial => {
    probing = true;
    return (succeeded) => {
      probing = false;
      if (succeeded) close();
      else open();
    };
  };

  return {
    enter() {
      if (openUntil === undefined) return trial();
      return probing || clock() < openUntil ? undefined : probe();
    },
  };
}
