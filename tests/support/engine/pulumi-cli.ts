import { spawnSync } from "node:child_process";
import { accessSync, constants, readFileSync, realpathSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";

/** The real Pulumi CLI, or why there is none to compare with. */
export type PulumiCli =
  | { readonly found: true; readonly binary: string }
  | { readonly found: false; readonly reason: string };

/**
 * Looks for the real CLI: `PULUMI_BIN`, then a `pulumi` on the PATH outside node_modules, then the
 * binary that the npm package `pulumi` has already fetched. It never makes that package fetch one.
 * @throws when `PULUMI_BIN` names something that does not answer `pulumi version`.
 */
export function findPulumi(environment: NodeJS.ProcessEnv): PulumiCli {
  const chosen = environment["PULUMI_BIN"];
  if (chosen !== undefined && chosen !== "") {
    if (answersVersion(chosen)) return { found: true, binary: chosen };
    throw new Error(`PULUMI_BIN is ${chosen}, which does not answer "pulumi version".`);
  }
  const candidates = [...onPath(environment), ...fetchedByLauncher(environment)];
  const binary = candidates.find(answersVersion);
  if (binary !== undefined) return { found: true, binary };
  return { found: false, reason: "no pulumi on the PATH; install it or set PULUMI_BIN" };
}

function onPath({ PATH = "" }: NodeJS.ProcessEnv): readonly string[] {
  return PATH.split(path.delimiter)
    .filter((folder) => folder !== "")
    .map((folder) => path.join(folder, executable))
    .filter((file) => isExecutable(file) && !realpathSync(file).includes("node_modules"));
}

// The launcher keeps each version it fetched in ~/.pulumi/versions, and starts the one of its own version.
function fetchedByLauncher(environment: NodeJS.ProcessEnv): readonly string[] {
  const home = environment["PULUMI_HOME"] ?? path.join(homedir(), ".pulumi");
  const version = environment["PULUMI_VERSION"] ?? launcherVersion();
  const file = path.join(home, "versions", version, "bin", executable);
  return isExecutable(file) ? [file] : [];
}

function launcherVersion(): string {
  const manifest: unknown = JSON.parse(
    readFileSync(require.resolve("pulumi/package.json"), "utf8"),
  );
  const hasVersion = typeof manifest === "object" && manifest !== null && "version" in manifest;
  return hasVersion ? String(manifest.version) : "";
}

const executable = process.platform === "win32" ? "pulumi.exe" : "pulumi";

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function answersVersion(binary: string): boolean {
  const env = { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" };
  return spawnSync(binary, ["version"], { env, stdio: "ignore", timeout: 20_000 }).status === 0;
}
