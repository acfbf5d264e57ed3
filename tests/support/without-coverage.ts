import { spawnSync } from "node:child_process";
import path from "node:path";

/**
 * Runs a file with a number of runs in a process of its own, in which nobody counts coverage: counting makes what
 * judges many random stacks three times as slow.
 * @returns what went wrong; empty when nothing did.
 */
export function runWithoutCoverage(file: string, runs: number): string {
  const { status, stderr } = spawnSync(
    process.execPath,
    ["--require", "ts-node/register/transpile-only", file, String(runs)],
    {
      cwd: path.resolve(__dirname, "../.."),
      env: { ...process.env, NODE_V8_COVERAGE: undefined },
      encoding: "utf8",
    },
  );
  return status === 0 ? "" : `exit code ${String(status)}\n${stderr}`;
}
