import type { PlanContext } from "../context";
import { rotatedDatabases, servicesRotatedInVpc } from "../secrets/rotation";
import { tierCidr } from "./address-plan";
import type { Tier } from "./tiers";

/** First and last port, both included. */
export type PortRange = readonly [from: number, to: number];

/** One end of a flow: a tier, or address blocks outside every tier. */
export type FlowEnd =
  | { readonly kind: "tier"; readonly tier: Tier; readonly cidrs: readonly [string] }
  | { readonly kind: "outside"; readonly cidrs: readonly string[] };

/** TCP connections that may cross a subnet's border. */
export interface Flow {
  /** Side that opens the connection. */
  readonly from: FlowEnd;
  /** Side that is connected to. */
  readonly to: FlowEnd;
  /** Ports connected to. */
  readonly port: number;
  /** Ports the client connects from; replies go there. */
  readonly clientPorts: PortRange;
}

/** Ephemeral ports of Linux and Fargate clients (VPC User Guide, "Ephemeral ports"). */
const linuxClient: PortRange = [32768, 60999];

/**
 * Ephemeral ports of NAT gateways, Lambda functions and VPC Lattice (VPC User Guide, "Ephemeral ports"; VPC Lattice
 * User Guide, "Network ACLs").
 */
const managedClient: PortRange = [1024, 65535];

/**
 * Addresses of VPC Lattice inside a VPC. Network ACLs take no prefix lists, so the ranges of the managed
 * list com.amazonaws.<region>.vpc-lattice stand here: link-local, and public addresses that are not routed.
 * Read 2026-11; a change of that list must be copied.
 */
export const latticeCidrs: readonly string[] = ["169.254.171.0/24", "129.224.0.0/17"];

const internet: FlowEnd = { kind: "outside", cidrs: ["0.0.0.0/0"] };
const lattice: FlowEnd = { kind: "outside", cidrs: latticeCidrs };

/** Every flow between tiers and beyond, derived from the service graph. */
export function planFlows({ config }: Pick<PlanContext, "config">): readonly Flow[] {
  const end = (tier: Tier): FlowEnd => ({
    kind: "tier",
    tier,
    cidrs: [tierCidr(config.network.cidr, tier)],
  });
  const serviceTiers = [...new Set(Object.values(config.services).map(({ tier }) => tier))];
  // Interface endpoints stand in the private tier, so that axon-runtime holds nothing but workloads.
  const toEndpoints = serviceTiers.map((tier) => flow(end(tier), end("private"), 443));
  const edges = config.edges.flatMap(({ from, to }) => {
    const caller = config.services[from];
    const callee = config.services[to];
    if (caller === undefined || callee === undefined) return [];
    return edgeFlows(config.mesh.backend, [end(caller.tier), end(callee.tier)], callee.port);
  });
  return [
    ...toEndpoints,
    ...edges,
    ...rotationFlows(config, end("private")),
    ...egressFlows(config.network.natGateways, end),
  ];
}

// Rotation functions stand in the private tier, beside the endpoints, whatever the tier of their service.
function rotationFlows(config: PlanContext["config"], privateTier: FlowEnd): readonly Flow[] {
  return servicesRotatedInVpc(config).flatMap((service) => [
    fromManaged(flow(privateTier, privateTier, 443)),
    ...rotatedDatabases(config, service).map(({ cidr, port }) =>
      fromManaged(flow(privateTier, { kind: "outside", cidrs: [cidr] }, port)),
    ),
  ]);
}

function edgeFlows(
  backend: "vpc-lattice" | "app-mesh",
  [caller, callee]: readonly [FlowEnd, FlowEnd],
  port: number,
): readonly Flow[] {
  return backend === "app-mesh"
    ? [flow(caller, callee, port)]
    : [flow(caller, lattice, 443), fromManaged(flow(lattice, callee, port))];
}

function egressFlows(
  natGateways: "none" | "single" | "per-zone",
  end: (tier: Tier) => FlowEnd,
): readonly Flow[] {
  if (natGateways === "none") return [];
  // A packet keeps its Internet destination while it crosses the public tier to the NAT gateway: only the
  // public tier sees it as coming from private addresses. The gateway then connects from ports of its own.
  const throughNat: FlowEnd = { kind: "outside", cidrs: end("private").cidrs };
  return [
    flow(end("private"), internet, 443),
    flow(throughNat, end("public"), 443),
    fromManaged(flow(end("public"), internet, 443)),
  ];
}

function flow(from: FlowEnd, to: FlowEnd, port: number): Flow {
  return { from, to, port, clientPorts: linuxClient };
}

function fromManaged(opened: Flow): Flow {
  return { ...opened, clientPorts: managedClient };
}
