import type { Clock } from "../../runtime/clock";
import type { RotationFailureReason } from "../../runtime/telemetry/rotation-failures";
import { RotationFailure } from "./failure";

/** How long something that does not work yet is tried. */
export interface Patience {
  /** Time. */
  readonly clock: Clock;
  /** Waits. */
  readonly sleep: (milliseconds: number) => Promise<unknown>;
  /** Milliseconds after which no further attempt starts. */
  readonly budgetMilliseconds: number;
}

const firstPause = 200;
const longestPause = 5_000;

/** What may be over soon: a replica that has not heard of the password, a fail-over, a provider that is busy. */
const passing: ReadonlySet<RotationFailureReason> = new Set([
  "login-refused",
  "database-unreachable",
  "provider-refused",
  "provider-unreachable",
]);

/**
 * Tries until an attempt succeeds, with pauses that double up to 5 s. No attempt starts after the budget.
 * @throws the failure of the last attempt; at once when waiting cannot help.
 */
export async function untilItWorks(
  attempt: () => Promise<void>,
  { clock, sleep, budgetMilliseconds }: Patience,
): Promise<void> {
  const end = clock() + budgetMilliseconds;
  for (let pause = firstPause; ; pause = Math.min(2 * pause, longestPause)) {
    try {
      await attempt();
      return;
    } catch (error) {
      const canPass = error instanceof RotationFailure && passing.has(error.reason);
      if (!canPass || clock() + pause > end) throw error;
    }
    await sleep(pause);
  }
}
