import path from "node:path";
import type { ResourceListener } from "./engine/deployment";
import { Deployment } from "./engine/deployment";
import { addEngine, type Diagnostic } from "./engine/engine-service";
import type { InvokeAnswers } from "./engine/invokes";
import { addResourceMonitor } from "./engine/monitor";
import { startServer } from "./engine/server";
import type { StackOutputs } from "./engine/stack-reference";
import type { Properties } from "./engine/values";
import { exitCodes, ProgramError } from "./errors";
import type { ExplanationRequest } from "./explanations";
import type { Finding } from "./findings";
import { sortFindings } from "./findings";
import type { GraphResource } from "./graph";
import { Judge } from "./judge";
import { Children } from "./process/children";
import { explainProgramFailure } from "./process/failure";
import type { PolicyConfig } from "./process/policy-config";
import type { PolicyPack, PolicyPackOptions } from "./process/policy-pack";
import { startAll } from "./process/policy-packs";
import { runProgram } from "./process/program";
import type { ReportRequest } from "./report-request";
import { readStack } from "./stack-file";

/** What to preview, and with what. */
export interface PreviewOptions {
  /** Folder of Pulumi.yaml. */
  readonly directory: string;
  /** Stack name. */
  readonly stack: string;
  /** Folders of policy packs. @default - none: nothing is judged */
  readonly policyPacks?: readonly string[];
  /** Configuration of the packs' policies. @default - the packs' own */
  readonly policyConfig?: PolicyConfig;
  /** Reports that the pack which can is to write. @default - none */
  readonly reports?: readonly ReportRequest[];
  /** Questions that the pack which can is to answer. @default - none */
  readonly explanations?: readonly ExplanationRequest[];
  /** File with waivers for packs that know them, absolute. @default - the packs' own configuration */
  readonly waiverFile?: string | undefined;
  /** Configuration values that win over the stack file's. @default - none */
  readonly config?: Readonly<Record<string, string>>;
  /** Answers to invokes, by token. @default - the built-in ones only */
  readonly answers?: InvokeAnswers;
  /** Outputs of other stacks, by stack name. @default - none: they are unknown */
  readonly stackOutputs?: StackOutputs;
  /** Seconds until a program that has not ended is stopped. @default 300 */
  readonly timeoutSeconds?: number;
  /** Whether whole stack traces are wanted. @default false */
  readonly debug?: boolean;
  /** Told of each resource as it is declared. @default - nobody is told */
  readonly onResource?: (resource: GraphResource) => void;
  /** Ends the preview early. @default - it runs to its end */
  readonly signal?: AbortSignal;
}

/** What a preview has found. */
export interface PreviewResult {
  /** Project name. */
  readonly project: string;
  /** Stack name. */
  readonly stack: string;
  /** Every declared resource, in order of declaration. */
  readonly resources: readonly GraphResource[];
  /** Outputs of the stack. */
  readonly outputs: Properties;
  /** Findings, in a fixed order. */
  readonly findings: readonly Finding[];
  /** What the program logged, without debug messages. */
  readonly diagnostics: readonly Diagnostic[];
  /** Full keys of encrypted configuration values, which were replaced by placeholders. */
  readonly concealedKeys: readonly string[];
  /** Names and versions of the packs that judged, such as `name@1.0.0`. */
  readonly policyPacks: readonly string[];
  /** 0 when nothing mandatory was found, otherwise 1. */
  readonly exitCode: 0 | 1;
}

/**
 * Runs a Pulumi Node program as `pulumi preview` would, without a CLI, a provider or an account.
 * @throws {UsageError} when stack, configuration or a pack cannot be used.
 * @throws {ProgramError} when the program fails or does not end in time.
 */
export async function previewProgram(options: PreviewOptions): Promise<PreviewResult> {
  const children = new Children();
  const stop = () => {
    children.killAll();
  };
  options.signal?.addEventListener("abort", stop, { once: true });
  process.once("exit", stop);
  try {
    return await preview(options, children);
  } finally {
    stop();
    process.removeListener("exit", stop);
    options.signal?.removeEventListener("abort", stop);
  }
}

async function preview(options: PreviewOptions, children: Children): Promise<PreviewResult> {
  const directory = path.resolve(options.directory);
  const definition = readStack(directory, options.stack, options.config);
  const diagnostics: Diagnostic[] = [];
  const declared: { listener: ResourceListener } = {
    listener: ({ inputs }) => Promise.resolve(inputs),
  };
  const deployment = new Deployment(definition, (resource) => declared.listener(resource));
  const log = (diagnostic: Diagnostic) => {
    if (diagnostic.severity !== "debug") diagnostics.push(diagnostic);
  };
  const server = await startServer((grpcServer) => {
    const { answers = {}, stackOutputs = {} } = options;
    addResourceMonitor(grpcServer, { definition, deployment, answers, stackOutputs });
    addEngine(grpcServer, deployment, log);
  });
  try {
    const packs = startPolicyPacks(children, options, {
      engineAddress: server.address,
      definition,
    });
    const judge = new Judge(packs, log);
    declared.listener = (resource) => {
      options.onResource?.(resource);
      // What is read exists already; the engine shows policies only what it would create.
      return resource.read ? Promise.resolve(resource.inputs) : judge.submit(resource);
    };
    const program = runProgram(definition, children, {
      monitorAddress: server.address,
      engineAddress: server.address,
      debug: options.debug ?? false,
      onOutput: (text) => {
        log({ severity: "info", message: text.trimEnd(), urn: "" });
      },
    });
    const timeout = timeoutOf(options);
    // A pack that cannot load ends the preview at once; otherwise the program decides how long it takes.
    const exit = await Promise.race([program, packs.then(() => program), timeout.expired]).finally(
      timeout.clear,
    );
    if (!exit.succeeded) throw explainProgramFailure(diagnostics, exit.errorOutput);
    const findings = sortFindings(
      await judge.finish(deployment.resources.filter(({ read }) => !read)),
    );
    return {
      project: definition.project,
      stack: definition.stack,
      resources: deployment.resources,
      outputs: deployment.find(deployment.root ?? "")?.outputs ?? {},
      findings,
      diagnostics,
      concealedKeys: definition.secretKeys,
      policyPacks: (await packs).map(({ name, version }) => `${name}@${version}`),
      exitCode: findings.some(({ level }) => level === "mandatory")
        ? exitCodes.violated
        : exitCodes.passed,
    };
  } finally {
    server.close();
  }
}

function startPolicyPacks(
  children: Children,
  options: PreviewOptions,
  shared: Pick<PolicyPackOptions, "engineAddress" | "definition">,
): Promise<readonly PolicyPack[]> {
  const { policyPacks = [], policyConfig: config = {}, waiverFile } = options;
  const { reports = [], explanations = [] } = options;
  const requests = { reports, explanations, waiverFile };
  return startAll(children, policyPacks, { ...shared, config, ...requests });
}

function timeoutOf({ timeoutSeconds = 300, signal }: PreviewOptions) {
  let timer: NodeJS.Timeout | undefined;
  const expired = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new ProgramError(`The program did not end within ${String(timeoutSeconds)} seconds.`));
    }, timeoutSeconds * 1000);
    signal?.addEventListener("abort", () => {
      reject(new ProgramError("The preview was interrupted."));
    });
  });
  expired.catch(() => undefined);
  return {
    expired,
    clear: () => {
      clearTimeout(timer);
    },
  };
}
