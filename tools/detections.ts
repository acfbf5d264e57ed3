/** Says which detections of a stack an event fires, and whom that reaches, from its configuration alone. */
import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { planEstate } from "../plan/estate";
import { UsageError } from "../preview/errors";
import { createFiring } from "./detections/fires";
import { outcomesOf, reportText } from "./detections/report";
import { readSamples, sampleShapes } from "./detections/samples";
import { misuse } from "./misuse";
import { stackContext } from "./stack-context";

const usage = `usage: npm run detections -- EVENT.json [options]

  --stack NAME  stack whose detections are asked (default: dev)
  --cwd DIR     project folder (default: this folder)
  --json        print JSON

The file holds one event, a list of events, a file of CloudTrail's bucket, or lines of the flow log. An event is one of:
${sampleShapes}

exit code: 0 something fires, 1 nothing fires, 2 wrong usage, file or configuration`;

/** What the command prints and exits with. */
export function detectionsCommand(argv: readonly string[]): {
  exitCode: 0 | 1 | 2;
  text: string;
} {
  try {
    const { file, stack, directory, json } = readRequest(argv);
    const samples = readSamples(readFile(file));
    const { config, environment } = stackContext(directory, stack);
    const outcomes = outcomesOf(stack, samples, createFiring(planEstate(config, environment)));
    const text = json ? JSON.stringify(outcomes, null, 2) : reportText(outcomes);
    return { exitCode: outcomes.firing > 0 ? 0 : 1, text };
  } catch (error) {
    return misuse(error, usage);
  }
}

function readRequest(argv: readonly string[]) {
  const { values, positionals } = parseArgs({
    args: [...argv],
    options: {
      stack: { type: "string", default: "dev" },
      cwd: { type: "string", default: "." },
      json: { type: "boolean", default: false },
    },
    allowPositionals: true,
  });
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0) throw new UsageError(usage);
  return { file, stack: values.stack, directory: path.resolve(values.cwd), json: values.json };
}

const maxBytes = 64 * 1024 * 1024;

function readFile(file: string): string {
  try {
    if (statSync(file).size > maxBytes) throw new Error(`more than ${String(maxBytes)} bytes`);
    return readFileSync(file, "utf8");
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${file} cannot be read: ${why}`);
  }
}

if (require.main === module) {
  const { exitCode, text } = detectionsCommand(process.argv.slice(2));
  (exitCode === 2 ? console.error : console.log)(text);
  process.exitCode = exitCode;
}
