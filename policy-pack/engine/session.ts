import { contractIn } from "../contract/read";
import { typesCovered } from "../coverage/coverage";
import { waiverFinding } from "../waivers/problems";
import { readWaivers } from "../waivers/read-waivers";
import { WaiverRegister } from "../waivers/register";
import { stackOfUrn } from "../waivers/waiver";
import type { PackConfiguration } from "./configuration";
import { configureRules } from "./configuration";
import type { Contract } from "./contract";
import { declaredDocuments } from "./contract";
import type { Finding, Source } from "./finding";
import type { RuleIndex, SharedContext } from "./judge";
import { indexRules, judgeResource, judgeStack } from "./judge";
import { allowedAccounts } from "./provider-accounts";
import type { JudgedResource, JudgedStack, Rule, StackResource } from "./rule";
import { stackOf } from "./stack";
import { typeName } from "./type-names";
import { isObject, type Properties, type Value } from "./value";

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
  readonly #catalog: readonly Rule[];
  readonly #rules: readonly Rule[];
  readonly #index: RuleIndex;
  readonly #configuration: PackConfiguration;
  readonly #circumstances: Circumstances;
  readonly #inputs = new Map<string, Properties>();
  readonly #contracts = new Map<string, Contract>();
  readonly #sources = new Map<string, Source>();
  readonly #named = new Map<string, JudgedResource[]>();
  readonly #parents = new Map<string, string | undefined>();
  readonly #accounts: Set<string>;
  readonly #waivers: WaiverRegister;
  readonly #findings: Finding[] = [];
  #shared: SharedContext | undefined;
  #stack: JudgedStack | undefined;

  constructor(
    rules: readonly Rule[],
    configuration: PackConfiguration,
    circumstances: Circumstances,
  ) {
    const configured = configureRules(rules, configuration);
    this.#catalog = rules;
    this.#rules = configured.map(({ rule }) => rule);
    this.#index = indexRules(configured);
    this.#configuration = configuration;
    this.#circumstances = circumstances;
    this.#accounts = new Set(configuration.accounts);
    const waivers = configuration.ignoreWaivers ? [] : configuration.waivers;
    this.#waivers = new WaiverRegister(waivers, circumstances.today);
  }

  /** Everything found so far, waived findings included. */
  get findings(): readonly Finding[] {
    return this.#findings;
  }

  /** What reports tell of the stack beside findings; undefined until it has been judged. */
  get judged(): { readonly stack: JudgedStack; readonly context: SharedContext } | undefined {
    return this.#stack === undefined ? undefined : { stack: this.#stack, context: this.#context() };
  }

  /** Takes in findings about the pack itself, so that reports hold them. */
  record(findings: readonly Finding[]): readonly Finding[] {
    this.#findings.push(...findings);
    return findings;
  }

  /** Judges a resource, and remembers its inputs: the end of the stack brings outputs only. */
  judgeResource(given: JudgedResource): readonly Finding[] {
    const resource = { ...given, type: typeName(given.type) };
    this.#inputs.set(resource.urn, resource.properties);
    this.#parents.set(resource.urn, resource.parent);
    const sameName = this.#named.get(resource.name);
    if (sameName === undefined) this.#named.set(resource.name, [resource]);
    else sameName.push(resource);
    const declared = this.#takeIn(resource);
    return this.#conclude([...declared, ...judgeResource(this.#index, resource, this.#context())]);
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
    // The engine gives resources in no fixed order; findings must not depend on it.
    resources.sort((left, right) => (left.urn < right.urn ? -1 : 1));
    const stack = stackOfUrn(resources[0]?.urn ?? "");
    this.#stack = stackOf(resources);
    const found = this.#conclude(judgeStack(this.#index, this.#stack, this.#context()));
    const unused = this.#waivers.unused(stack);
    this.#findings.push(...unused);
    return [...found, ...unused];
  }

  // Waivers are applied here and not by rules, so that every rule honours them alike.
  #conclude(findings: readonly Finding[]): readonly Finding[] {
    const concluded = this.#waivers
      .apply(findings)
      .map((finding) => ({ ...finding, source: this.#sourceOf(finding.urn) }));
    this.#findings.push(...concluded);
    return concluded;
  }

  // What a resource says about others: declared documents, waivers, our accounts, a line of the program.
  #takeIn(resource: JudgedResource): readonly Finding[] {
    const { urn, properties } = resource;
    const contract = contractIn(urn, properties);
    if (contract !== undefined) {
      this.#contracts.set(urn, contract);
      this.#shared = undefined;
    }
    for (const account of allowedAccounts(resource)) this.#accounts.add(account);
    const source = sourceIn(properties["zeroTrust"]);
    if (source !== undefined) this.#sources.set(urn, source);
    return this.#takeInWaivers(resource);
  }

  #takeInWaivers({ urn, type, properties }: JudgedResource): readonly Finding[] {
    const contract = properties["zeroTrust"];
    const list = isObject(contract) ? contract["waivers"] : undefined;
    if (list === undefined || this.#configuration.ignoreWaivers) return [];
    const at = "/zeroTrust/waivers";
    const subject = { urn, type, properties };
    if (!this.#configuration.allowInlineWaivers) {
      const message = "The component declares waivers, and the configuration does not allow that.";
      return [waiverFinding("inlineNotAllowed", at, { message, subject })];
    }
    const { today } = this.#circumstances;
    // As for waivers of the configuration: a rule that is switched off is still a rule.
    const terms = { rules: this.#catalog, configuration: this.#configuration, today, at, subject };
    const { waivers, findings } = readWaivers(list, terms);
    this.#waivers.add(waivers);
    return findings;
  }

  #sourceOf(urn: string | undefined): Source | undefined {
    for (let at = urn; at !== undefined; at = this.#parents.get(at)) {
      const source = this.#sources.get(at);
      if (source !== undefined) return source;
    }
    return undefined;
  }

  #context(): SharedContext {
    this.#shared ??= {
      declared: declaredDocuments([...this.#contracts.values()], {
        parentOf: (urn) => this.#parents.get(urn),
        named: (name) => this.#named.get(name) ?? [],
      }),
      accounts: this.#accounts,
      organizations: new Set(this.#configuration.organizations),
      profile: this.#configuration.profile,
      coveredTypes: typesCovered(this.#rules),
      ...this.#circumstances,
    };
    return this.#shared;
  }
}

function sourceIn(contract: Value | undefined): Source | undefined {
  const source = isObject(contract) ? contract["source"] : undefined;
  if (!isObject(source)) return undefined;
  const { file, line } = source;
  return typeof file === "string" && typeof line === "number" ? { file, line } : undefined;
}
