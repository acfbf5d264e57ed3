import type { GraphResource } from "../graph";
import { noOptions } from "../graph";
import type { StackDefinition } from "../stack-file";
import { checkDocuments } from "./documents";
import { stackType, urnOf } from "./urn";
import type { Properties } from "./values";
import { containsUnknown } from "./values";

/** What a program asks to be declared, after decoding. */
export interface Registration extends Omit<GraphResource, "urn" | "outputs"> {
  /** Version of the provider the SDK was built for, for example `7.48.0`. */
  readonly version: string;
}

/** Told of every resource as soon as it is declared, in order; answers with the inputs policies make of it. */
export type ResourceListener = (resource: GraphResource) => Promise<Properties>;

const providerTypePrefix = "pulumi:providers:";

/** The resources of one preview, as the program declares them. */
export class Deployment {
  readonly #resources = new Map<string, GraphResource>();
  readonly #definition: StackDefinition;
  readonly #listener: ResourceListener;
  #root: string | undefined;

  constructor(definition: StackDefinition, listener: ResourceListener) {
    this.#definition = definition;
    this.#listener = listener;
  }

  /** All resources, in the order of their declaration. */
  get resources(): readonly GraphResource[] {
    return [...this.#resources.values()];
  }

  /** URN of the stack's root resource; undefined before it is declared. */
  get root(): string | undefined {
    return this.#root;
  }

  set root(urn: string | undefined) {
    this.#root = urn;
  }

  /** The resource of a URN. */
  find(urn: string): GraphResource | undefined {
    return this.#resources.get(urn);
  }

  /**
   * Declares a resource; resolves once policies had their chance to change its inputs.
   * @throws when another resource has the same URN, or the parent is not declared.
   */
  async register({ version, ...registration }: Registration): Promise<GraphResource> {
    const { stack, project } = this.#definition;
    const parent = this.#parentOf(registration);
    const { type, name } = registration;
    const urn = urnOf({ stack, project, parent, type, name });
    if (this.#resources.has(urn)) {
      throw new Error(`Duplicate resource URN '${urn}'; try giving it a unique name`);
    }
    const provider = registration.custom
      ? this.#providerOf(type, registration.provider, version)
      : undefined;
    if (type === stackType) this.#root = urn;
    const declared = { ...registration, urn, parent, provider };
    return this.#add({ ...declared, ...this.#preview(declared, version) });
  }

  /** Sets what a component, or the stack, exports. */
  registerOutputs(urn: string, outputs: Properties): void {
    const resource = this.#resources.get(urn);
    if (resource === undefined) throw new Error(`No resource has the URN ${urn}.`);
    this.#resources.set(urn, { ...resource, outputs });
  }

  // What the provider makes of the inputs: Check's result, and the outputs of a Create during preview.
  #preview(
    {
      type,
      custom,
      provider,
      inputs,
      remote,
    }: Pick<GraphResource, "type" | "custom" | "provider" | "inputs" | "remote">,
    version: string,
  ): Pick<GraphResource, "inputs" | "outputs"> {
    // What a plugin builds gives outputs that nobody here can know: the SDK takes absent ones as unknown.
    if (remote === true) return { inputs, outputs: {} };
    if (!custom) return { inputs, outputs: inputs };
    if (type.startsWith(providerTypePrefix)) {
      const versioned = version === "" ? inputs : { ...inputs, version };
      return { inputs: versioned, outputs: versioned };
    }
    // A provider whose own inputs are not all known is not configured: it checks nothing and returns nothing.
    const configuration = provider === undefined ? undefined : this.find(provider)?.inputs;
    if (configuration !== undefined && containsUnknown(configuration))
      return { inputs, outputs: {} };
    const checked = checkDocuments(type, inputs);
    return { inputs: checked, outputs: checked };
  }

  async #add(resource: GraphResource): Promise<GraphResource> {
    this.#resources.set(resource.urn, resource);
    const inputs = await this.#listener(resource);
    if (inputs === resource.inputs) return resource;
    const outputs = resource.outputs === resource.inputs ? inputs : resource.outputs;
    const changed = { ...resource, inputs, outputs };
    this.#resources.set(resource.urn, changed);
    return changed;
  }

  #parentOf({ parent, type }: Pick<Registration, "parent" | "type">): string | undefined {
    if (parent !== undefined && !this.#resources.has(parent)) {
      throw new Error(`The parent ${parent} is not declared.`);
    }
    return parent ?? (type === stackType ? undefined : this.#root);
  }

  // A provider reference is `urn::id`; without one the engine declares a default provider per package and version.
  #providerOf(type: string, reference: string | undefined, version: string): string | undefined {
    if (reference !== undefined) return reference.slice(0, reference.lastIndexOf("::"));
    const [packageName = ""] = type.split(":");
    if (packageName === "pulumi") return undefined;
    const { stack, project } = this.#definition;
    const name = `default${version === "" ? "" : `_${version.replaceAll(/[.+-]/g, "_")}`}`;
    const providerType = `${providerTypePrefix}${packageName}`;
    const urn = urnOf({ stack, project, type: providerType, name });
    if (!this.#resources.has(urn)) {
      // What goes wrong with the packs is reported where their findings are awaited.
      this.#add(this.#defaultProvider(packageName, urn, { name, version })).catch(() => undefined);
    }
    return urn;
  }

  #defaultProvider(
    packageName: string,
    urn: string,
    { name, version }: { readonly name: string; readonly version: string },
  ): GraphResource {
    const prefix = `${packageName}:`;
    const configured: Properties = Object.fromEntries(
      Object.entries(this.#definition.config)
        .filter(([key]) => key.startsWith(prefix))
        .map(([key, value]) => [key.slice(prefix.length), value] as const),
    );
    const inputs: Properties = {
      ...configured,
      ...(version === "" ? {} : { version }),
    };
    return {
      urn,
      type: `${providerTypePrefix}${packageName}`,
      name,
      custom: true,
      parent: undefined,
      provider: undefined,
      inputs,
      outputs: inputs,
      dependencies: [],
      propertyDependencies: {},
      options: noOptions,
      read: false,
    };
  }
}
