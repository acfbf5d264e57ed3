import type { CheckContext, JudgedStack } from "../engine/rule";
import { verdictOf } from "./bounds";
import { describeTraffic } from "./describe";
import { exposures } from "./exposure";
import { reachModel } from "./model";
import { servicePaths, undeclared } from "./service-paths";

/** One way in the network, for reports. */
export interface ReachRow {
  /** Side that opens the connection: a service, or `Internet IPv4` or `Internet IPv6`. */
  readonly from: string;
  /** Side that is called: a service, or the logical name of a resource. */
  readonly to: string;
  /** Packets in words. */
  readonly traffic: string;
  /** Whether edges declare all of it, or it is open without an edge, or may be. */
  readonly verdict: "declared" | "undeclared" | "undecided";
  /** Ids of the edges between the two. */
  readonly edges: readonly string[];
}

/** Everything that can connect to something else: services among each other, and the Internet. */
export function reachability(
  stack: JudgedStack,
  context: Pick<CheckContext, "declared">,
): { readonly rows: readonly ReachRow[] } {
  const model = reachModel(stack, context);
  const { edges } = context.declared;
  const named = (from: string | undefined, owners: readonly string[]): readonly string[] =>
    edges
      .filter((edge) => edge.to.kind === "service" && owners.includes(edge.to.name))
      .filter((edge) =>
        from === undefined
          ? edge.from.kind === "cidr"
          : edge.from.kind === "service" && edge.from.name === from,
      )
      .map(({ id }) => id);
  const internet = exposures(model).map(
    ({ node, family, traffic, verdict }): ReachRow => ({
      from: `Internet IPv${String(family)}`,
      to: node.resource.name,
      traffic: describeTraffic(traffic),
      verdict: verdict === "open" ? "undeclared" : verdict,
      edges: named(undefined, node.owners),
    }),
  );
  const services = servicePaths(model).map((path): ReachRow => {
    const rest = verdictOf(undeclared(path));
    return {
      from: path.from.service,
      to: path.to.service,
      traffic: describeTraffic(path.traffic.possible),
      verdict: rest === "open" ? "undeclared" : rest === "closed" ? "declared" : "undecided",
      edges: named(path.from.service, [path.to.service]),
    };
  });
  // Through the mesh and by IAM nothing is open in the plain network; the edge is shown all the same.
  const carried = edges
    .filter(({ via }) => via === "lattice" || via === "identity")
    .map(
      (edge): ReachRow => ({
        from: "name" in edge.from ? edge.from.name : edge.from.block,
        to: "name" in edge.to ? edge.to.name : edge.to.block,
        traffic: edge.via === "lattice" ? "VPC Lattice" : "IAM",
        verdict: "declared",
        edges: [edge.id],
      }),
    );
  return { rows: [...internet, ...services, ...carried] };
}
