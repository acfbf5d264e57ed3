/**
 * Installs moto, which answers AWS calls on this machine, into `.cache/moto`: `npm run moto:install`. What is
 * installed is pinned by version and hash; an installation that is there already is left alone.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

const root = path.resolve(__dirname, "../..");
const ownFolder = path.join(root, ".cache/moto");
const requirements = path.join(__dirname, "requirements.txt");

/** Where moto is installed, and by what. */
export interface InstallOptions {
  /** Folder of its own, which is made anew. @default .cache/moto of the project */
  readonly folder?: string;
  /** Program to make the virtual environment with. @default python3 */
  readonly python?: string;
}

/** Something that the machine lacks; the message says what to do. */
export class InstallError extends Error {
  override readonly name = "InstallError";
}

/** The server's program. */
export const motoServer = serverIn(ownFolder);

function serverIn(folder: string): string {
  return path.join(folder, "bin/moto_server");
}

const markerIn = (folder: string) => path.join(folder, "installed");

const wanted = () => createHash("sha256").update(readFileSync(requirements)).digest("hex");

/** Whether exactly what is pinned is installed. */
export function isMotoInstalled(folder = ownFolder): boolean {
  const marker = markerIn(folder);
  const isThere = existsSync(serverIn(folder)) && existsSync(marker);
  return isThere && readFileSync(marker, "utf8") === wanted();
}

/**
 * Installs moto unless it is installed. Whether there was anything to do.
 * @throws InstallError when Python or its module for virtual environments is missing, or pip fails.
 */
export function installMoto({
  folder = ownFolder,
  python = "python3",
}: InstallOptions = {}): boolean {
  if (isMotoInstalled(folder)) return false;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(path.dirname(folder), { recursive: true });
  run(python, ["-m", "venv", folder], `Install ${python} 3.10 or newer with its module venv.`);
  run(
    path.join(folder, "bin/python"),
    [
      ...["-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"],
      ...["--require-hashes", "--requirement", requirements],
    ],
    "pip needs a package index that it can reach; PIP_INDEX_URL names another one.",
  );
  writeFileSync(markerIn(folder), wanted());
  return true;
}

function run(program: string, args: readonly string[], fix: string): void {
  const { error, status, stderr } = spawnSync(program, args, { encoding: "utf8" });
  if (error === undefined && status === 0) return;
  const said = error?.message ?? stderr.trim().split("\n").slice(-3).join("\n");
  throw new InstallError(`moto cannot be installed: ${program} failed.\n${said}\n${fix}`);
}

if (require.main === module) {
  try {
    console.log(installMoto() ? "moto is installed in .cache/moto" : "moto is installed already");
  } catch (error) {
    if (!(error instanceof InstallError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
