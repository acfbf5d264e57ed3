import type { StackResource } from "../../../../policy-pack/engine/rule";
import type { Properties } from "../../../../policy-pack/engine/value";
import { toInternet } from "../../../../policy-pack/rules/reach/to-internet";
import {
  internetGateway,
  linkedTo,
  route,
  twoTiers,
  vpc,
} from "../../../support/policy-pack/reach-network";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { type RuleCase, ruleCases } from "../../../support/policy-pack/rule-cases";

const isolated = { tags: { Tier: "isolated" } };
const tiers = twoTiers({ inner: isolated });
const { base, inner, innerTable, open } = tiers;
const [openRoute, innerRoute] = tiers.routes;
const gatewayRoute: readonly StackResource[] = openRoute === undefined ? [] : [openRoute];
const natRoute: readonly StackResource[] = innerRoute === undefined ? [] : [innerRoute];
const everywhere = { destinationCidrBlock: "0.0.0.0/0" };
const to = (links: Record<string, StackResource>, more: Properties = everywhere) =>
  route(innerTable, links, more);
const transit = linkedTo("aws:ec2transitgateway/transitGateway:TransitGateway", "hub", {});

const regional = linkedTo("aws:ec2/natGateway:NatGateway", "regional", {
  links: { vpcId: vpc },
  availabilityMode: "regional",
});
const list = linkedTo("aws:ec2/managedPrefixList:ManagedPrefixList", "out", {
  entries: [{ cidr: "198.51.100.0/24" }],
});
const appliance = linkedTo("aws:ec2/networkInterface:NetworkInterface", "appliance", {
  links: { subnetId: open },
});

const routing: readonly RuleCase[] = [
  {
    requirement: "POL-241",
    title: "an isolated subnet with a route to a NAT gateway that leads out, with every hop",
    resources: [...base, ...gatewayRoute, ...natRoute],
    verdict: "fail",
    message:
      /can be reached by every protocol over IPv4: Subnet inner .* → Route route-inner.* → NatGateway nat .* → Route route-open.* → InternetGateway gateway/,
    fix: /Remove the route/,
    count: 1,
  },
  {
    requirement: "POL-241",
    title: "an isolated subnet without route",
    resources: [...base, ...gatewayRoute],
    verdict: "pass",
  },
  {
    requirement: "POL-240",
    title: "an isolated subnet behind a NAT gateway whose own subnet leads nowhere",
    resources: [...base, ...natRoute],
    verdict: "pass",
  },
  {
    title: "a subnet that no tag calls isolated",
    resources: [...twoTiers().base, ...twoTiers().routes],
    verdict: "pass",
  },
  {
    title: "a subnet that a tag calls isolated in capitals",
    resources: [
      ...twoTiers({ inner: { tags: { SubnetType: "Isolated" } } }).base,
      ...twoTiers().routes,
    ],
    verdict: "fail",
  },
  {
    title: "a subnet by the tag value that the configuration names",
    resources: [...twoTiers({ inner: { tags: { Tier: "vault" } } }).base, ...twoTiers().routes],
    configuration: { rules: { [toInternet.id]: { params: { isolatedTags: ["vault"] } } } },
    verdict: "fail",
  },
  {
    title: "an isolated subnet whose route leads to the Internet gateway itself",
    resources: [...base, to({ gatewayId: internetGateway })],
    verdict: "fail",
  },
  {
    title: "an isolated subnet whose NAT gateway another stack owns",
    resources: [...base, to({}, { ...everywhere, natGatewayId: "nat-0123" })],
    verdict: "fail",
  },
  {
    title: "an isolated subnet whose NAT gateway is regional",
    resources: [...base, regional, to({ natGatewayId: regional })],
    verdict: "fail",
  },
  {
    requirement: "POL-240",
    title: "an isolated subnet with a default route to a peer, which lends no way out",
    resources: [...base, to({}, { ...everywhere, vpcPeeringConnectionId: "pcx-0123" })],
    verdict: "pass",
  },
  {
    requirement: "POL-245",
    title: "an isolated subnet with a default route to a transit gateway of another stack",
    resources: [...base, to({}, { ...everywhere, transitGatewayId: "tgw-0123" })],
    verdict: "fail",
  },
  {
    requirement: "POL-245",
    title: "an isolated subnet with a private route to a transit gateway of another stack",
    resources: [
      ...base,
      to({}, { destinationCidrBlock: "10.1.0.0/16", transitGatewayId: "tgw-0123" }),
    ],
    verdict: "pass",
  },
  {
    requirement: "POL-240",
    title: "a transit gateway of this stack that no route leads out of",
    resources: [...base, transit, to({ transitGatewayId: transit })],
    verdict: "pass",
  },
  {
    requirement: "POL-240",
    title: "a transit gateway of this stack with a static route to everywhere",
    resources: [
      ...base,
      transit,
      resource("aws:ec2transitgateway/route:Route", { destinationCidrBlock: "0.0.0.0/0" }),
      to({ transitGatewayId: transit }),
    ],
    verdict: "fail",
  },
  {
    title: "a transit gateway of this stack whose route to everywhere is a black hole",
    resources: [
      ...base,
      transit,
      resource("aws:ec2transitgateway/route:Route", {
        destinationCidrBlock: "0.0.0.0/0",
        blackhole: true,
      }),
      to({ transitGatewayId: transit }),
    ],
    verdict: "pass",
  },
  {
    title: "a transit gateway of this stack with a VPN",
    resources: [
      ...base,
      transit,
      linkedTo("aws:ec2/vpnConnection:VpnConnection", "vpn", {
        links: { transitGatewayId: transit },
      }),
      to({ transitGatewayId: transit }),
    ],
    verdict: "fail",
  },
  {
    title: "a virtual private gateway",
    resources: [...base, to({}, { ...everywhere, gatewayId: "vgw-0123" })],
    verdict: "fail",
  },
  {
    title: "a gateway endpoint, whose list of addresses AWS keeps",
    resources: [
      ...base,
      to({}, { destinationPrefixListId: "pl-63a5400a", vpcEndpointId: "vpce-0123" }),
    ],
    verdict: "pass",
  },
  {
    title: "a route to the VPC itself",
    resources: [...base, to({}, { ...everywhere, gatewayId: "local" })],
    verdict: "pass",
  },
  {
    title: "an appliance, which may or may not send packets on",
    resources: [...base, ...gatewayRoute, appliance, to({ networkInterfaceId: appliance })],
    verdict: "undecided",
  },
  {
    title: "a subnet of a table that cannot be told",
    resources: [
      vpc,
      inner,
      linkedTo("aws:ec2/routeTableAssociation:RouteTableAssociation", "lost", {
        links: { subnetId: inner },
        routeTableId: unknown,
      }),
    ],
    verdict: "undecided",
  },
  {
    title: "a route of a table that cannot be told",
    resources: [
      ...base,
      resource("aws:ec2/route:Route", {
        routeTableId: unknown,
        ...everywhere,
        gatewayId: "igw-0123",
      }),
    ],
    verdict: "undecided",
  },
  {
    title: "a route to a list of the stack",
    resources: [
      ...base,
      list,
      to({ gatewayId: internetGateway, destinationPrefixListId: list }, {}),
    ],
    verdict: "fail",
  },
];

export const toInternetRouteCases = ruleCases(toInternet, routing);
