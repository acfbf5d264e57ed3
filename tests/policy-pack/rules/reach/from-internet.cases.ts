import type { StackResource } from "../../../../policy-pack/engine/rule";
import type { Properties, Value } from "../../../../policy-pack/engine/value";
import { fromInternet } from "../../../../policy-pack/rules/reach/from-internet";
import {
  entry,
  group,
  instance,
  internetGateway,
  linkedTo,
  networkAcl,
  route,
  tcp,
  toEverywhere,
  twoTiers,
  vpc,
} from "../../../support/policy-pack/reach-network";
import { unknown } from "../../../support/policy-pack/resources";
import { type RuleCase, ruleCases } from "../../../support/policy-pack/rule-cases";

const everywhere = "0.0.0.0/0";
const web = group("web", { ingress: tcp(443, everywhere) });
const { open, inner, openTable, base, routes } = twoTiers();
const server = (more: Properties = { associatePublicIpAddress: true }, groups = [web]) =>
  instance("server", { subnetId: open, groups, ...more });
const stack = (...more: readonly StackResource[]) => [...base, ...routes, ...more];

const paths: readonly RuleCase[] = [
  {
    requirement: "POL-241",
    title: "a machine with address, route and open group, with every hop",
    resources: stack(web, server()),
    verdict: "fail",
    message:
      /connect by tcp 443 over IPv4: InternetGateway gateway \(urn:.*\) → Route .* → SecurityGroup web .* → Instance server/,
    path: "",
    fix: /Remove one hop/,
    count: 1,
  },
  {
    requirement: "POL-243",
    title: "the same path, while nobody declares anything",
    resources: stack(web, server()),
    verdict: "fail",
    level: "mandatory",
  },
  {
    requirement: "POL-240",
    title: "a machine without public address",
    resources: stack(web, server({ associatePublicIpAddress: false })),
    verdict: "pass",
  },
  {
    requirement: "POL-240",
    title: "a machine without route to the Internet",
    resources: [...base, web, server()],
    verdict: "pass",
  },
  {
    requirement: "POL-240",
    title: "a machine behind a NAT gateway, which lets nobody in",
    resources: stack(
      web,
      instance("server", { subnetId: inner, groups: [web], associatePublicIpAddress: true }),
    ),
    verdict: "pass",
  },
  {
    requirement: "POL-240",
    title: "a machine whose group admits private addresses",
    resources: stack(group("web", { ingress: tcp(443, "10.0.0.0/8") }), server()),
    verdict: "pass",
  },
  {
    title: "a machine whose group admits one public address",
    resources: stack(group("web", { ingress: tcp(443, "203.0.113.7/32") }), server()),
    verdict: "fail",
  },
  {
    title: "a machine whose groups admit nobody",
    resources: stack(group("web"), server(undefined, [group("web")])),
    verdict: "pass",
  },
  {
    title: "a machine that names no group, in a VPC whose default group nobody adopts",
    resources: stack(
      linkedTo("aws:ec2/instance:Instance", "server", {
        links: { subnetId: open },
        associatePublicIpAddress: true,
      }),
    ),
    verdict: "pass",
  },
  {
    title: "a rule of its own for the group",
    resources: stack(
      group("web"),
      linkedTo("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "anyone", {
        links: { securityGroupId: group("web") },
        ipProtocol: "tcp",
        fromPort: 22,
        toPort: 22,
        cidrIpv4: everywhere,
      }),
      server(),
    ),
    verdict: "fail",
    message: /tcp 22 .*SecurityGroupIngressRule anyone/,
  },
];

const acls = (ingress: Value, egress: Value) =>
  stack(web, server(), networkAcl("acl", [open], { ingress, egress }));
const allow = (more: Properties = {}) => [entry(100, "allow", more)];

const filters: readonly RuleCase[] = [
  {
    requirement: "POL-240",
    title: "a path through an ACL that lets both directions pass, naming the ACL",
    resources: acls(allow(), allow()),
    verdict: "fail",
    message: /NetworkAcl acl/,
  },
  {
    requirement: "POL-240",
    title: "an ACL that lets nothing in",
    resources: acls([], allow()),
    verdict: "pass",
  },
  {
    requirement: "POL-240",
    title: "an ACL that lets no reply out",
    resources: acls(allow(), []),
    verdict: "pass",
  },
  {
    title: "an ACL that admits another port",
    resources: acls(allow({ fromPort: 8443, toPort: 8443 }), allow()),
    verdict: "pass",
  },
  {
    title: "an ACL whose replies go to private addresses only",
    resources: acls(allow(), allow({ cidrBlock: "10.0.0.0/8" })),
    verdict: "pass",
  },
  {
    title: "an ACL that denies before it allows",
    resources: acls([entry(90, "deny", {}), ...allow()], allow()),
    verdict: "pass",
  },
  {
    title: "an ACL with an unknown block",
    resources: acls(allow({ cidrBlock: unknown }), allow()),
    verdict: "undecided",
  },
];

const halves = (second: string) => [
  route(openTable, { gatewayId: internetGateway }, { destinationCidrBlock: "0.0.0.0/1" }),
  linkedTo("aws:ec2/route:Route", "second", {
    links: { routeTableId: openTable[0] ?? vpc, gatewayId: internetGateway },
    destinationCidrBlock: second,
  }),
];
const office = (block: string) => group("web", { ingress: tcp(443, block) });

const routing: readonly RuleCase[] = [
  {
    requirement: "POL-240",
    title: "a pair of routes that together are everywhere",
    resources: [...base, ...halves("128.0.0.0/1"), office("198.51.100.0/24"), server()],
    verdict: "fail",
  },
  {
    requirement: "POL-240",
    title: "a group for addresses that no route leads to",
    resources: [...base, ...halves("1.0.0.0/8"), office("198.51.100.0/24"), server()],
    verdict: "pass",
  },
  {
    requirement: "POL-240",
    title: "a group for addresses that a longer prefix sends elsewhere",
    resources: stack(
      linkedTo("aws:ec2/route:Route", "office", {
        links: { routeTableId: openTable[0] ?? vpc },
        destinationCidrBlock: "198.51.100.0/24",
        vpcPeeringConnectionId: "pcx-0123",
      }),
      office("198.51.100.0/24"),
      server(),
    ),
    verdict: "pass",
  },
  {
    title: "inline routes",
    resources: [
      ...base.filter(({ name }) => name !== "open"),
      open,
      linkedTo("aws:ec2/routeTable:RouteTable", "open", {
        links: { vpcId: vpc },
        routes: [{ cidrBlock: everywhere, gatewayId: "igw-0123" }],
      }),
      ...base.filter(
        ({ type, name }) => type.endsWith("RouteTableAssociation") && name === "open-open",
      ),
      web,
      server(),
    ],
    verdict: "fail",
  },
  {
    title: "a route of the main table, for a subnet without table of its own",
    resources: [
      vpc,
      internetGateway,
      open,
      linkedTo("aws:ec2/defaultRouteTable:DefaultRouteTable", "main", {
        links: { defaultRouteTableId: vpc },
        routes: [{ cidrBlock: everywhere, gatewayId: "igw-0123" }],
      }),
      web,
      server(),
    ],
    verdict: "fail",
  },
  {
    title: "a subnet without table of its own, under a main table without routes",
    resources: [vpc, internetGateway, open, web, server()],
    verdict: "pass",
  },
  {
    title: "a route with an unknown destination",
    resources: [
      ...base,
      route(openTable, { gatewayId: internetGateway }, { destinationCidrBlock: unknown }),
      web,
      server(),
    ],
    verdict: "undecided",
    message: /may be able to connect by tcp 443/,
  },
  {
    title: "a route with an unknown target",
    resources: [
      ...base,
      route(openTable, {}, { destinationCidrBlock: everywhere, gatewayId: unknown }),
      web,
      server(),
    ],
    verdict: "undecided",
  },
];

export const fromInternetCases = ruleCases(fromInternet, [
  ...paths,
  ...filters,
  ...routing,
  {
    title: "a group that is open outward only",
    resources: stack(group("web", { egress: toEverywhere }), server()),
    verdict: "pass",
  },
]);
