import { analyzeResource, analyzeStack } from "./analysis";
import { UsageError } from "./errors";
import type { Finding } from "./findings";
import type { GraphResource } from "./graph";
import type { PolicyPack } from "./process/policy-pack";

/** Judges resources with the packs while the program still declares more. */
export class Judge {
  readonly #packs: Promise<readonly PolicyPack[]>;
  readonly #pending: Promise<readonly Finding[]>[] = [];
  readonly #byUrn = new Map<string, GraphResource>();

  constructor(packs: Promise<readonly PolicyPack[]>) {
    this.#packs = packs;
    // The program may end first; the error is reported when the findings are awaited.
    this.#packs.catch(() => undefined);
  }

  /** Sends a resource to every pack; requests keep the order of declaration. */
  submit(resource: GraphResource): void {
    this.#byUrn.set(resource.urn, resource);
    const findings = this.#packs.then((packs) => this.#analyze(packs, resource));
    findings.catch(() => undefined);
    this.#pending.push(findings);
  }

  /** All findings about single resources and, after them, about the whole stack. */
  async finish(resources: readonly GraphResource[]): Promise<readonly Finding[]> {
    const packs = await this.#packs;
    const single = (await Promise.all(this.#pending)).flat();
    const lookup = (urn: string) => this.#byUrn.get(urn);
    const stack = await Promise.all(
      packs.map((pack) => explainFailure(pack, analyzeStack(pack, resources, lookup))),
    );
    return [...single, ...stack.flat()];
  }

  async #analyze(
    packs: readonly PolicyPack[],
    resource: GraphResource,
  ): Promise<readonly Finding[]> {
    const lookup = (urn: string) => this.#byUrn.get(urn);
    const findings = await Promise.all(
      packs.map((pack) => explainFailure(pack, analyzeResource(pack, resource, lookup))),
    );
    return findings.flat();
  }
}

// A policy that throws fails the call: that is a finding about the pack, not a crash of the preview.
async function explainFailure(
  pack: PolicyPack,
  analysis: Promise<readonly Finding[]>,
): Promise<readonly Finding[]> {
  try {
    return await analysis;
  } catch (error) {
    const details =
      error instanceof Error && "details" in error && typeof error.details === "string"
        ? error.details
        : String(error);
    if (/ECONNREFUSED|ECONNRESET|UNAVAILABLE|Connection dropped/.test(details)) {
      throw new UsageError(`The policy pack ${pack.name} ended while it was judging.`);
    }
    return [crashFinding(pack, details)];
  }
}

function crashFinding(pack: PolicyPack, details: string): Finding {
  const [first = "", ...rest] = details.split("\n");
  const rule = /policy '([^']+)'/.exec(details)?.[1] ?? "policy-crash";
  const cause = rest.find((line) => line.trim() !== "" && !line.trim().startsWith("at "));
  return {
    policyPack: pack.name,
    rule,
    level: "mandatory",
    severity: "high",
    verdict: "undecided",
    urn: "",
    path: "",
    message: cause === undefined ? first : `${first} ${cause.trim()}`,
    why: "A policy that throws has decided nothing.",
    fix: "Correct the policy.",
  };
}
