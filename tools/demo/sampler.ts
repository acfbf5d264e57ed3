import { monitorEventLoopDelay } from "node:perf_hooks";
import { getHeapSpaceStatistics, setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { Sample } from "./sample";

const everyMilliseconds = 2000;
const resolution = 10;
const megabyte = 1024 * 1024;

/** Takes a sample of this process every two seconds, each after a collection of garbage. */
export function startSampler(onSample: (sample: Sample) => void): void {
  setFlagsFromString("--expose-gc");
  // A context that is made after the flag was set knows the function; this one does not.
  const collect: unknown = runInNewContext("gc");
  const delays = monitorEventLoopDelay({ resolution });
  delays.enable();
  // The histogram holds times between two ticks of its own timer.
  const late = (percentile: number) =>
    Math.max(0, delays.percentile(percentile) / 1e6 - resolution);

  function takeSample(): void {
    const [delayP50, delayP99] = [late(50), late(99)];
    if (typeof collect === "function") Reflect.apply(collect, undefined, []);
    const { heapUsed, rss } = process.memoryUsage();
    onSample({
      heapMegabytes: heapUsed / megabyte,
      residentMegabytes: (rss - youngGeneration()) / megabyte,
      handles: process.getActiveResourcesInfo().length,
      ...{ delayP50, delayP99 },
    });
    // The collection that was asked for is no delay of the program's.
    setImmediate(() => {
      delays.reset();
    });
  }

  setInterval(takeSample, everyMilliseconds).unref();
}

/**
 * Resident bytes of V8's young generation. V8 doubles it, up to a fixed limit, by how fast a program allocates, and
 * after any number of minutes: tens of megabytes at a time that are no growth of the program's.
 */
const youngGeneration = (): number =>
  getHeapSpaceStatistics()
    .filter(({ space_name }) => space_name === "new_space")
    .reduce((sum, { physical_space_size }) => sum + physical_space_size, 0);
