import type { JudgedStack, StackResource } from "../engine/rule";
import { isUnknown, type Value } from "../engine/value";
import { appMeshTypes, descendant, elements, specOf } from "./app-mesh-types";

const { node, service, router, route } = appMeshTypes;

/** By what something of App Mesh is named, as far as that is known. */
export interface Naming {
  /** Its name, and its URN where it is of this stack. */
  readonly keys: readonly string[];
  /** Whether it may go by any other name as well. */
  readonly isOpen: boolean;
}

/** Whether two namings are of the same thing. */
export type Match = "yes" | "maybe" | "no";

/** Whether a naming and another are of the same thing. */
export function matchOf(left: Naming, right: Naming): Match {
  if (left.keys.some((key) => right.keys.includes(key))) return "yes";
  return left.isOpen || right.isOpen ? "maybe" : "no";
}

/** How others name a resource. */
export function declaredAs({ urn, properties }: StackResource): Naming {
  const name = nameOf(properties["name"]);
  return name === undefined ? { keys: [urn], isOpen: true } : { keys: [urn, name], isOpen: false };
}

/** What a value names: by its text, else by the one resource that its property depends on. */
export function referredAs(
  value: Value | undefined,
  candidates: readonly StackResource[],
): Naming | undefined {
  if (value === undefined) return undefined;
  const name = nameOf(value);
  if (name !== undefined) return { keys: [name], isOpen: false };
  const [only, ...others] = candidates;
  return only !== undefined && others.length === 0 ? declaredAs(only) : { keys: [], isOpen: true };
}

const nameOf = (value: Value | undefined): string | undefined =>
  typeof value === "string" && !isUnknown(value) ? value : undefined;

/** A virtual service that a node is behind, directly or through a router's routes. */
export interface Front {
  /** How callers name the service. */
  readonly service: Naming;
  /** Whether the node is behind it. */
  readonly match: Exclude<Match, "no">;
}

/** Finds the virtual services in front of a node. */
export function frontsOf(stack: JudgedStack): (of: StackResource) => readonly Front[] {
  const routes = routesOf(stack);
  const services = stack.ofType(service).map((resource) => ({
    service: declaredAs(resource),
    provider: providerOf(stack, resource),
  }));
  return (of) => {
    const sought = declaredAs(of);
    const leading = routes.flatMap(({ owner, targets }) =>
      found(strongest(targets.map((target) => matchOf(target, sought))), (match) => ({
        owner,
        match,
      })),
    );
    return services.flatMap(({ service: name, provider }) => {
      const direct = provider.node === undefined ? "no" : matchOf(provider.node, sought);
      const by = provider.router;
      const routed = leading.map(({ owner, match }) =>
        by === undefined ? "no" : weakest(matchOf(owner, by), match),
      );
      return found(strongest([direct, ...routed]), (match) => ({ service: name, match }));
    });
  };
}

const found = <Item>(match: Match, make: (match: Front["match"]) => Item): readonly Item[] =>
  match === "no" ? [] : [make(match)];

const strongest = (matches: readonly Match[]): Match =>
  (["yes", "maybe"] as const).find((each) => matches.includes(each)) ?? "no";

const weakest = (...matches: readonly Match[]): Match =>
  (["no", "maybe"] as const).find((each) => matches.includes(each)) ?? "yes";

function providerOf(stack: JudgedStack, resource: StackResource) {
  const provider = descendant(specOf(resource.properties), "provider");
  const named = (type: string, ...keys: readonly string[]): Naming | undefined =>
    referredAs(descendant(provider, ...keys).value, stack.referred(resource, "spec", [type]));
  return {
    node: named(node, "virtualNode", "virtualNodeName"),
    router: named(router, "virtualRouter", "virtualRouterName"),
  };
}

const routeKinds = ["httpRoute", "http2Route", "grpcRoute", "tcpRoute"] as const;

interface RouteOf {
  readonly owner: Naming;
  readonly targets: readonly Naming[];
}

function routesOf(stack: JudgedStack): readonly RouteOf[] {
  const routers = stack.ofType(router).map(declaredAs);
  return stack.ofType(route).map((resource) => {
    const { properties } = resource;
    const owners = stack.referred(resource, "virtualRouterName", [router]);
    const nodes = stack.referred(resource, "spec", [node]);
    const owner = referredAs(properties["virtualRouterName"], owners) ?? nobody;
    const targets = routeKinds
      .flatMap((kind) =>
        elements(descendant(specOf(properties), kind, "action", "weightedTargets")),
      )
      .flatMap((target) => referredAs(descendant(target, "virtualNode").value, nodes) ?? []);
    // A router of this stack that has no name yet may have the name that a route knows.
    const isOpen = owner.isOpen || (owner.keys.length === 1 && routers.some((each) => each.isOpen));
    return { owner: { ...owner, isOpen }, targets };
  });
}

const nobody: Naming = { keys: [], isOpen: false };
