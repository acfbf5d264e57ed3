import type { JudgedStack, StackResource } from "../engine/rule";
import { isUnknown, type Value } from "../engine/value";
import { appMeshTypes, descendant, elements, specOf } from "./app-mesh-types";

const { node, service, router, route } = appMeshTypes;

type Names = ReadonlyMap<string, readonly StackResource[]>;

/** The nodes of the stack behind each virtual service, by its name: directly, or through a router's routes. */
export function nodesBehind(stack: JudgedStack): Names {
  const nodes = byName(stack, node);
  const routed = nodesByRouter(stack, nodes);
  const behind = new Map<string, readonly StackResource[]>();
  for (const resource of stack.ofType(service)) {
    const name = nameOf(resource.properties["name"]);
    if (name === undefined) continue;
    const provider = descendant(specOf(resource.properties), "provider");
    const direct = nameOf(descendant(provider, "virtualNode", "virtualNodeName").value);
    const by = nameOf(descendant(provider, "virtualRouter", "virtualRouterName").value);
    const found = [
      ...(direct === undefined ? [] : (nodes.get(direct) ?? [])),
      ...(by === undefined ? [] : (routed.get(by) ?? [])),
    ];
    // A name AWS has yet to answer still depends on the node or router it belongs to.
    behind.set(name, found.length > 0 ? found : depended(stack, resource, routed));
  }
  return behind;
}

function depended(
  stack: JudgedStack,
  resource: StackResource,
  routed: Names,
): readonly StackResource[] {
  return stack.referred(resource, "spec", [node, router]).flatMap((target) => {
    const name = nameOf(target.properties["name"]);
    if (target.type === node) return [target];
    return name === undefined ? [] : (routed.get(name) ?? []);
  });
}

const routeKinds = ["httpRoute", "http2Route", "grpcRoute", "tcpRoute"] as const;

function nodesByRouter(stack: JudgedStack, nodes: Names): Names {
  const routed = new Map<string, readonly StackResource[]>();
  for (const resource of stack.ofType(route)) {
    const [owner] = stack.referred(resource, "virtualRouterName", [router]);
    const name =
      nameOf(owner?.properties["name"]) ?? nameOf(resource.properties["virtualRouterName"]);
    if (name === undefined) continue;
    const spec = specOf(resource.properties);
    const targets = routeKinds
      .flatMap((kind) => elements(descendant(spec, kind, "action", "weightedTargets")))
      .map((target) => nameOf(descendant(target, "virtualNode").value));
    const known = targets.flatMap((target) =>
      target === undefined ? [] : (nodes.get(target) ?? []),
    );
    const found = known.length > 0 ? known : stack.referred(resource, "spec", [node]);
    routed.set(name, [...(routed.get(name) ?? []), ...found]);
  }
  return routed;
}

function byName(stack: JudgedStack, type: string): Names {
  const names = new Map<string, readonly StackResource[]>();
  for (const resource of stack.ofType(type)) {
    const name = nameOf(resource.properties["name"]);
    if (name !== undefined) names.set(name, [...(names.get(name) ?? []), resource]);
  }
  return names;
}

const nameOf = (value: Value | undefined): string | undefined =>
  typeof value === "string" && !isUnknown(value) ? value : undefined;
