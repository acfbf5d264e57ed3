import type { PackConfiguration } from "./configuration";
import { configureRules } from "./configuration";
import type { DeclaredDocument } from "./contract";
import { declaredDocuments, declaredIn } from "./contract";
import { coverageFindings } from "./coverage";
import type { Finding } from "./finding";
import type { RuleIndex, SharedContext } from "./judge";
import { indexRules, judgeResource, judgeStack } from "./judge";
import { allowedAccounts } from "./provider-accounts";
import type { JudgedResource, Rule, StackResource } from "./rule";
import { stackOf } from "./stack";
import { typeName } from "./type-names";
import type { Properties } from "./value";

/** The circumstances of judging, which only the host of the pack knows. */
export interface Circumstances {
  /** The day, as `YYYY-MM-DD`. */
  readonly today: string;
  /** Whether this is an update, and not a preview. */
  readonly isUpdate: boolean;
}

/** A resource as the engine reports it at the end: outputs, and the inputs if they were not seen before. */
export type DeployedResource = Omit<StackResource, "outputs" | "inputsSeen">;

/** What is remembered between the resources of one stack and its end. */
export class Session {
  readonly #rules: readonly Rule[];
  readonly #index: RuleIndex;
  readonly #configuration: PackConfiguration;
  readonly #circumstances: Circumstances;
  readonly #inputs = new Map<string, Properties>();
  readonly #declared = new Map<string, readonly DeclaredDocument[]>();
  readonly #accounts: Set<string>;

  constructor(
    rules: readonly Rule[],
    configuration: PackConfiguration,
    circumstances: Circumstances,
  ) {
    const configured = configureRules(rules, configuration);
    this.#rules = configured.map(({ rule }) => rule);
    this.#index = indexRules(configured);
    this.#configuration = configuration;
    this.#circumstances = circumstances;
    this.#accounts = new Set(configuration.accounts);
  }

  /** Judges a resource, and remembers its inputs: the end of the stack brings outputs only. */
  judgeResource(given: JudgedResource): readonly Finding[] {
    const resource = { ...given, type: typeName(given.type) };
    this.#inputs.set(resource.urn, resource.properties);
    const declared = declaredIn(resource.urn, resource.properties);
    if (declared.length > 0) this.#declared.set(resource.urn, declared);
    for (const account of allowedAccounts(resource)) this.#accounts.add(account);
    return judgeResource(this.#index, resource, this.#shared());
  }

  /** Judges the stack by inputs where they were seen, by outputs where they were not. */
  judgeStack(deployed: readonly DeployedResource[]): readonly Finding[] {
    const resources = deployed.map((resource): StackResource => {
      const inputs = this.#inputs.get(resource.urn);
      return {
        ...resource,
        type: typeName(resource.type),
        properties: inputs ?? resource.properties,
        outputs: resource.properties,
        inputsSeen: inputs !== undefined,
      };
    });
    return [
      ...judgeStack(this.#index, stackOf(resources), this.#shared()),
      ...coverageFindings(this.#rules, resources),
    ];
  }

  #shared(): SharedContext {
    return {
      declared: declaredDocuments([...this.#declared.values()].flat()),
      accounts: this.#accounts,
      organizations: new Set(this.#configuration.organizations),
      profile: this.#configuration.profile,
      ...this.#circumstances,
    };
  }
}
