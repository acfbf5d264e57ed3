import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** Ends an argument, and a command, in the record of what was called. */
const ends = { argument: "\u001f", command: "\u001e" };

// Answers every call with an id, and writes down what it was called with. No command of the machine's own is AWS's.
const stubs = [
  'record() { printf "%s\\x1f" "$@" >> "$RECORD"; printf "\\x1e" >> "$RECORD"; echo id-1; }',
  'aws() { record aws "$@"; }',
  'pulumi() { record pulumi "$@"; }',
];

/** Runs commands of a page in bash with nothing behind them. @returns what each was called with, in order */
export function played(commands: readonly string[]): readonly (readonly string[])[] {
  const folder = mkdtempSync(path.join(tmpdir(), "runbook-"));
  const record = path.join(folder, "record");
  try {
    execFileSync("bash", ["--norc", "-eu", "-c", [...stubs, ...commands].join("\n")], {
      cwd: folder,
      env: { PATH: process.env["PATH"], RECORD: record },
    });
    return readFileSync(record, "utf8")
      .split(ends.command)
      .slice(0, -1)
      .map((call) => call.split(ends.argument).slice(0, -1));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
