/**
 * Holds many governed calls per second on this machine for some minutes, and fails when a process grows:
 * `npm run soak`. Nothing leaves loopback.
 */
import { availableParallelism, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { InstallError, installMoto } from "../moto/install";
import { startDirect } from "./direct";
import { growsSteadily, medianOf, pieceMedians } from "./growth";
import { type LoadResult, sendLoad } from "./load";
import type { Sample } from "./sample";
import { startSampler } from "./sampler";
import { startSystem } from "./system";

const usage = `usage: npm run soak -- [--seconds N] [--rate N] [--system]

Makes governed calls at a steady rate, 500 a second for 120 seconds by default. Caller and governance are in this
process, axon in another, with TLS between them: what two cores carry at that rate. --system sends tasks to orbit
instead, with orbit, axon, governance and moto each in a process of its own; that takes about four cores for 500 a
second. Axon keeps used receipts in memory. Fails when memory or handles of a process grow steadily, when a call
fails, or when less than nine tenths of the rate is reached.`;

/** Growth below this is noise of the allocator, and of connections that come and go. */
const limits = {
  heapMegabytes: { part: 0.1, units: 5 },
  residentMegabytes: { part: 0.15, units: 30 },
  handles: { part: 0.15, units: 10 },
} as const;

type Measured = keyof typeof limits;

const print = (text: string) => process.stdout.write(`${text}\n`);

interface SoakOptions {
  readonly seconds: number;
  readonly rate: number;
  readonly isSystem: boolean;
}

/** What is soaked. */
interface Soaked {
  readonly call: (correlationId: string) => Promise<boolean>;
  readonly stop: () => Promise<void>;
}

type OnSample = (party: string, sample: Sample) => void;

async function startSoakedSystem(onSample: OnSample): Promise<Soaked> {
  installMoto();
  const system = await startSystem({ mode: "fast", onSample });
  return {
    call: async (id) => (await system.dispatch("Sum up the report.", id)).status === 200,
    stop: system.stop,
  };
}

function startSoakedCalls(onSample: OnSample): Promise<Soaked> {
  startSampler((sample) => {
    onSample("caller and governance", sample);
  });
  return startDirect(onSample);
}

async function soak({ seconds, rate, isSystem }: SoakOptions): Promise<readonly string[]> {
  const samples = new Map<string, Sample[]>();
  let isMeasuring = false;
  const onSample: OnSample = (party, sample) => {
    if (isMeasuring) samples.set(party, [...(samples.get(party) ?? []), sample]);
  };
  const soaked = await (isSystem ? startSoakedSystem : startSoakedCalls)(onSample);
  try {
    await load(soaked, warmUpSeconds, rate);
    isMeasuring = true;
    const result = await load(soaked, seconds, rate);
    printResult(result, rate);
    for (const [party, own] of samples) printProcess(party, own);
    return [...problemsOf(result, rate), ...[...samples].flatMap(growthOf)];
  } finally {
    await soaked.stop();
  }
}

const warmUpSeconds = 5;

const load = ({ call }: Soaked, seconds: number, perSecond: number): Promise<LoadResult> =>
  sendLoad({
    ...{ seconds, perSecond, maxUnderWay: 200 },
    call: (index) => call(`soak-call-${String(index)}`),
  });

function printResult(result: LoadResult, rate: number): void {
  const { reachedPerSecond, good, bad, leftOut, p50, p99 } = result;
  const [load1 = 0] = loadavg();
  print(
    `${String(availableParallelism())} cores, load ${load1.toFixed(1)}, Node ${process.version}`,
  );
  print(`asked for ${String(rate)} calls a second, reached ${reachedPerSecond.toFixed(0)}`);
  print(
    `${String(good)} good, ${String(bad)} failed, ${String(leftOut)} not started for lack of speed`,
  );
  print(`a call, with others under way: p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms\n`);
}

function printProcess(party: string, samples: readonly Sample[]): void {
  const lines = Object.keys(limits).map((name) => {
    const medians = pieceMedians(samples.map((sample) => sample[measured(name)]));
    return `  ${name.padEnd(18)} ${medians.map((value) => value.toFixed(1).padStart(8)).join(" ")}`;
  });
  const p50 = medianOf(samples.map(({ delayP50 }) => delayP50)).toFixed(1);
  const p99 = medianOf(samples.map(({ delayP99 }) => delayP99)).toFixed(1);
  print(`${party}, medians of four pieces of the run after its start`);
  for (const line of lines) print(line);
  print(`  event loop late by ${p50} ms in the middle, ${p99} ms in the worst hundredth\n`);
}

function measured(name: string): Measured {
  return name === "handles" || name === "residentMegabytes" ? name : "heapMegabytes";
}

function problemsOf({ reachedPerSecond, bad }: LoadResult, rate: number): readonly string[] {
  return [
    ...(bad > 0 ? [`${String(bad)} calls failed`] : []),
    ...(reachedPerSecond < rate * 0.9 ? ["the rate was not reached"] : []),
  ];
}

function growthOf([party, samples]: readonly [string, readonly Sample[]]): readonly string[] {
  return Object.keys(limits)
    .map(measured)
    .filter((name) =>
      growsSteadily(
        samples.map((sample) => sample[name]),
        limits[name],
      ),
    )
    .map((name) => `${party}: ${name} grows`);
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      seconds: { type: "string", default: "120" },
      rate: { type: "string", default: "500" },
      system: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  const [seconds, rate] = [Number(values.seconds), Number(values.rate)];
  if (values.help || !(seconds >= 10) || !(rate >= 1)) {
    print(usage);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  const problems = await soak({ seconds, rate, isSystem: values.system });
  for (const problem of problems) print(`problem: ${problem}`);
  print(problems.length === 0 ? "no growth, no failed call" : "the soak failed");
  process.exitCode = problems.length === 0 ? 0 : 1;
}

main().catch((error: unknown) => {
  const detail = error instanceof Error ? error.message : String(error);
  process.stderr.write(
    error instanceof InstallError ? `${detail}\n` : `The soak failed. ${detail}\n`,
  );
  process.exitCode = 1;
});
