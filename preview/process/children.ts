import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";

/** How a child process is started. */
export interface ChildOptions {
  /** Arguments for node, the script first. */
  readonly args: readonly string[];
  /** Working directory. */
  readonly cwd: string;
  /** Variables beside the inherited ones; undefined removes one. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** How a child process ended. */
export interface ChildExit {
  /** Exit code; null when a signal ended it. */
  readonly code: number | null;
  /** Signal; null when it exited. */
  readonly signal: string | null;
}

/** The Node processes a preview has started; none outlives it. */
export class Children {
  readonly #running = new Set<ChildProcess>();

  /** Starts Node in a process group of its own, so that what it starts can be ended with it. */
  start({ args, cwd, env }: ChildOptions): ChildProcess {
    const child = spawn(process.execPath, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
      detached: process.platform !== "win32",
    });
    this.#running.add(child);
    child.once("exit", () => this.#running.delete(child));
    return child;
  }

  /** Ends every process that still runs, at once. */
  killAll(): void {
    for (const child of this.#running) killGroup(child);
    this.#running.clear();
  }
}

/** Resolves when the process has ended. */
export function exitOf(child: ChildProcess): Promise<ChildExit> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) => {
      resolve({ code, signal });
    });
  });
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(process.platform === "win32" ? child.pid : -child.pid, "SIGKILL");
  } catch {
    // It has ended in the meantime.
  }
}
