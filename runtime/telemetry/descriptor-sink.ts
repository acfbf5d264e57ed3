import { writeSync } from "node:fs";
import type { LineSink } from "./telemetry";

/** Writes bytes to a file descriptor, and says how many it took. */
export type WriteBytes = (descriptor: number, bytes: Uint8Array) => number;

const maxBusyTries = 50;
const busyWaitMilliseconds = 1;

/**
 * Writes lines to a file descriptor before it returns, so that whoever records something knows whether it is
 * recorded. A descriptor that takes nothing for some 50 ms counts as failing.
 */
export function descriptorSink(descriptor: number, write: WriteBytes = writeSync): LineSink {
  let isTorn = false;
  return {
    write(line) {
      // The rest of a line that failed half-way must not swallow this one.
      const bytes = Buffer.from(`${isTorn ? "\n" : ""}${line}\n`, "utf8");
      isTorn = true;
      writeAll(bytes, (rest) => write(descriptor, rest));
      isTorn = false;
    },
  };
}

function writeAll(bytes: Uint8Array, write: (rest: Uint8Array) => number): void {
  let written = 0;
  let busyTries = 0;
  while (written < bytes.length) {
    const taken = tryWrite(bytes.subarray(written), write);
    written += taken;
    busyTries = taken > 0 ? 0 : busyTries + 1;
    if (busyTries > maxBusyTries) throw new Error("The log takes no more lines.");
    if (taken === 0) pause();
  }
}

// A pipe whose reader is slow refuses with EAGAIN when its other end made it non-blocking.
function tryWrite(bytes: Uint8Array, write: (rest: Uint8Array) => number): number {
  try {
    return write(bytes);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EAGAIN") return 0;
    throw error;
  }
}

function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, busyWaitMilliseconds);
}
