import type { Properties } from "./engine/values";
import { present } from "./engine/values";

/** Options of a resource that matter to people and policies. */
export interface ResourceOptions {
  /** Refuses deletion. */
  readonly protect: boolean;
  /** Properties whose changes are ignored. */
  readonly ignoreChanges: readonly string[];
  /** Outputs that are secret besides those the provider marks. */
  readonly additionalSecretOutputs: readonly string[];
  /** Changes of these properties replace the resource. */
  readonly replaceOnChanges: readonly string[];
  /** Former URNs. */
  readonly aliases: readonly string[];
  /** Deletes before it creates the replacement; undefined when the program does not say. */
  readonly deleteBeforeReplace: boolean | undefined;
  /** Leaves the cloud resource when it leaves the program. */
  readonly retainOnDelete: boolean;
  /** URN whose deletion deletes this resource as well. */
  readonly deletedWith: string | undefined;
  /** Time limits of its operations; 0 where the provider's own limit holds. */
  readonly customTimeouts: CustomTimeouts;
}

/** Time limits of a resource's operations. */
export interface CustomTimeouts {
  /** Limit of creation, in seconds. */
  readonly createSeconds: number;
  /** Limit of an update, in seconds. */
  readonly updateSeconds: number;
  /** Limit of deletion, in seconds. */
  readonly deleteSeconds: number;
}

/** Options of a resource for which the program sets none. */
export const noOptions: ResourceOptions = {
  protect: false,
  ignoreChanges: [],
  additionalSecretOutputs: [],
  replaceOnChanges: [],
  aliases: [],
  deleteBeforeReplace: undefined,
  retainOnDelete: false,
  deletedWith: undefined,
  customTimeouts: { createSeconds: 0, updateSeconds: 0, deleteSeconds: 0 },
};

/** A resource that the program declared. */
export interface GraphResource {
  /** Unique name. */
  readonly urn: string;
  /** Type token. */
  readonly type: string;
  /** Logical name. */
  readonly name: string;
  /** Whether a provider manages it; otherwise it is a component, or the stack. */
  readonly custom: boolean;
  /** URN of the parent; undefined for the stack and for default providers. */
  readonly parent: string | undefined;
  /** URN of the provider resource; undefined for components. */
  readonly provider: string | undefined;
  /** Inputs after the provider's check. */
  readonly inputs: Properties;
  /** Outputs: inputs of custom resources, registered outputs of components. */
  readonly outputs: Properties;
  /** URNs this resource depends on. */
  readonly dependencies: readonly string[];
  /** URNs that each property depends on. */
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  /** Options. */
  readonly options: ResourceOptions;
  /** Whether it is read rather than declared. */
  readonly read: boolean;
  /** Whether a provider plugin builds this component: its children are not known. @default false */
  readonly remote?: boolean;
}

/** The graph as it is written to a file: in URN order, secrets concealed, unknown values marked. */
export function presentGraph(resources: readonly GraphResource[]): readonly object[] {
  return [...resources]
    .sort((left, right) => (left.urn < right.urn ? -1 : left.urn > right.urn ? 1 : 0))
    .map(({ urn, type, name, custom, parent, inputs, ...rest }) => ({
      urn,
      type,
      name,
      custom,
      parent,
      properties: present(inputs),
      dependencies: rest.dependencies,
      propertyDependencies: rest.propertyDependencies,
      provider: rest.provider,
      options: rest.options,
      read: rest.read,
      ...(rest.remote === true && { remote: true }),
    }));
}
