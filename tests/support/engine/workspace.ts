import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** A stack that the real CLI is to preview. */
export interface CliStack {
  /** Path of the CLI. */
  readonly binary: string;
  /** Folder of Pulumi.yaml. */
  readonly directory: string;
  /** Stack name. */
  readonly stack: string;
  /** Folders of policy packs. @default - none */
  readonly policyPacks?: readonly string[];
  /** Files with the packs' configuration, one for each pack. @default - the packs' own */
  readonly policyPackConfigs?: readonly string[];
  /** Configuration values that win over the stack file's, by full key. @default - none */
  readonly config?: Readonly<Record<string, string>>;
  /** Values to encrypt into the stack's configuration, by full key. @default - none */
  readonly secrets?: Readonly<Record<string, string>>;
}

/** How a run of the CLI ended. */
export interface CliRun {
  /** Exit code; -1 when a signal ended it. */
  readonly exitCode: number;
  /** Standard output and standard error. */
  readonly output: string;
}

/** How a preview with the CLI ended. */
export interface CliPreview extends CliRun {
  /** The engine's events, one JSON object per line. */
  readonly events: string;
}

/** Starts `pulumi preview --json` with further arguments, in a stack that has been set up. */
export type StartPreview = (...furtherArguments: readonly string[]) => ChildProcess;

/** JSON file of the answers that the stand-in provider gives to invokes. */
export const answersFile = path.join(__dirname, "answers.json");

/**
 * Previews a stack with the real CLI. The engine's events are logged, for the digest that `--json`
 * prints has neither policy findings nor default providers.
 * @throws when the stack cannot be set up.
 */
export async function previewWithCli(stack: CliStack): Promise<CliPreview> {
  return withStack(stack, async (startPreview, workspace) => {
    const log = path.join(workspace, "events.json");
    const run = await endOf(startPreview("--event-log", log));
    return { ...run, events: existsSync(log) ? readFileSync(log, "utf8") : "" };
  });
}

/**
 * Sets the stack up in a backend of its own, which is removed afterwards. The project's folder is only
 * read: a new stack's salt is written into its configuration file, so the CLI works on a copy of that.
 * @throws when the stack cannot be set up.
 */
export async function withStack<Result>(
  stack: CliStack,
  use: (startPreview: StartPreview, workspace: string) => Promise<Result>,
): Promise<Result> {
  const workspace = mkdtempSync(path.join(tmpdir(), "pulumi-conformance-"));
  try {
    mkdirSync(path.join(workspace, "state"));
    await createStack(stack, workspace);
    const packs = [
      ...(stack.policyPacks ?? []).flatMap((folder) => ["--policy-pack", folder]),
      ...(stack.policyPackConfigs ?? []).flatMap((path) => ["--policy-pack-config", path]),
    ];
    const file = ["--config-file", stackFile(workspace, stack.stack)];
    const args = ["preview", "--cwd", stack.directory, "--stack", stack.stack, ...file, ...packs];
    const startPreview: StartPreview = (...further) =>
      startPulumi(stack.binary, workspace, [...args, "--json", ...further]);
    return await use(startPreview, workspace);
  } finally {
    rmSync(workspace, { recursive: true, force: true });
  }
}

async function createStack(stack: CliStack, workspace: string): Promise<void> {
  cpSync(path.join(stack.directory, "Pulumi.yaml"), path.join(workspace, "Pulumi.yaml"));
  cpSync(stackFile(stack.directory, stack.stack), stackFile(workspace, stack.stack));
  const setUp = async (...args: readonly string[]) => {
    const run = await endOf(startPulumi(stack.binary, workspace, [...args, "--cwd", workspace]));
    if (run.exitCode !== 0) throw new Error(`pulumi ${args.join(" ")}: ${run.output}`);
  };
  await setUp("stack", "init", stack.stack);
  const set = ["config", "set", "--stack", stack.stack];
  for (const [key, value] of Object.entries(stack.config ?? {})) await setUp(...set, key, value);
  for (const [key, value] of Object.entries(stack.secrets ?? {})) {
    await setUp(...set, "--secret", key, value);
  }
}

const stackFile = (directory: string, stack: string) =>
  path.join(directory, `Pulumi.${stack}.yaml`);

function startPulumi(binary: string, workspace: string, args: readonly string[]): ChildProcess {
  return spawn(binary, [...args, "--non-interactive"], {
    env: environment(binary, workspace),
    stdio: ["ignore", "pipe", "pipe"],
  });
}

function endOf(child: ChildProcess): Promise<CliRun> {
  return new Promise((resolve, reject) => {
    const output: Buffer[] = [];
    child.stdout?.on("data", (chunk: Buffer) => output.push(chunk));
    child.stderr?.on("data", (chunk: Buffer) => output.push(chunk));
    child.once("error", reject);
    child.once("close", (code) => {
      resolve({ exitCode: code ?? -1, output: Buffer.concat(output).toString() });
    });
  });
}

// Nothing of the caller's Pulumi or AWS settings reaches the CLI: no login, no account, no other plugin.
function environment(binary: string, workspace: string): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(PULUMI|AWS)_/.test(name));
  const first = [path.join(__dirname, "bin"), path.dirname(process.execPath), path.dirname(binary)];
  return {
    ...Object.fromEntries(inherited),
    PATH: [...first, process.env["PATH"]].join(path.delimiter),
    PULUMI_HOME: path.join(workspace, "home"),
    PULUMI_BACKEND_URL: `file://${path.join(workspace, "state")}`,
    PULUMI_CONFIG_PASSPHRASE: "conformance",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    // Without it the CLI does not know --event-log.
    PULUMI_DEBUG_COMMANDS: "true",
    STAND_IN_ANSWERS: answersFile,
  };
}
