import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { renderFindings } from "../console/findings";
import { renderSummary } from "../console/summary";
import { plain } from "../console/text";
import { exitCodes, UsageError } from "../errors";
import { readPolicyConfigs } from "../option-files";
import { run } from "../run";
import { type JudgeArguments, judgeUsage, parseJudgeArguments } from "./arguments";
import { type JudgeResult, judgeContents } from "./judge-stack";
import { readContents } from "./read-file";
import type { StackContents } from "./stack-contents";

async function main(argv: readonly string[]): Promise<number> {
  if (argv.includes("--help")) {
    console.log(judgeUsage);
    return exitCodes.passed;
  }
  const args = parseJudgeArguments(argv);
  const contents = readContents(args.file);
  for (const note of contents.notes) console.error(plain(`note: ${note}`));
  return args.format === "console" ? judgeForPeople(args, contents) : writeReport(args, contents);
}

const optionsOf = ({ policyPacks, policyPackConfigs, waivers }: JudgeArguments) => ({
  policyPacks: policyPacks.length > 0 ? policyPacks : [path.resolve("policy-pack")],
  policyConfig: readPolicyConfigs(policyPackConfigs),
  waiverFile: waivers === undefined ? undefined : path.resolve(waivers),
});

async function judgeForPeople(args: JudgeArguments, contents: StackContents): Promise<number> {
  const started = Date.now();
  const result = await judgeContents(contents, optionsOf(args));
  warn(result);
  const seconds = (Date.now() - started) / 1000;
  const lines = [
    renderSummary({ ...contents, ...result }, seconds),
    ...renderFindings(result.findings),
  ];
  write(args.output, `${lines.join("\n")}\n`);
  return result.exitCode;
}

// The pack writes its report itself; it reaches standard output through a file of ours.
async function writeReport(args: JudgeArguments, contents: StackContents): Promise<number> {
  const folder = mkdtempSync(path.join(tmpdir(), "judge-"));
  try {
    const file = path.join(folder, "report");
    const reports = [{ format: args.format, file }];
    const result = await judgeContents(contents, { ...optionsOf(args), reports });
    warn(result);
    if (!existsSync(file)) throw new UsageError(explainMissing(result));
    write(args.output, readFileSync(file, "utf8"));
    return result.exitCode;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function explainMissing({ findings }: JudgeResult): string {
  const reasons = findings.filter(({ rule }) => rule.startsWith("pack/"));
  return ["The policy pack wrote no report.", ...reasons.map(({ message }) => message)].join("\n");
}

function warn({ diagnostics }: JudgeResult): void {
  for (const { severity, message } of diagnostics) console.error(plain(`${severity}: ${message}`));
}

function write(file: string | undefined, text: string): void {
  if (file === undefined) {
    process.stdout.write(text);
    return;
  }
  mkdirSync(path.dirname(path.resolve(file)), { recursive: true });
  writeFileSync(file, text);
}

run(() => main(process.argv.slice(2)));
