import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, chownSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import type { ServerCertificate } from "../demo/tls";
import { freePort } from "../moto/free-port";
import { postgresFolder, type SystemUser, serverUser } from "./installed";

/** How a server is started. */
export interface PostgresOptions {
  /** Certificate for `localhost`; connections without TLS are refused. */
  readonly certificate: ServerCertificate;
  /** Password of the superuser `postgres`. */
  readonly password: string;
}

/** A running server, with a database `postgres`. */
export interface Postgres {
  /** Name that it listens on. */
  readonly host: "localhost";
  /** TCP port. */
  readonly port: number;
  /** Lines of its log, in which every statement is. */
  readonly log: readonly string[];
  /** Ends it, and removes all it stored. */
  stop(): Promise<void>;
}

const startMilliseconds = 30_000;

/**
 * Starts a PostgreSQL server of its own on a free loopback port, with an empty database in a temporary folder.
 * @throws when PostgreSQL is not installed, or does not start in time.
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const programs = postgresFolder();
  if (programs === undefined)
    throw new Error("PostgreSQL is not installed: apt-get install postgresql");
  const user = serverUser();
  const folder = mkdtempSync(path.join(tmpdir(), "postgres-"));
  const remove = () => {
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    initialise({ programs, folder, user }, options);
    const port = await freePort();
    const child = spawn(path.join(programs, "postgres"), argumentsFor(folder, port), {
      ...user,
      stdio: ["ignore", "ignore", "pipe"],
      env: {},
    });
    const log: string[] = [];
    const stop = async () => {
      await end(child);
      remove();
    };
    await listening(child, log).catch(async (error: unknown) => {
      await stop();
      throw error;
    });
    return { host: "localhost", port, log, stop };
  } catch (error) {
    remove();
    throw error;
  }
}

interface Place {
  readonly programs: string;
  readonly folder: string;
  readonly user: SystemUser | undefined;
}

function initialise({ programs, folder, user }: Place, { certificate, password }: PostgresOptions) {
  const own = (file: string, text: string) => {
    const name = path.join(folder, file);
    writeFileSync(name, text, { mode: 0o600 });
    if (user !== undefined) chownSync(name, user.uid, user.gid);
    return name;
  };
  chmodSync(folder, 0o700);
  if (user !== undefined) chownSync(folder, user.uid, user.gid);
  const passwordFile = own("password", password);
  own("server.crt", certificate.cert);
  own("server.key", certificate.key);
  own(
    "hba.conf",
    "hostssl all all 127.0.0.1/32 scram-sha-256\nhostssl all all ::1/128 scram-sha-256\n",
  );
  const { status, stderr } = spawnSync(
    path.join(programs, "initdb"),
    [
      ...[
        "--pgdata",
        path.join(folder, "data"),
        "--username",
        "postgres",
        "--pwfile",
        passwordFile,
      ],
      ...["--auth", "scram-sha-256", "--encoding", "UTF8", "--no-locale", "--no-sync"],
    ],
    { ...user, cwd: folder, env: {}, encoding: "utf8" },
  );
  if (status !== 0) throw new Error(`initdb failed: ${stderr.trim()}`);
}

function argumentsFor(folder: string, port: number): readonly string[] {
  const settings = {
    port,
    listen_addresses: "localhost",
    unix_socket_directories: "",
    ssl: "on",
    ssl_cert_file: path.join(folder, "server.crt"),
    ssl_key_file: path.join(folder, "server.key"),
    hba_file: path.join(folder, "hba.conf"),
    log_statement: "all",
    log_min_duration_statement: 0,
    fsync: "off",
    shared_buffers: "16MB",
  };
  return [
    ...["-D", path.join(folder, "data")],
    ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${String(value)}`]),
  ];
}

function listening(child: ChildProcess, log: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (why: string) => {
      reject(new Error(`PostgreSQL does not start: ${why}. ${log.join("\n")}`));
    };
    const timer = setTimeout(fail, startMilliseconds, "it took too long");
    child.once("error", (error) => {
      fail(error.message);
    });
    child.once("exit", (code) => {
      clearTimeout(timer);
      fail(`it ended with ${String(code)}`);
    });
    if (child.stderr === null) return;
    // The pipe is read to its end: a full one would stop the server.
    createInterface({ input: child.stderr }).on("line", (line) => {
      log.push(line);
      if (!line.includes("database system is ready to accept connections")) return;
      clearTimeout(timer);
      resolve();
    });
  });
}

/** Ends the server at once: SIGQUIT, because nothing it stored is needed any more. */
async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGQUIT");
  await ended;
}
