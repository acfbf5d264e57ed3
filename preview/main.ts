import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Arguments } from "./arguments";
import { parseArguments, usage } from "./arguments";
import { renderFindings } from "./console/findings";
import { ProgressLine } from "./console/progress";
import { renderSummary } from "./console/summary";
import { plain } from "./console/text";
import { renderTree } from "./console/tree";
import type { Properties } from "./engine/values";
import { exitCodes, UsageError } from "./errors";
import { presentGraph } from "./graph";
import type { PreviewOptions, PreviewResult } from "./index";
import { previewProgram } from "./index";
import type { PolicyConfig } from "./process/policy-config";
import { reportOf } from "./report";

async function main(argv: readonly string[]): Promise<number> {
  if (argv.includes("--help")) {
    console.log(usage);
    return exitCodes.passed;
  }
  const started = Date.now();
  const progress = new ProgressLine(process.stderr);
  const interrupt = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      interrupt.abort();
    });
  }
  const args = parseArguments(argv);
  const result = await previewProgram({
    ...optionsOf(args),
    signal: interrupt.signal,
    onResource: () => {
      progress.advance();
    },
  }).finally(() => {
    progress.clear();
  });
  writeFiles(args, result);
  print(result, (Date.now() - started) / 1000);
  return result.exitCode;
}

function optionsOf(args: Arguments): PreviewOptions {
  const directory = path.resolve(args.cwd);
  const own = path.join(directory, "policy-pack");
  const chosen = args.policyPacks.length > 0 ? args.policyPacks : existsSync(own) ? [own] : [];
  return {
    directory,
    stack: args.stack,
    policyPacks: args.noPolicy ? [] : chosen,
    policyConfig: Object.fromEntries(
      args.policyPackConfigs.flatMap((file) => Object.entries(readPolicyConfig(file))),
    ),
    config: args.config,
    answers: readObjects(args.answers),
    stackOutputs: readObjects(args.stackOutputs),
    timeoutSeconds: args.timeoutSeconds,
    debug: args.debug,
  };
}

function readJson(file: string): object {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new UsageError(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  throw new UsageError(`${file}: a JSON object is expected.`);
}

function readObjects(file: string | undefined): Readonly<Record<string, Properties>> {
  const value = file === undefined ? {} : readJson(file);
  for (const [key, entry] of Object.entries(value)) {
    if (typeof entry !== "object" || entry === null) {
      throw new UsageError(`${file ?? ""}: ${key} must be a JSON object.`);
    }
  }
  return value as Readonly<Record<string, Properties>>;
}

function readPolicyConfig(file: string): PolicyConfig {
  const value = readJson(file);
  for (const [key, entry] of Object.entries(value)) {
    if (typeof entry !== "string" && (typeof entry !== "object" || entry === null)) {
      throw new UsageError(`${file}: ${key} must be an enforcement level or a JSON object.`);
    }
  }
  return value as PolicyConfig;
}

function writeFiles(args: Arguments, result: PreviewResult): void {
  const write = (file: string | undefined, value: () => unknown) => {
    if (file !== undefined) writeFileSync(file, `${JSON.stringify(value(), null, 2)}\n`);
  };
  write(args.json, () => reportOf(result));
  write(args.graph, () => presentGraph(result.resources));
}

function print(result: PreviewResult, seconds: number): void {
  const logged = result.diagnostics.map(
    ({ severity, message }) => `${severity}: ${plain(message)}`,
  );
  const concealed = result.concealedKeys.map(
    (key) => `note: ${key} is encrypted; a placeholder stands in for it`,
  );
  const lines = [
    ...logged,
    ...concealed,
    ...renderTree(result.resources),
    ...renderFindings(result.findings),
    "",
    renderSummary(result, seconds),
  ];
  console.log(lines.join("\n"));
}

function fail(error: unknown): number {
  if (!(error instanceof Error)) throw error;
  console.error(plain(error.message));
  if (process.argv.includes("--debug") && error.stack !== undefined) console.error(error.stack);
  return error instanceof UsageError ? exitCodes.misused : exitCodes.failed;
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.exitCode = fail(error);
  },
);
