import type { PlanContext } from "../context";
import type { Tags } from "../tags";
import { allocateSubnets, type SubnetPlan } from "./address-plan";
import { flowLogFormat } from "./flow-log-format";
import { planFlows } from "./flows";
import { type NetworkAclPlan, planNetworkAcls } from "./network-acls";
import { isolatedTiers, type Tier, tiers } from "./tiers";

/** A NAT gateway in the public subnet of its zone. */
export interface NatGatewayPlan {
  /** Availability Zone. */
  readonly zone: string;
  /** Key of the public subnet it stands in. */
  readonly subnet: string;
}

/** A route table, its subnets and its default route. */
export interface RouteTablePlan {
  /** Stable key, for example `private-us-east-1a`. */
  readonly key: string;
  /** Subnets that use it. */
  readonly subnets: readonly string[];
}

/** A default route of a route table. */
export interface DefaultRoutePlan {
  /** Route table. */
  readonly routeTable: string;
  /** Zone of the NAT gateway. */
  readonly natGatewayZone: string;
}

/** A subnet that tasks of a service may stand in. */
export interface PlacementPlan {
  /** The service of the graph. */
  readonly service: string;
  /** Key of the subnet. */
  readonly subnet: string;
}

/** The VPC: addresses, routes and network ACLs. */
export interface NetworkPlan {
  /** The VPC's block. */
  readonly cidr: string;
  /** Tags of every resource. */
  readonly tags: Tags;
  /** Start of Name tags. */
  readonly namePrefix: string;
  /** Tiers in order. */
  readonly tiers: readonly Tier[];
  /** Tiers without a way to the Internet. */
  readonly isolatedTiers: readonly Tier[];
  /** Where tasks of services may stand. */
  readonly placements: readonly PlacementPlan[];
  /** Subnets of all tiers. */
  readonly subnets: readonly SubnetPlan[];
  /** NAT gateways. */
  readonly natGateways: readonly NatGatewayPlan[];
  /** Route tables. */
  readonly routeTables: readonly RouteTablePlan[];
  /** Route tables whose default route leads to the Internet gateway. */
  readonly internetRoutes: readonly string[];
  /** Default routes through NAT gateways. The axon-runtime tier has no default route at all. */
  readonly natRoutes: readonly DefaultRoutePlan[];
  /** Network ACLs. */
  readonly networkAcls: readonly NetworkAclPlan[];
}

/** Plans addresses, routes and network ACLs. */
export function planNetwork(context: PlanContext): NetworkPlan {
  const { config, names, tags } = context;
  const subnets = allocateSubnets(config.network);
  const natGateways = planNatGateways(config.network);
  const inTier = (tier: Tier) => subnets.filter((subnet) => subnet.tier === tier);
  const perZone = inTier("private").map(({ key }) => ({ key, subnets: [key] }));
  const shared = (tier: Tier) => ({ key: tier, subnets: inTier(tier).map(({ key }) => key) });
  return {
    cidr: config.network.cidr,
    tags,
    namePrefix: names.prefix,
    tiers,
    isolatedTiers,
    placements: Object.entries(config.services).flatMap(([service, { tier }]) =>
      inTier(tier).map(({ key }) => ({ service, subnet: key })),
    ),
    subnets,
    natGateways,
    // Private tables are per zone whatever the number of gateways, so that adding one replaces nothing.
    routeTables: [shared("public"), ...perZone, shared("axon-runtime")],
    internetRoutes: ["public"],
    natRoutes: inTier("private").flatMap(({ key, zone }) => natRoute(key, zone, natGateways)),
    networkAcls: planNetworkAcls(planFlows(context)),
  };
}

function planNatGateways({
  natGateways,
  zones,
}: PlanContext["config"]["network"]): readonly NatGatewayPlan[] {
  const served = { none: [], single: zones.slice(0, 1), "per-zone": zones }[natGateways];
  return served.map((zone) => ({ zone, subnet: `public-${zone}` }));
}

function natRoute(
  routeTable: string,
  zone: string,
  gateways: readonly NatGatewayPlan[],
): readonly DefaultRoutePlan[] {
  const gateway = gateways.find((candidate) => candidate.zone === zone) ?? gateways[0];
  return gateway === undefined ? [] : [{ routeTable, natGatewayZone: gateway.zone }];
}

/** The flow log of the VPC. */
export interface FlowLogPlan {
  /** Fields of a record. */
  readonly format: string;
  /** Seconds over which packets are gathered: 60, or 600. */
  readonly aggregationSeconds: 60;
  /** Tags. */
  readonly tags: Tags;
}

/** Plans the flow log: all traffic, by the minute. */
export function planFlowLog({ tags, names }: PlanContext): FlowLogPlan {
  return {
    format: flowLogFormat,
    aggregationSeconds: 60,
    tags: { ...tags, Name: names.name("flow-log") },
  };
}
