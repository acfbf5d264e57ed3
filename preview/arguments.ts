import { parseArgs } from "node:util";
import { UsageError } from "./errors";
import { parseReportRequest, type ReportRequest } from "./report-request";

/** What the command line asks for. */
export interface Arguments {
  /** Stack to preview. */
  readonly stack: string;
  /** Folder of the project. */
  readonly cwd: string;
  /** Policy pack folders; empty for the project's own. */
  readonly policyPacks: readonly string[];
  /** Files with policy configuration. */
  readonly policyPackConfigs: readonly string[];
  /** File with waivers. @default - the packs' own configuration */
  readonly waivers: string | undefined;
  /** Configuration values by key. */
  readonly config: Readonly<Record<string, string>>;
  /** Reports that the policy pack writes. */
  readonly reports: readonly ReportRequest[];
  /** Questions that the policy pack answers. @default - none */
  readonly questions: readonly string[];
  /** File for the preview's own report. @default - not written */
  readonly json: string | undefined;
  /** File for the graph. @default - not written */
  readonly graph: string | undefined;
  /** File with answers to invokes. @default - none */
  readonly answers: string | undefined;
  /** File with outputs of other stacks. @default - none */
  readonly stackOutputs: string | undefined;
  /** Whether policies are left out. */
  readonly noPolicy: boolean;
  /** Seconds until a program is stopped. */
  readonly timeoutSeconds: number;
  /** Whether whole stack traces are wanted. */
  readonly debug: boolean;
}

/** How to call the preview. */
export const usage = `usage: npm run preview -- <stack> [options]

  --cwd DIR                  project folder (default: this folder)
  --policy-pack DIR          policy pack to judge with; repeatable (default: policy-pack of the project)
  --policy-pack-config FILE  configuration of its policies, as for the Pulumi CLI; repeatable
  --waivers FILE             JSON list of waivers, for packs that know them
  --config KEY=VALUE         configuration value that wins over the stack file; repeatable
  --answers FILE             JSON object: results of invokes, by token
  --stack-outputs FILE       JSON object: outputs of other stacks, by stack name
  --report FORMAT=FILE       let the policy pack write its report: json, sarif, junit, csv, html, markdown
                             or console; repeatable
  --explain QUESTION         let the policy pack say what AWS would decide, and print its answer instead:
                             "<caller> <service:Action> <kind>/<name>[text] [condition-key=value …]",
                             such as "orbit kms:Decrypt key/axon"; repeatable
  --json FILE                write the preview's own report
  --graph FILE               write every resource
  --no-policy                judge nothing
  --timeout SECONDS          stop a program that does not end (default: 300)
  --debug                    whole stack traces

exit code: 0 passed, or every question answered; 1 violated or undecided, 2 wrong usage or configuration, 3 the program failed`;

/**
 * Reads the command line.
 * @throws {UsageError} when it cannot be understood.
 */
export function parseArguments(argv: readonly string[]): Arguments {
  const { values, positionals } = parse(argv);
  const [stack, ...rest] = positionals;
  if (stack === undefined) throw new UsageError(`Name the stack to preview.\n\n${usage}`);
  if (rest.length > 0) {
    throw new UsageError(`One stack at a time; ${rest.join(", ")} is too many.\n\n${usage}`);
  }
  return {
    stack,
    cwd: values.cwd ?? ".",
    policyPacks: values["policy-pack"] ?? [],
    policyPackConfigs: values["policy-pack-config"] ?? [],
    waivers: values.waivers,
    config: parseConfigValues(values.config ?? []),
    reports: (values.report ?? []).map(parseReportRequest),
    questions: values.explain,
    json: values.json,
    graph: values.graph,
    answers: values.answers,
    stackOutputs: values["stack-outputs"],
    noPolicy: values["no-policy"] ?? false,
    timeoutSeconds: parseSeconds(values.timeout),
    debug: values.debug ?? false,
  };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        cwd: { type: "string" },
        "policy-pack": { type: "string", multiple: true },
        "policy-pack-config": { type: "string", multiple: true },
        waivers: { type: "string" },
        config: { type: "string", multiple: true },
        report: { type: "string", multiple: true },
        explain: { type: "string", multiple: true, default: [] },
        json: { type: "string" },
        graph: { type: "string" },
        answers: { type: "string" },
        "stack-outputs": { type: "string" },
        "no-policy": { type: "boolean" },
        timeout: { type: "string" },
        debug: { type: "boolean" },
      },
    });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${message}\n\n${usage}`);
  }
}

function parseConfigValues(pairs: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf("=");
      if (at < 1) throw new UsageError(`--config ${pair}: write KEY=VALUE.`);
      return [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );
}

function parseSeconds(text: string | undefined): number {
  const seconds = Number(text ?? "300");
  if (Number.isFinite(seconds) && seconds > 0) return seconds;
  throw new UsageError(`--timeout ${text ?? ""}: give a number of seconds above 0.`);
}
