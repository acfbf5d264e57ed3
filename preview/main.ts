import { existsSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Arguments } from "./arguments";
import { parseArguments, usage } from "./arguments";
import { renderFindings } from "./console/findings";
import { ProgressLine } from "./console/progress";
import { renderSummary } from "./console/summary";
import { plain } from "./console/text";
import { renderTree } from "./console/tree";
import { exitCodes } from "./errors";
import { withExplanations } from "./explanations";
import { presentGraph } from "./graph";
import type { PreviewOptions, PreviewResult } from "./index";
import { previewProgram } from "./index";
import { readObjects, readPolicyConfigs } from "./option-files";
import { remoteComponents, reportOf } from "./report";
import { run } from "./run";

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
  const { result, answers } = await withExplanations(args.questions, (explanations) =>
    previewProgram({
      ...optionsOf(args),
      explanations,
      signal: interrupt.signal,
      onResource: () => {
        progress.advance();
      },
    }).finally(() => {
      progress.clear();
    }),
  );
  writeFiles(args, result);
  if (answers.length > 0) {
    console.log(answers.map(plainLines).join("\n\n"));
    return exitCodes.passed;
  }
  print(result, (Date.now() - started) / 1000);
  return result.exitCode;
}

const plainLines = (text: string): string => text.split("\n").map(plain).join("\n");

function optionsOf(args: Arguments): PreviewOptions {
  const directory = path.resolve(args.cwd);
  const own = path.join(directory, "policy-pack");
  const chosen = args.policyPacks.length > 0 ? args.policyPacks : existsSync(own) ? [own] : [];
  return {
    directory,
    stack: args.stack,
    policyPacks: args.noPolicy ? [] : chosen,
    policyConfig: readPolicyConfigs(args.policyPackConfigs),
    waiverFile: args.waivers === undefined ? undefined : path.resolve(args.waivers),
    reports: args.reports,
    config: args.config,
    answers: readObjects(args.answers),
    stackOutputs: readObjects(args.stackOutputs),
    timeoutSeconds: args.timeoutSeconds,
    debug: args.debug,
  };
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
  const remote = remoteComponents(result.resources).map(
    ({ name, type }) =>
      `note: ${plain(`${name} (${type})`)} is built by a provider plugin; what it creates is not judged offline`,
  );
  const lines = [
    ...logged,
    ...concealed,
    ...remote,
    ...renderTree(result.resources),
    "",
    renderSummary(result, seconds),
    ...renderFindings(result.findings),
  ];
  console.log(lines.join("\n"));
}

run(() => main(process.argv.slice(2)));
