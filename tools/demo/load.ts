import { setTimeout as sleep } from "node:timers/promises";
import { percentileOf } from "./growth";

/** What to send. */
export interface LoadOptions {
  /** Calls to start in each second. */
  readonly perSecond: number;
  /** How long, in seconds. */
  readonly seconds: number;
  /** Calls under way at which no more are started: what is left out then shows in the rate. */
  readonly maxUnderWay: number;
  /** Makes one call; whether it was answered as it must be. */
  readonly call: (index: number) => Promise<boolean>;
}

/** What came of it. */
export interface LoadResult {
  /** Calls that were answered as they must be, in each second. */
  readonly reachedPerSecond: number;
  readonly good: number;
  /** Calls that were refused or failed. */
  readonly bad: number;
  /** Calls that were not started because too many were under way. */
  readonly leftOut: number;
  /** Time of a good call, in milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

const tickMilliseconds = 10;

/** Starts calls at a steady rate, whether or not those before have ended. */
export async function sendLoad(options: LoadOptions): Promise<LoadResult> {
  const { perSecond, seconds, maxUnderWay, call } = options;
  const times: number[] = [];
  const underWay = new Set<Promise<void>>();
  let [bad, leftOut, started] = [0, 0, 0];

  async function one(index: number): Promise<void> {
    const from = performance.now();
    const isGood = await call(index).catch(() => false);
    if (isGood) times.push(performance.now() - from);
    else bad += 1;
  }

  const begin = performance.now();
  const elapsed = () => (performance.now() - begin) / 1000;
  while (elapsed() < seconds) {
    for (const due = Math.floor(elapsed() * perSecond); started < due; started += 1) {
      if (underWay.size >= maxUnderWay) {
        leftOut += 1;
        continue;
      }
      const running = one(started).finally(() => underWay.delete(running));
      underWay.add(running);
    }
    await sleep(tickMilliseconds);
  }
  await Promise.all(underWay);
  const good = times.length;
  const [p50, p99] = [percentileOf(times, 50), percentileOf(times, 99)];
  return { reachedPerSecond: good / elapsed(), good, bad, leftOut, p50, p99 };
}
