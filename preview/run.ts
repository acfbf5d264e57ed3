import { plain } from "./console/text";
import { exitCodes, UsageError } from "./errors";

/** Runs a command: its number becomes the exit code, and of an error only the message is shown. */
export function run(command: () => Promise<number>): void {
  command().then(
    (code) => {
      process.exitCode = code;
    },
    (error: unknown) => {
      process.exitCode = explain(error);
    },
  );
}

function explain(error: unknown): number {
  if (!(error instanceof Error)) throw error;
  console.error(plain(error.message));
  if (process.argv.includes("--debug") && error.stack !== undefined) console.error(error.stack);
  return error instanceof UsageError ? exitCodes.misused : exitCodes.failed;
}
