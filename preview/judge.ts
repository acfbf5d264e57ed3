import { analyzeResource, analyzeStack } from "./analysis";
import type { Diagnostic } from "./engine/engine-service";
import { stackType } from "./engine/urn";
import type { Properties } from "./engine/values";
import { UsageError } from "./errors";
import type { Finding } from "./findings";
import type { GraphResource } from "./graph";
import type { PolicyPack } from "./process/policy-pack";
import { remediate } from "./remediation";

/** Judges resources with the packs while the program still declares more. */
export class Judge {
  readonly #packs: Promise<readonly PolicyPack[]>;
  readonly #log: (diagnostic: Diagnostic) => void;
  readonly #submitted: Promise<unknown>[] = [];
  readonly #pending: Promise<readonly Finding[]>[] = [];
  readonly #byUrn = new Map<string, GraphResource>();

  constructor(packs: Promise<readonly PolicyPack[]>, log: (diagnostic: Diagnostic) => void) {
    this.#packs = packs;
    this.#log = log;
    // The program may end first; the error is reported when the findings are awaited.
    this.#packs.catch(() => undefined);
  }

  /**
   * Lets every pack change the resource's inputs, then judges it; requests keep the order of declaration.
   * Resolves to the inputs, and does not wait for the findings.
   */
  submit(resource: GraphResource): Promise<Properties> {
    this.#byUrn.set(resource.urn, resource);
    const submitted = this.#submit(resource);
    this.#submitted.push(submitted);
    const inputs = submitted.then((submission) => submission.inputs);
    inputs.catch(() => undefined);
    return inputs;
  }

  /** As `submit`, and waits for the findings: for callers that bound how many resources are under way. */
  async judge(resource: GraphResource): Promise<void> {
    this.#byUrn.set(resource.urn, resource);
    const submitted = this.#submit(resource);
    this.#submitted.push(submitted);
    await (await submitted).findings;
  }

  /** All findings about single resources and, after them, about the whole stack. */
  async finish(resources: readonly GraphResource[]): Promise<readonly Finding[]> {
    const packs = await this.#packs;
    await Promise.all(this.#submitted);
    const root = resources.find(({ type }) => type === stackType)?.urn ?? "";
    const single = (await Promise.all(this.#pending)).flat();
    const stack = await Promise.all(
      packs.map((pack) =>
        explainFailure(analyzeStack(pack, resources, this.#lookup), { pack, urn: root }),
      ),
    );
    return [...single, ...stack.flat()];
  }

  readonly #lookup = (urn: string) => this.#byUrn.get(urn);

  async #submit(resource: GraphResource): Promise<Submission> {
    const packs = await this.#packs;
    const { inputs, diagnostics } = await remediate(packs, resource, this.#lookup);
    diagnostics.forEach(this.#log);
    const judged = { ...resource, inputs };
    this.#byUrn.set(resource.urn, judged);
    const findings = this.#analyze(packs, judged);
    findings.catch(() => undefined);
    this.#pending.push(findings);
    return { inputs, findings };
  }

  async #analyze(
    packs: readonly PolicyPack[],
    resource: GraphResource,
  ): Promise<readonly Finding[]> {
    const { urn } = resource;
    const findings = await Promise.all(
      packs.map((pack) =>
        explainFailure(analyzeResource(pack, resource, this.#lookup), { pack, urn }),
      ),
    );
    return findings.flat();
  }
}

interface Submission {
  readonly inputs: Properties;
  readonly findings: Promise<readonly Finding[]>;
}

interface JudgedSubject {
  readonly pack: PolicyPack;
  readonly urn: string;
}

// A policy that throws fails the call: that is a finding about the pack, not a crash of the preview.
async function explainFailure(
  analysis: Promise<readonly Finding[]>,
  subject: JudgedSubject,
): Promise<readonly Finding[]> {
  try {
    return await analysis;
  } catch (error) {
    const details =
      error instanceof Error && "details" in error && typeof error.details === "string"
        ? error.details
        : String(error);
    if (/ECONNREFUSED|ECONNRESET|UNAVAILABLE|Connection dropped/.test(details)) {
      throw new UsageError(`The policy pack ${subject.pack.name} ended while it was judging.`);
    }
    return [crashFinding(subject, details)];
  }
}

function crashFinding({ pack, urn }: JudgedSubject, details: string): Finding {
  const [first = "", ...rest] = details.split("\n");
  const rule = /policy '([^']+)'/.exec(details)?.[1] ?? "policy-crash";
  const cause = rest.find((line) => line.trim() !== "" && !line.trim().startsWith("at "));
  return {
    policyPack: pack.name,
    rule,
    level: "mandatory",
    severity: "high",
    verdict: "undecided",
    urn,
    path: "",
    message: cause === undefined ? first : `${first} ${cause.trim()}`,
    why: "A policy that throws has decided nothing.",
    fix: "Correct the policy.",
    waived: "",
  };
}
