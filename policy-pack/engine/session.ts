import { configureRules, type PackConfiguration } from "./configuration";
import type { DeclaredDocument } from "./contract";
import { declaredDocuments, declaredIn } from "./contract";
import { coverageFindings } from "./coverage";
import type { Finding } from "./finding";
import { judgeResource, judgeStack } from "./judge";
import type { JudgedResource, Rule, StackResource } from "./rule";
import { stackOf } from "./stack";
import type { Properties } from "./value";

/** What is remembered between the resources of one stack and its end. */
export class Session {
  readonly #rules: readonly Rule[];
  readonly #inputs = new Map<string, Properties>();
  readonly #declared = new Map<string, readonly DeclaredDocument[]>();

  constructor(rules: readonly Rule[], configuration: PackConfiguration) {
    this.#rules = configureRules(rules, configuration);
  }

  /** Judges a resource, and remembers its inputs: the end of the stack brings outputs only. */
  judgeResource(resource: JudgedResource): readonly Finding[] {
    this.#inputs.set(resource.urn, resource.properties);
    const declared = declaredIn(resource.urn, resource.properties);
    if (declared.length > 0) this.#declared.set(resource.urn, declared);
    return judgeResource(this.#rules, resource, this.#documents());
  }

  /** Judges the stack by inputs where they were seen, by outputs where they were not. */
  judgeStack(resources: readonly StackResource[]): readonly Finding[] {
    const seen = resources.map((resource) => ({
      ...resource,
      properties: this.#inputs.get(resource.urn) ?? resource.properties,
    }));
    return [
      ...judgeStack(this.#rules, stackOf(seen), this.#documents()),
      ...coverageFindings(this.#rules, seen),
    ];
  }

  #documents() {
    return declaredDocuments([...this.#declared.values()].flat());
  }
}
