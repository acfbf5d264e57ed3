import { type CallTimes, callTimes } from "./call-times";
import { startDirect } from "./direct";
import { startSystem } from "./system";

/** How many calls are measured. */
export interface LoopbackOptions {
  /** Calls. @default 1000 */
  readonly calls?: number;
  /** Calls before those, which open connections and warm code. @default 200 */
  readonly warmUp?: number;
}

/** Times of a governed call on this machine, TLS on warm connections included. */
export interface LoopbackTimes {
  /** Caller and governance in one process, axon in another: decide, sign, send, verify, work, answer. */
  readonly direct: CallTimes;
  /**
   * From a client to orbit and back, with governance behind AWS's Lambda client and tokens verified for each call:
   * four processes, three TLS connections. Undefined without moto, which it needs.
   */
  readonly system: CallTimes | undefined;
}

/** Measures the governed call end to end, one call after another. */
export async function governedCallLoopback(
  options: LoopbackOptions & { readonly withSystem?: boolean } = {},
): Promise<LoopbackTimes> {
  const { calls = 1000, warmUp = 200, withSystem = true } = options;
  const direct = await startDirect();
  const directTimes = await callTimes(direct.call, { calls, warmUp }).finally(direct.stop);
  if (!withSystem) return { direct: directTimes, system: undefined };
  const system = await startSystem({ mode: "fast" });
  const dispatch = async (correlationId: string) =>
    (await system.dispatch("Sum up the incident report.", correlationId)).status === 200;
  const systemTimes = await callTimes(dispatch, { calls, warmUp }).finally(system.stop);
  return { direct: directTimes, system: systemTimes };
}
