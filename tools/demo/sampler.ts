import { monitorEventLoopDelay } from "node:perf_hooks";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { Sample } from "./sample";

const everyMilliseconds = 2000;
const resolution = 10;
const megabyte = 1024 * 1024;

/** Takes a sample of this process every two seconds, each after a collection of garbage. */
export function startSampler(onSample: (sample: Sample) => void): void {
  setFlagsFromString("--expose-gc");
  const delays = monitorEventLoopDelay({ resolution });
  delays.enable();
  // The histogram holds times between two ticks of its own timer.
  const late = (percentile: number) =>
    Math.max(0, delays.percentile(percentile) / 1e6 - resolution);

  function takeSample(): void {
    const [delayP50, delayP99] = [late(50), late(99)];
    // A context that is made after the flag was set knows the function; this one does not.
    runInNewContext("gc()");
    const { heapUsed, rss } = process.memoryUsage();
    onSample({
      heapMegabytes: heapUsed / megabyte,
      residentMegabytes: rss / megabyte,
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
