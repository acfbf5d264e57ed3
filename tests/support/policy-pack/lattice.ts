import type { StackResource } from "../../../policy-pack/engine/rule";
import type { Properties } from "../../../policy-pack/engine/value";
import { latticeTypes } from "../../../policy-pack/mesh/lattice-types";
import { resource, unknown } from "./resources";

/** A Lattice service. */
export const latticeService = (properties: Properties, name = "axon"): StackResource =>
  resource(latticeTypes.service, properties, { name });

/** A Lattice service network. */
export const latticeNetwork = (properties: Properties, name = "mesh"): StackResource =>
  resource(latticeTypes.network, properties, { name });

/** An auth policy of a service or a network; its target is known by dependency only. */
export const authPolicyOf = (
  target: StackResource,
  policy: Properties | string = "{}",
): StackResource =>
  resource(
    latticeTypes.authPolicy,
    { resourceIdentifier: unknown, policy },
    { name: `${target.name}-policy`, refersTo: { resourceIdentifier: target } },
  );

/** A resource of a type that refers to others by ids that AWS has yet to give. */
export function linked(
  type: string,
  refersTo: Readonly<Record<string, StackResource>>,
  properties: Properties = {},
): StackResource {
  const ids = Object.fromEntries(Object.keys(refersTo).map((property) => [property, unknown]));
  const name = Object.values(refersTo)
    .map((each) => each.name)
    .join("-");
  return resource(type, { ...ids, ...properties }, { name, refersTo });
}
