import { parseArgs } from "node:util";
import { UsageError } from "../errors";
import { reportFormats } from "../report-request";

/** What the command line asks for. */
export interface JudgeArguments {
  /** File with the resources. */
  readonly file: string;
  /** Format of what is written. */
  readonly format: string;
  /** File to write to; undefined for standard output. */
  readonly output: string | undefined;
  /** Policy pack folders; empty for `policy-pack` in this folder. */
  readonly policyPacks: readonly string[];
  /** Files with policy configuration. */
  readonly policyPackConfigs: readonly string[];
  /** File with waivers. @default - the packs' own configuration */
  readonly waivers: string | undefined;
  /** Whether whole stack traces are wanted. */
  readonly debug: boolean;
}

/** How to call it. */
export const judgeUsage = `usage: npm run judge -- <file> [options]

Judges resources that exist or are planned: a file that \`pulumi stack export\` or \`npm run preview -- --graph\` wrote.

  --format FORMAT            ${reportFormats.join(", ")} (default: console)
  --output FILE              write to a file instead of standard output
  --policy-pack DIR          policy pack to judge with; repeatable (default: policy-pack)
  --policy-pack-config FILE  configuration of its policies, as for the Pulumi CLI; repeatable
  --waivers FILE             JSON list of waivers, for packs that know them
  --debug                    whole stack traces

exit code: 0 passed, 1 violated or undecided, 2 wrong usage, file or configuration`;

/**
 * Reads the command line.
 * @throws {UsageError} when it cannot be understood.
 */
export function parseJudgeArguments(argv: readonly string[]): JudgeArguments {
  const { values, positionals } = parse(argv);
  const [file, ...rest] = positionals;
  if (file === undefined) throw new UsageError(`Name the file to judge.\n\n${judgeUsage}`);
  if (rest.length > 0) {
    throw new UsageError(`One file at a time; ${rest.join(", ")} is too many.\n\n${judgeUsage}`);
  }
  const format = values.format ?? "console";
  if (!reportFormats.includes(format)) {
    throw new UsageError(
      `--format ${format}: there is no such format; there are ${reportFormats.join(", ")}.`,
    );
  }
  return {
    file,
    format,
    output: values.output,
    policyPacks: values["policy-pack"] ?? [],
    policyPackConfigs: values["policy-pack-config"] ?? [],
    waivers: values.waivers,
    debug: values.debug ?? false,
  };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        format: { type: "string" },
        output: { type: "string" },
        "policy-pack": { type: "string", multiple: true },
        "policy-pack-config": { type: "string", multiple: true },
        waivers: { type: "string" },
        debug: { type: "boolean" },
      },
    });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${message}\n\n${judgeUsage}`);
  }
}
