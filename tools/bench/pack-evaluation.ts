import path from "node:path";
import { previewProgram } from "../../preview";
import { analyzeResource, analyzeStack } from "../../preview/analysis";
import { startServer } from "../../preview/engine/server";
import { Children } from "../../preview/process/children";
import { startPolicyPack } from "../../preview/process/policy-pack";
import { readStack } from "../../preview/stack-file";

/** How long a policy pack takes to judge a program that has been previewed already. */
export interface PackEvaluation {
  /** Resources judged. */
  readonly resources: number;
  /** Milliseconds per resource of the resource policies, the protocol included. */
  readonly resourceMilliseconds: number;
  /** Milliseconds per resource of the stack policies, the protocol included. */
  readonly stackMilliseconds: number;
}

/** A program and the pack that judges it. */
export interface PackSubject {
  /** Folder of Pulumi.yaml. */
  readonly directory: string;
  /** Folder of PulumiPolicy.yaml. */
  readonly pack: string;
  /** Configuration values that win over the stack file's. */
  readonly config: Readonly<Record<string, string>>;
}

/** Measures a pack by itself: the program has run, the pack has booted, one resource goes after another. */
export async function evaluatePack(subject: PackSubject): Promise<PackEvaluation> {
  const { resources } = await previewProgram({ ...subject, stack: "dev" });
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  const lookup = (urn: string) => byUrn.get(urn);
  const children = new Children();
  const server = await startServer(() => undefined);
  try {
    const pack = await startPolicyPack(children, {
      directory: path.resolve(subject.pack),
      engineAddress: server.address,
      definition: readStack(subject.directory, "dev", subject.config),
      config: {},
    });
    const single = await millisecondsOf(async () => {
      for (const resource of resources) await analyzeResource(pack, resource, lookup);
    });
    const whole = await millisecondsOf(() => analyzeStack(pack, resources, lookup));
    return {
      resources: resources.length,
      resourceMilliseconds: single / resources.length,
      stackMilliseconds: whole / resources.length,
    };
  } finally {
    children.killAll();
    server.close();
  }
}

async function millisecondsOf(run: () => Promise<unknown>): Promise<number> {
  const started = process.hrtime.bigint();
  await run();
  return Number(process.hrtime.bigint() - started) / 1e6;
}
