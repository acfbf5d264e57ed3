import type { Properties, Value } from "../engine/value";
import { isObject, isUnknown, listOf } from "../engine/value";

/** Types of App Mesh that rules look at. */
export const appMeshTypes = {
  /** The mesh, with its egress filter. */
  mesh: "aws:appmesh/mesh:Mesh",
  /** A workload. */
  node: "aws:appmesh/virtualNode:VirtualNode",
  /** A way into the mesh. */
  gateway: "aws:appmesh/virtualGateway:VirtualGateway",
  /** A name that callers use. */
  service: "aws:appmesh/virtualService:VirtualService",
  /** Spreads requests over nodes. */
  router: "aws:appmesh/virtualRouter:VirtualRouter",
  /** A rule of a router. */
  route: "aws:appmesh/route:Route",
} as const;

/** Part of a specification: its value, and where it is. */
export interface Part {
  /** JSON pointer. */
  readonly path: string;
  /** Value; undefined when absent. */
  readonly value: Value | undefined;
}

/** A child of a part; unknown as a whole when the part is unknown. */
export function child({ path, value }: Part, key: string): Part {
  const at = `${path}/${key}`;
  if (isUnknown(value)) return { path: at, value };
  const found = isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  return { path: at, value: found === null ? undefined : found };
}

/** A part below another by several keys. */
export const descendant = (part: Part, ...keys: readonly string[]): Part =>
  keys.reduce(child, part);

/** The elements of a part that is a list. */
export function elements({ path, value }: Part): readonly Part[] {
  if (isUnknown(value)) return [{ path, value: value ?? null }];
  return listOf(value).map((item, index) => ({ path: `${path}/${String(index)}`, value: item }));
}

/** The specification of a resource. */
export const specOf = (properties: Properties): Part => ({
  path: "/spec",
  value: properties["spec"] ?? undefined,
});

/** The listeners of a node or gateway. */
export const listenersOf = (spec: Part): readonly Part[] => elements(child(spec, "listeners"));

/** A call and the TLS policy in force for it: its own, else the default of the node or gateway. */
export interface CallPolicy {
  /** Name of the virtual service; undefined when a gateway calls whatever its routes name. */
  readonly callee: Part | undefined;
  /** TLS client policy in force. */
  readonly tls: Part;
}

/** The TLS policies in force for the calls of a node or gateway. */
export function callPolicies(type: string, spec: Part): readonly CallPolicy[] {
  const fallback = descendant(spec, "backendDefaults", "clientPolicy", "tls");
  // A gateway has no backends of its own: its default holds for every route.
  if (type === appMeshTypes.gateway) return [{ callee: undefined, tls: fallback }];
  return elements(child(spec, "backends")).map((backend) => {
    const own = descendant(backend, "virtualService", "clientPolicy", "tls");
    return {
      callee: descendant(backend, "virtualService", "virtualServiceName"),
      tls: own.value === undefined && fallback.value !== undefined ? fallback : own,
    };
  });
}
