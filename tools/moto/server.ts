import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "./free-port";
import { motoServer } from "./install";

/** Certificate and key of a server, as files. */
export interface TlsFiles {
  /** File with the certificate in PEM. */
  readonly certFile: string;
  /** File with the private key in PEM. */
  readonly keyFile: string;
}

/** How moto is started. */
export interface MotoOptions {
  /** Certificate for 127.0.0.1. @default - no TLS */
  readonly tls?: TlsFiles;
  /** Id of the account it plays, 12 digits. @default - moto's own, 123456789012 */
  readonly accountId?: string;
  /** Told each line it writes. @default - nobody is */
  readonly onLine?: (text: string) => void;
}

/** A running moto. */
export interface Moto {
  /** Address of every AWS service it plays. */
  readonly endpoint: string;
  /** Process id. */
  readonly pid: number;
  /** Ends it. */
  stop(): Promise<void>;
}

const startMilliseconds = 30_000;
const stopMilliseconds = 3000;

/**
 * Starts moto on a free loopback port and waits until it listens.
 * @throws when it does not start in time.
 */
export async function startMoto({ tls, accountId, onLine }: MotoOptions = {}): Promise<Moto> {
  const port = await freePort();
  const secure = tls === undefined ? [] : ["--ssl-cert", tls.certFile, "--ssl-key", tls.keyFile];
  const child = spawn(motoServer, ["--host", "127.0.0.1", "--port", String(port), ...secure], {
    // A group of its own, so that nothing it starts outlives it.
    detached: true,
    stdio: ["ignore", "ignore", "pipe"],
    env: { PATH: process.env["PATH"], PYTHONUNBUFFERED: "1", MOTO_ACCOUNT_ID: accountId },
  });
  try {
    await listening(child, onLine);
  } catch (error) {
    await stop(child);
    throw error;
  }
  const scheme = tls === undefined ? "http" : "https";
  return {
    endpoint: `${scheme}://127.0.0.1:${String(port)}`,
    pid: child.pid ?? 0,
    stop: () => stop(child),
  };
}

/** Waits for the line that says so: asking the port would be the first request that it answers. */
function listening(child: ChildProcess, onLine: MotoOptions["onLine"]): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = "";
    const fail = (why: string) => {
      reject(new Error(`moto does not start: ${why}. ${said}`));
    };
    const timer = setTimeout(fail, startMilliseconds, "it took too long");
    child.once("error", (error) => {
      clearTimeout(timer);
      fail(error.message);
    });
    child.once("exit", (code) => {
      clearTimeout(timer);
      fail(`it ended with ${String(code)}`);
    });
    if (child.stderr === null) return;
    // The pipe is read to its end: a full one would stop the server.
    createInterface({ input: child.stderr }).on("line", (text) => {
      onLine?.(text);
      if (said.length < 2000) said += `${text}\n`;
      if (!text.includes("Running on http")) return;
      clearTimeout(timer);
      resolve();
    });
  });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  killGroup(child.pid, "SIGTERM");
  const late = sleep(stopMilliseconds, "late", { ref: false });
  if ((await Promise.race([ended, late])) === "late") {
    killGroup(child.pid, "SIGKILL");
    await ended;
  }
}

function killGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // It has ended in the meantime.
  }
}

/** Has moto play functions that do nothing: it would run them in containers of Docker (moto, "Configuration Options"). */
export async function withoutContainers(endpoint: string): Promise<void> {
  const answer = await fetch(`${endpoint}/moto-api/config`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ lambda: { use_docker: false } }),
  });
  if (!answer.ok) throw new Error(`moto took no configuration: ${String(answer.status)}`);
}
