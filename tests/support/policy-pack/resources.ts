import type { StackResource } from "../../../policy-pack/engine/rule";
import type { Properties, Value } from "../../../policy-pack/engine/value";

/** An unknown string, as the engine sends it. */
export const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** What a resource may have besides its properties. */
export interface ResourceOptions {
  /** Logical name. @default - the last part of the type */
  readonly name?: string;
  /** Resources that properties refer to. @default - none */
  readonly refersTo?: Readonly<Record<string, StackResource>>;
  /** Component it is a child of. @default - none */
  readonly parent?: StackResource;
  /** Property paths whose changes are ignored. @default - none */
  readonly ignoreChanges?: readonly string[];
  /** Outputs, as after an update. @default - the properties */
  readonly outputs?: Properties;
}

/** A resource of a stack, as rules see it. */
export function resource(
  type: string,
  properties: Properties,
  { name, refersTo = {}, parent, ignoreChanges = [], outputs }: ResourceOptions = {},
): StackResource {
  const ownName = name ?? type.split(":").at(-1) ?? type;
  const parentTypes = parent === undefined ? "" : `${parent.urn.split("::")[2] ?? ""}$`;
  return {
    urn: `urn:pulumi:dev::project::${parentTypes}${type}::${ownName}`,
    type,
    name: ownName,
    properties,
    options: { ignoreChanges, protect: false },
    parent: parent?.urn,
    outputs: outputs ?? properties,
    inputsSeen: true,
    propertyDependencies: Object.fromEntries(
      Object.entries(refersTo).map(([property, { urn }]) => [property, [urn]]),
    ),
  };
}

/** An IAM document with one statement, as JSON text. */
export function document(statement: Readonly<Record<string, Value>>): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", ...statement }] });
}
