import { percentileOf } from "./growth";

/** Times of calls that were made one after another, in milliseconds. */
export interface CallTimes {
  readonly p50: number;
  readonly p99: number;
}

/**
 * Makes calls one after another, the first of them unmeasured, and measures each.
 * @throws when one does not succeed: a refusal is fast and would look good.
 */
export async function callTimes(
  call: (correlationId: string) => Promise<boolean>,
  { calls, warmUp }: { readonly calls: number; readonly warmUp: number },
): Promise<CallTimes> {
  const times: number[] = [];
  for (let index = -warmUp; index < calls; index += 1) {
    const from = performance.now();
    const isGood = await call(`call-times-${String(index + warmUp)}`);
    if (!isGood) throw new Error(`The call ${String(index)} was not answered as it must be.`);
    if (index >= 0) times.push(performance.now() - from);
  }
  return { p50: percentileOf(times, 50), p99: percentileOf(times, 99) };
}
