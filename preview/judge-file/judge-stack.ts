import type { Diagnostic } from "../engine/engine-service";
import { addEngine } from "../engine/engine-service";
import { startServer } from "../engine/server";
import { stackType } from "../engine/urn";
import { exitCodes } from "../errors";
import { type Finding, sortFindings } from "../findings";
import type { GraphResource } from "../graph";
import { Judge } from "../judge";
import { Children } from "../process/children";
import type { PolicyConfig } from "../process/policy-config";
import { startAll } from "../process/policy-packs";
import type { ReportRequest } from "../report-request";
import { generations } from "./order";
import type { StackContents } from "./stack-contents";

// Enough to keep a pack busy; more would only wait in its memory.
const maxUnderWay = 32;

/** With what a stack is judged. */
export interface JudgeOptions {
  /** Folders of policy packs. */
  readonly policyPacks: readonly string[];
  /** Configuration of the packs' policies. @default - the packs' own */
  readonly policyConfig?: PolicyConfig;
  /** Reports that the pack which can is to write. @default - none */
  readonly reports?: readonly ReportRequest[];
  /** File with waivers for packs that know them, absolute. @default - the packs' own configuration */
  readonly waiverFile?: string | undefined;
}

/** What was found. */
export interface JudgeResult {
  /** Findings, in a fixed order. */
  readonly findings: readonly Finding[];
  /** What the packs logged, without debug messages. */
  readonly diagnostics: readonly Diagnostic[];
  /** Names and versions of the packs that judged, such as `name@1.0.0`. */
  readonly policyPacks: readonly string[];
  /** 0 when nothing mandatory was found, otherwise 1. */
  readonly exitCode: 0 | 1;
}

/**
 * Judges a stack of a file as the engine judges one of a program: each resource, then all of them.
 * @throws {UsageError} when a pack cannot be used.
 */
export async function judgeContents(
  contents: StackContents,
  { policyPacks, policyConfig = {}, reports = [], waiverFile }: JudgeOptions,
): Promise<JudgeResult> {
  const children = new Children();
  const stop = () => {
    children.killAll();
  };
  process.once("exit", stop);
  const diagnostics: Diagnostic[] = [];
  const log = (diagnostic: Diagnostic) => {
    if (diagnostic.severity !== "debug") diagnostics.push(diagnostic);
  };
  const { project, stack, resources, isDeployed } = contents;
  const root = resources.find(({ type }) => type === stackType)?.urn;
  const server = await startServer((grpcServer) => {
    addEngine(grpcServer, { root }, log);
  });
  try {
    const packs = await startAll(children, policyPacks, {
      engineAddress: server.address,
      definition: { project, stack, config: {}, secretKeys: [] },
      config: policyConfig,
      reports,
      waiverFile,
      isPlanned: !isDeployed,
    });
    const judge = new Judge(Promise.resolve(packs), log);
    for (const generation of generations(resources)) await judgeAll(judge, generation);
    const findings = sortFindings(await judge.finish(resources));
    return {
      findings,
      diagnostics,
      policyPacks: packs.map(({ name, version }) => `${name}@${version}`),
      exitCode: findings.some(({ level }) => level === "mandatory")
        ? exitCodes.violated
        : exitCodes.passed,
    };
  } finally {
    server.close();
    stop();
    process.removeListener("exit", stop);
  }
}

async function judgeAll(judge: Judge, resources: readonly GraphResource[]): Promise<void> {
  const waiting = resources.values();
  const work = async () => {
    for (const resource of waiting) await judge.judge(resource);
  };
  await Promise.all(Array.from({ length: maxUnderWay }, work));
}
