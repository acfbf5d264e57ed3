import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { System } from "./system";

const pauseMilliseconds = 20;
const patienceMilliseconds = 5000;

/**
 * Quarantines orbit while it works, and measures the time until governance denies it, in milliseconds. The quarantine
 * is ended again.
 * @throws when orbit is not denied in time.
 */
export async function timeToDeny(system: System): Promise<number> {
  // Governance reads the flag now, so that it will use what it read for as long as it may.
  await system.dispatch("Go on.", idOf());
  await system.quarantine("orbit", true);
  const started = performance.now();
  try {
    while (performance.now() - started < patienceMilliseconds) {
      const isDenied = await isQuarantined(system);
      if (isDenied) return performance.now() - started;
      await sleep(pauseMilliseconds);
    }
  } finally {
    await system.quarantine("orbit", false);
  }
  throw new Error("Orbit was not denied although it is quarantined.");
}

/** Whether a task is refused now, and because of the quarantine. */
async function isQuarantined(system: System): Promise<boolean> {
  const correlationId = idOf();
  const { status } = await system.dispatch("Go on.", correlationId);
  if (status !== 403) return false;
  const [event] = await system.journal.settled(correlationId, 2, 0);
  return event?.fields["reason"] === "quarantined";
}

const idOf = () => `quarantine-${randomBytes(4).toString("hex")}`;

/** The measurement in words. */
export async function quarantineLine(system: System): Promise<string> {
  const milliseconds = await timeToDeny(system);
  return `quarantine of orbit: denied ${milliseconds.toFixed(0)} ms after the flag was written (at most 1000 ms and one call)\n`;
}
