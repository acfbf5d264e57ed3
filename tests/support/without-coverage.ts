import { execFile } from "node:child_process";
import path from "node:path";

/**
 * Runs a file with a number of runs, half of them in each of two processes in which nobody counts coverage: counting
 * makes what judges many random stacks three times as slow.
 * @returns what went wrong; empty when nothing did.
 */
export async function runWithoutCoverage(file: string, runs: number): Promise<string> {
  const half = Math.ceil(runs / 2);
  const failures = await Promise.all([runOnce(file, half), runOnce(file, half)]);
  return failures.join("");
}

function runOnce(file: string, runs: number): Promise<string> {
  const options = {
    cwd: path.resolve(__dirname, "../.."),
    env: { ...process.env, NODE_V8_COVERAGE: undefined },
  };
  const args = ["--require", "ts-node/register/transpile-only", file, String(runs)];
  return new Promise((resolve) => {
    execFile(process.execPath, args, options, (error, _stdout, stderr) => {
      resolve(error === null ? "" : `${error.message}\n${stderr}`);
    });
  });
}
