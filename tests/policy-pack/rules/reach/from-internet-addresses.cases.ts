import type { StackResource } from "../../../../policy-pack/engine/rule";
import type { Properties } from "../../../../policy-pack/engine/value";
import { fromInternet } from "../../../../policy-pack/rules/reach/from-internet";
import {
  component,
  entry,
  group,
  instance,
  internetGateway,
  linkedTo,
  networkAcl,
  route,
  tcp,
  tcp6,
  twoTiers,
  vpc,
} from "../../../support/policy-pack/reach-network";
import { unknown } from "../../../support/policy-pack/resources";
import { type RuleCase, ruleCases } from "../../../support/policy-pack/rule-cases";

const everywhere = "0.0.0.0/0";
const web = group("web", { ingress: tcp(443, everywhere) });
const { open, base, routes } = twoTiers();
const server = (more: Properties = { associatePublicIpAddress: true }, groups = [web]) =>
  instance("server", { subnetId: open, groups, ...more });
const stack = (...more: readonly StackResource[]) => [...base, ...routes, ...more];

const allow = (more: Properties = {}) => [entry(100, "allow", more)];
const office = (block: string) => group("web", { ingress: tcp(443, block) });

const eip = (property: string, target: StackResource) =>
  linkedTo("aws:ec2/eip:Eip", "address", { links: { [property]: target } });
const balancer = (more: Properties) =>
  linkedTo("aws:lb/loadBalancer:LoadBalancer", "balancer", {
    links: { subnets: [open], securityGroups: [web] },
    ...more,
  });
const mapping = twoTiers({ open: { mapPublicIpOnLaunch: true } });

const addresses: readonly RuleCase[] = [
  {
    title: "a machine with an Elastic IP",
    resources: stack(web, server({}), eip("instance", server({}))),
    verdict: "fail",
    message: /Eip address/,
  },
  {
    title: "a machine in a subnet that gives addresses",
    resources: [
      ...mapping.base,
      ...mapping.routes,
      web,
      instance("server", { subnetId: mapping.open, groups: [web] }),
    ],
    verdict: "fail",
  },
  {
    title: "a machine that refuses the address its subnet gives",
    resources: [
      ...mapping.base,
      ...mapping.routes,
      web,
      instance("server", {
        subnetId: mapping.open,
        groups: [web],
        associatePublicIpAddress: false,
      }),
    ],
    verdict: "pass",
  },
  {
    title: "an Internet-facing load balancer",
    resources: stack(web, balancer({})),
    verdict: "fail",
  },
  {
    title: "an internal load balancer",
    resources: stack(web, balancer({ internal: true })),
    verdict: "pass",
  },
  {
    title: "a load balancer of which that is unknown",
    resources: stack(web, balancer({ internal: unknown })),
    verdict: "undecided",
  },
  {
    title: "a network load balancer without groups, which nothing guards",
    resources: stack(
      linkedTo("aws:lb/loadBalancer:LoadBalancer", "balancer", {
        links: { subnets: [open] },
        loadBalancerType: "network",
      }),
    ),
    verdict: "fail",
    message: /every protocol/,
  },
  {
    requirement: "POL-243",
    title: "a database that is publicly accessible and whose group is open",
    resources: stack(
      web,
      linkedTo("aws:rds/subnetGroup:SubnetGroup", "subnets", {
        links: { subnetIds: [open] },
        name: "subnets",
      }),
      linkedTo("aws:rds/instance:Instance", "db", {
        links: { vpcSecurityGroupIds: [web] },
        dbSubnetGroupName: "subnets",
        publiclyAccessible: true,
      }),
    ),
    verdict: "fail",
  },
  {
    title: "an unknown group beside a route and an address",
    resources: stack(
      linkedTo("aws:ec2/instance:Instance", "server", {
        links: { subnetId: open },
        vpcSecurityGroupIds: [unknown],
        associatePublicIpAddress: true,
      }),
    ),
    verdict: "undecided",
  },
  {
    requirement: "POL-245",
    title: "an unknown block in a group that is reachable",
    resources: stack(group("web", { ingress: tcp(443, unknown) }), server()),
    verdict: "undecided",
    message: /may be able to connect by tcp 443/,
  },
  {
    requirement: "POL-245",
    title: "an unknown block in a group that no route leads to",
    resources: [...base, group("web", { ingress: tcp(443, unknown) }), server()],
    verdict: "pass",
  },
];

const dual = twoTiers({
  open: { ipv6CidrBlock: "2001:db8:0:1::/64", assignIpv6AddressOnCreation: true },
});
const web6 = group("web", { ingress: tcp6(443, "::/0") });
const route6 = route(
  dual.openTable,
  { gatewayId: internetGateway },
  { destinationIpv6CidrBlock: "::/0" },
);
const dualServer = instance("server", {
  subnetId: dual.open,
  groups: [web6],
  associatePublicIpAddress: false,
});
const dualStack = (...more: readonly StackResource[]) => [...dual.base, ...more];

const families: readonly RuleCase[] = [
  {
    requirement: "POL-244",
    title: "a group that is open in IPv6 alone, on a dual-stack subnet",
    resources: dualStack(route6, web6, dualServer),
    verdict: "fail",
    message: /over IPv6/,
    count: 1,
  },
  {
    requirement: "POL-244",
    title: "an ACL that allows IPv4 alone, which closes IPv6",
    resources: dualStack(
      route6,
      web6,
      dualServer,
      networkAcl("acl", [dual.open], { ingress: allow(), egress: allow() }),
    ),
    verdict: "pass",
  },
  {
    requirement: "POL-244",
    title: "an ACL that allows IPv6 too",
    resources: dualStack(
      route6,
      web6,
      dualServer,
      networkAcl("acl", [dual.open], {
        ingress: [...allow(), entry(110, "allow", { cidrBlock: null, ipv6CidrBlock: "::/0" })],
        egress: [...allow(), entry(110, "allow", { cidrBlock: null, ipv6CidrBlock: "::/0" })],
      }),
    ),
    verdict: "fail",
  },
  {
    requirement: "POL-244",
    title: "an egress-only gateway, which lets nobody in",
    resources: dualStack(
      route(
        dual.openTable,
        {
          egressOnlyGatewayId: linkedTo(
            "aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway",
            "out",
            { links: { vpcId: vpc } },
          ),
        },
        { destinationIpv6CidrBlock: "::/0" },
      ),
      web6,
      dualServer,
    ),
    verdict: "pass",
  },
];

const edge = (more: Properties = {}) => ({
  id: "world-web",
  from: everywhere,
  to: "shop",
  protocol: "tcp",
  port: 443,
  via: "network",
  public: true,
  ...more,
});
const shop = (more: Properties = {}) =>
  component({ edges: [edge(more)], members: { shop: { securityGroups: ["web"] } } });

const declared: readonly RuleCase[] = [
  {
    requirement: "POL-241",
    title: "a path that is a declared public edge",
    resources: [shop(), ...stack(web, server())],
    verdict: "pass",
  },
  {
    requirement: "POL-241",
    title: "a path on another port than the edge's",
    resources: [shop({ port: 80 }), ...stack(web, server())],
    verdict: "fail",
  },
  {
    requirement: "POL-67",
    title: "a path from everywhere, where the edge does not say that it is public",
    resources: [shop({ public: false }), ...stack(web, server())],
    verdict: "fail",
  },
  {
    requirement: "POL-67",
    title: "a path from the one block that an edge names",
    resources: [
      shop({ from: "198.51.100.0/24", public: false }),
      ...stack(office("198.51.100.0/24"), server()),
    ],
    verdict: "pass",
  },
  {
    requirement: "POL-67",
    title: "a path from more than the block that an edge names",
    resources: [shop({ from: "198.51.100.0/24", public: false }), ...stack(web, server())],
    verdict: "fail",
  },
  {
    title: "a path to a service whose edge is another's",
    resources: [shop({ to: "other" }), ...stack(web, server())],
    verdict: "fail",
  },
  {
    title: "a path out instead of in",
    resources: [shop({ from: "shop", to: everywhere }), ...stack(web, server())],
    verdict: "fail",
  },
  {
    requirement: "POL-68",
    title: "a path that the resources make, whatever the program declares instead",
    resources: [
      component({
        edges: [],
        members: { shop: { securityGroups: ["web"], subnets: ["inner"] } },
      }),
      ...stack(web, server()),
    ],
    verdict: "fail",
  },
];

export const fromInternetAddressCases = ruleCases(fromInternet, [
  ...addresses,
  ...families,
  ...declared,
]);
