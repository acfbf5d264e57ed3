/** What goes wrong. `crash`: the function's process dies. The others are answers that did not come or are no. */
export type FaultKind = "crash-before" | "crash-after" | "lost-reply" | "throttled";

/** Every kind. */
export const faultKinds = ["crash-before", "crash-after", "lost-reply", "throttled"] as const;

/** A call that goes wrong. */
export interface Fault {
  readonly kind: FaultKind;
  /** Which call of any system, counted from 1 over the whole rotation. */
  readonly call: number;
}

/** The process is dead: nothing it would do happens. */
export class Crash extends Error {
  override readonly name = "Crash";
}

/** How the systems say that a call went wrong. */
export interface Refusals {
  readonly lostReply: () => Error;
  readonly throttled: () => Error;
}

/** Lets one call go wrong. All calls of a rotation go through it, whichever system they are for. */
export class Faults {
  /** Calls so far. */
  calls = 0;
  /** Whether the call that should go wrong was made. */
  isHit = false;
  readonly #fault: Fault | undefined;
  #isDead = false;

  /** @param fault call that goes wrong; none without it. */
  constructor(fault?: Fault) {
    this.#fault = fault;
  }

  /** Starts a new process, after the old one died or ended. */
  restart(): void {
    this.#isDead = false;
  }

  /** Makes one call. */
  async run<Answer>(work: () => Promise<Answer> | Answer, refusals: Refusals): Promise<Answer> {
    if (this.#isDead) throw new Crash();
    this.calls += 1;
    if (this.calls !== this.#fault?.call) return work();
    this.isHit = true;
    switch (this.#fault.kind) {
      case "crash-before":
        this.#isDead = true;
        throw new Crash();
      case "throttled":
        throw refusals.throttled();
      case "crash-after":
        await work();
        this.#isDead = true;
        throw new Crash();
      case "lost-reply":
        await work();
        throw refusals.lostReply();
    }
  }
}
