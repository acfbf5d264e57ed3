import { createRequire } from "node:module";
import path from "node:path";
import { UsageError } from "../errors";
import type { StackDefinition } from "../stack-file";
import type { Children } from "./children";
import { exitOf } from "./children";

/** How the program is run. */
export interface ProgramOptions {
  /** Address of the ResourceMonitor service. */
  readonly monitorAddress: string;
  /** Address of the Engine service. */
  readonly engineAddress: string;
  /** Whether whole stack traces are wanted; they cost time for every resource. */
  readonly debug: boolean;
  /** Receives what the program writes to its standard streams. */
  readonly onOutput: (text: string) => void;
}

/** How the program ended. */
export interface ProgramExit {
  /** Whether it ended without an error. */
  readonly succeeded: boolean;
  /** Last lines of its standard error stream. */
  readonly errorOutput: string;
}

/** Runs the program in Pulumi's stock Node language runtime, as the CLI does, as a dry run. */
export async function runProgram(
  definition: StackDefinition,
  children: Children,
  options: ProgramOptions,
): Promise<ProgramExit> {
  const child = children.start({
    args: [
      ...(options.debug ? [] : ["--stack-trace-limit=1"]),
      locate("@pulumi/pulumi/cmd/run", definition.directory),
      ...runArguments(definition, options),
    ],
    cwd: definition.directory,
    env: programEnvironment(definition),
  });
  let errorOutput = "";
  child.stdout?.on("data", (chunk: Buffer) => {
    options.onOutput(chunk.toString());
  });
  child.stderr?.on("data", (chunk: Buffer) => {
    errorOutput = `${errorOutput}${chunk.toString()}`.slice(-20_000);
  });
  const { code } = await exitOf(child);
  return { succeeded: code === 0, errorOutput };
}

function runArguments(definition: StackDefinition, options: ProgramOptions): readonly string[] {
  const { directory, project, stack, main } = definition;
  const [programDirectory, entryPoint] = locateProgram(directory, main);
  const flags = {
    monitor: options.monitorAddress,
    engine: options.engineAddress,
    organization: "organization",
    project,
    stack,
    "root-directory": directory,
    pwd: programDirectory,
    parallel: "16",
  };
  const pairs = Object.entries(flags).flatMap(([name, value]) => [`--${name}`, value]);
  return [...pairs, "--dry-run", entryPoint];
}

// `main` names a folder, which becomes the working directory, or a file in one.
function locateProgram(directory: string, main: string): readonly [string, string] {
  const isFile = /\.[cm]?[jt]s$/.test(main);
  if (main === "." || !isFile) return [path.resolve(directory, main), "."];
  return [path.resolve(directory, path.dirname(main)), path.basename(main)];
}

function programEnvironment(definition: StackDefinition) {
  return {
    PULUMI_CONFIG: JSON.stringify(definition.config),
    PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(definition.secretKeys),
    PULUMI_NODEJS_TYPESCRIPT: definition.typescript ? "true" : undefined,
    PULUMI_NODEJS_TRANSPILE_ONLY: "true",
    PULUMI_NODEJS_TSCONFIG_PATH: definition.tsconfig,
    // An Output in a template string is an error in the program; say so instead of writing its source.
    PULUMI_ERROR_OUTPUT_STRING: "1",
  };
}

/** The path of a module as seen from a folder. */
export function locate(request: string, directory: string): string {
  try {
    return createRequire(path.join(directory, "package.json")).resolve(request);
  } catch {
    throw new UsageError(`${request} is not installed for ${directory}; run npm ci there first.`);
  }
}
