import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** What the real CLI is to preview. */
export interface CliRequest {
  /** Path of the CLI. */
  readonly binary: string;
  /** Folder of Pulumi.yaml. */
  readonly directory: string;
  /** Stack name. */
  readonly stack: string;
  /** Folders of policy packs. @default - none */
  readonly policyPacks?: readonly string[];
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

/** JSON file of the answers that the stand-in provider gives to invokes. */
export const answersFile = path.join(__dirname, "answers.json");

/**
 * Runs `pulumi preview --json` in a backend of its own that is removed afterwards. The project's folder
 * is only read. The engine's events are logged beside it, for the digest that `--json` prints has
 * neither policy findings nor default providers.
 * @throws when the stack cannot be set up.
 */
export async function previewWithCli(request: CliRequest): Promise<CliPreview> {
  return inWorkspace(request, async (workspace) => {
    const log = path.join(workspace, "events.json");
    const packs = (request.policyPacks ?? []).flatMap((folder) => ["--policy-pack", folder]);
    const run = await pulumi(request, workspace, [
      ...["preview", "--cwd", request.directory, "--stack", request.stack],
      ...["--config-file", stackFile(workspace, request.stack), "--event-log", log],
      ...["--json", "--non-interactive", ...packs],
    ]);
    return { ...run, events: existsSync(log) ? readFileSync(log, "utf8") : "" };
  });
}

async function inWorkspace<Result>(
  request: CliRequest,
  use: (workspace: string) => Promise<Result>,
): Promise<Result> {
  const workspace = mkdtempSync(path.join(tmpdir(), "pulumi-conformance-"));
  try {
    mkdirSync(path.join(workspace, "state"));
    await createStack(request, workspace);
    return await use(workspace);
  } finally {
    rmSync(workspace, { recursive: true, force: true });
  }
}

// A new stack's salt is written into its configuration file, so that file is a copy.
async function createStack(request: CliRequest, workspace: string): Promise<void> {
  const { directory, stack } = request;
  cpSync(path.join(directory, "Pulumi.yaml"), path.join(workspace, "Pulumi.yaml"));
  cpSync(stackFile(directory, stack), stackFile(workspace, stack));
  await setUp(request, workspace, ["stack", "init", stack]);
  for (const [key, value] of Object.entries(request.secrets ?? {})) {
    await setUp(request, workspace, ["config", "set", "--stack", stack, "--secret", key, value]);
  }
}

async function setUp(request: CliRequest, workspace: string, args: readonly string[]) {
  const run = await pulumi(request, workspace, [...args, "--cwd", workspace, "--non-interactive"]);
  if (run.exitCode !== 0) throw new Error(`pulumi ${args.join(" ")}: ${run.output}`);
}

const stackFile = (directory: string, stack: string) =>
  path.join(directory, `Pulumi.${stack}.yaml`);

function pulumi({ binary }: CliRequest, workspace: string, args: readonly string[]) {
  return new Promise<CliRun>((resolve, reject) => {
    const env = environment(binary, workspace);
    const child = spawn(binary, args, { env, stdio: ["ignore", "pipe", "pipe"] });
    const output: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => output.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => output.push(chunk));
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
