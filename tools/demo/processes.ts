import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { type Sample, sampleOf } from "./sample";

/** A program to run. */
export interface Program {
  /** Whose lines its lines are. */
  readonly party: string;
  /** File with its code. */
  readonly file: string;
  /** Its whole environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** Told each line it writes. */
  readonly onLine: (line: { readonly party: string; readonly text: string }) => void;
  /** Looks into it instead of reading its standard output. @default - its output is read */
  readonly probe?: { readonly file: string; readonly onSample: (sample: Sample) => void };
}

/** A program that runs and listens. */
export interface Running {
  /** Port it listens on. */
  readonly port: number;
  /** Process id. */
  readonly pid: number;
  /** Tells it something and waits for its answer. */
  tell(message: object): Promise<void>;
  /** Stops reading its standard output, so that it can write no more. */
  cutOutput(): void;
  /** Ends it. */
  stop(): Promise<void>;
}

const startMilliseconds = 30_000;
const stopMilliseconds = 3000;

/**
 * Runs a program of Node in a process of its own, until it says on which port it listens.
 * @throws with what it wrote when it does not start.
 */
export async function runProgram(program: Program): Promise<Running> {
  const { party, file, environment, onLine, probe } = program;
  const flags = probe === undefined ? [] : ["--require", probe.file];
  const child = spawn(process.execPath, [...flags, file], {
    env: environment,
    stdio: ["ignore", probe === undefined ? "pipe" : "ignore", "pipe", "ipc"],
  });
  if (probe !== undefined) {
    child.on("message", (message) => {
      probe.onSample(sampleOf(message));
    });
  }
  const said: string[] = [];
  let listening: (port: number) => void = () => undefined;
  const port = new Promise<number>((resolve) => {
    listening = resolve;
  });
  for (const stream of [child.stdout, child.stderr]) {
    if (stream === null) continue;
    createInterface({ input: stream }).on("line", (text) => {
      const found = /^\{"message":"listening","port":(\d+)\}$/.exec(text)?.[1];
      if (found !== undefined) listening(Number(found));
      if (said.length < 20) said.push(text);
      onLine({ party, text });
    });
  }
  const ended = once(child, "exit").then(() => "ended" as const);
  const late = sleep(startMilliseconds, "late" as const, { ref: false });
  const started = await Promise.race([port, ended, late]);
  if (typeof started === "string") {
    await stop(child);
    throw new Error(`${party} does not start.\n${said.join("\n")}`);
  }
  return {
    port: started,
    pid: child.pid ?? 0,
    async tell(message) {
      const answered = once(child, "message");
      child.send(message);
      await answered;
    },
    cutOutput: () => void child.stdout?.destroy(),
    stop: () => stop(child),
  };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  const late = sleep(stopMilliseconds, "late", { ref: false });
  if ((await Promise.race([ended, late])) === "late") {
    child.kill("SIGKILL");
    await ended;
  }
}
