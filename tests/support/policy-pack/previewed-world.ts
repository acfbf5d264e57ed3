import type { World } from "../../../policy-pack/authorization/known-arns";
import type { StackResource } from "../../../policy-pack/engine/rule";
import { typeName } from "../../../policy-pack/engine/type-names";
import type { Properties, Value } from "../../../policy-pack/engine/value";
import type { GraphResource } from "../../../preview/graph";
import { worldOf } from "./planned-estate";

/** The resources of a preview as the policy pack sees them. */
export const judgedResources = (graph: readonly GraphResource[]): readonly StackResource[] =>
  graph.map(({ urn, type, name, inputs, outputs, options, parent, propertyDependencies }) => ({
    urn,
    type: typeName(type),
    name,
    properties: plain(inputs),
    outputs: plain(outputs),
    options: { ignoreChanges: options.ignoreChanges, protect: options.protect },
    parent,
    propertyDependencies,
    inputsSeen: true,
  }));

/** The stack of a preview, with what its components declare. */
export const previewedWorld = (graph: readonly GraphResource[]): World =>
  worldOf(judgedResources(graph));

// The engine's values are JSON.
const plain = (properties: GraphResource["inputs"]): Properties => {
  const value: unknown = JSON.parse(JSON.stringify(properties));
  return isProperties(value) ? value : {};
};

const isProperties = (value: unknown): value is Readonly<Record<string, Value>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
