import type { ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import type { PeakMemory } from "./processes";
import { notePeakMemory } from "./processes";

/** One run of a command. */
export interface Measurement {
  /** Wall time, in seconds. */
  readonly seconds: number;
  /** Peak resident memory of the largest process, in megabytes; undefined without /proc. */
  readonly peakMegabytes: number | undefined;
  /** Exit code; -1 when a signal ended it. */
  readonly exitCode: number;
  /** What it wrote, standard error included. */
  readonly output: string;
}

const samplingMilliseconds = 50;

/** Starts a command and measures it until it has ended. */
export function measure(start: () => ChildProcess): Promise<Measurement> {
  return new Promise((resolve, reject) => {
    const started = process.hrtime.bigint();
    const child = start();
    const output: Buffer[] = [];
    const peaks: PeakMemory = new Map();
    const sampling = setInterval(() => {
      if (child.pid !== undefined && existsSync("/proc/self/status"))
        notePeakMemory(child.pid, peaks);
    }, samplingMilliseconds);
    child.stdout?.on("data", (chunk: Buffer) => output.push(chunk));
    child.stderr?.on("data", (chunk: Buffer) => output.push(chunk));
    child.once("error", reject);
    child.once("close", (code) => {
      clearInterval(sampling);
      resolve({
        seconds: Number(process.hrtime.bigint() - started) / 1e9,
        peakMegabytes: peaks.size === 0 ? undefined : Math.max(...peaks.values()),
        exitCode: code ?? -1,
        output: Buffer.concat(output).toString(),
      });
    });
  });
}

/** The middle value; of an even number of values, the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = sorted.length / 2;
  const around = sorted.slice(Math.ceil(middle) - 1, Math.floor(middle) + 1);
  return around.reduce((sum, value) => sum + value, 0) / around.length;
}
