import type { Properties, Value } from "../../../policy-pack/engine/value";
import { allPorts } from "../../../policy-pack/rules/net/all-ports";
import { defaultNetworkAcl } from "../../../policy-pack/rules/net/default-network-acl";
import { defaultRouteTable } from "../../../policy-pack/rules/net/default-route-table";
import { defaultSecurityGroup } from "../../../policy-pack/rules/net/default-security-group";
import { openRule } from "../../../policy-pack/rules/net/open-rule";
import { subnetPublicAddress } from "../../../policy-pack/rules/net/subnet-public-address";
import { resource, unknown } from "../../support/policy-pack/resources";
import { type RuleCase, ruleCases } from "../../support/policy-pack/rule-cases";

const group = "aws:ec2/securityGroup:SecurityGroup";
const ingressType = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const egressType = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
const tcp443 = { ipProtocol: "tcp", fromPort: 443, toPort: 443 };
const ingress = (properties: Properties) => [resource(ingressType, { ...tcp443, ...properties })];

const openTo = (cidr: string, property = "cidrIpv4"): RuleCase => ({
  title: `${cidr} as a public block`,
  resources: ingress({ [property]: cidr }),
  verdict: "fail",
});

export const openRuleCases = ruleCases(openRule, [
  {
    title: "a group as peer",
    resources: ingress({ referencedSecurityGroupId: "sg-1" }),
    verdict: "pass",
  },
  {
    title: "a prefix list as peer",
    resources: ingress({ prefixListId: unknown }),
    verdict: "pass",
  },
  { title: "a private block", resources: ingress({ cidrIpv4: "10.0.0.0/8" }), verdict: "pass" },
  {
    title: "a unique local IPv6 block",
    resources: ingress({ cidrIpv6: "fd00::/8" }),
    verdict: "pass",
  },
  openTo("0.0.0.0/0"),
  openTo("128.0.0.0/1"),
  openTo("0.0.0.0/1"),
  openTo("10.1.2.3/0"),
  openTo("203.0.113.9/32"),
  openTo("::/0", "cidrIpv6"),
  openTo("0:0:0:0:0:0:0:0/0", "cidrIpv6"),
  openTo("::ffff:0:0/96", "cidrIpv6"),
  {
    title: "egress to everywhere",
    resources: [resource(egressType, { ...tcp443, cidrIpv4: "0.0.0.0/0" })],
    verdict: "fail",
  },
  {
    title: "the second inline rule, at its place",
    resources: [
      resource(group, {
        ingress: [
          { protocol: "tcp", fromPort: 443, toPort: 443, self: true },
          { protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["0.0.0.0/0"] },
        ],
      }),
    ],
    verdict: "fail",
    path: "/ingress/1/cidrBlocks",
  },
  {
    title: "a rule resource of the older kind",
    resources: [
      resource("aws:ec2/securityGroupRule:SecurityGroupRule", {
        type: "egress",
        protocol: "tcp",
        fromPort: 1,
        toPort: 2,
        cidrBlocks: ["0.0.0.0/0"],
      }),
    ],
    verdict: "fail",
    message: /egress/,
  },
  {
    title: "text that is no block",
    resources: ingress({ cidrIpv4: "everywhere" }),
    verdict: "fail",
  },
  { title: "a group without rules", resources: [resource(group, {})], verdict: "pass" },
  {
    title: "an unknown block",
    resources: ingress({ cidrIpv4: unknown }),
    verdict: "undecided",
    path: "/cidrIpv4",
  },
]);

export const allPortsCases = ruleCases(allPorts, [
  { title: "one port", resources: ingress({}), verdict: "pass" },
  { title: "port 0 alone", resources: ingress({ fromPort: 0, toPort: 0 }), verdict: "pass" },
  { title: "every protocol", resources: ingress({ ipProtocol: "-1" }), verdict: "fail" },
  { title: "every protocol as a number", resources: ingress({ ipProtocol: -1 }), verdict: "fail" },
  { title: "every protocol by name", resources: ingress({ ipProtocol: "ALL" }), verdict: "fail" },
  { title: "every port", resources: ingress({ fromPort: 0, toPort: 65535 }), verdict: "fail" },
  {
    title: "every port but 0",
    resources: ingress({ fromPort: 1, toPort: 65535 }),
    verdict: "fail",
  },
  {
    title: "ports given as text",
    resources: ingress({ fromPort: "0", toPort: "65535" }),
    verdict: "fail",
  },
  {
    title: "every protocol whatever the ports",
    resources: ingress({ ipProtocol: "-1", fromPort: unknown }),
    verdict: "fail",
  },
  {
    title: "ports in the wrong order",
    resources: ingress({ fromPort: 80, toPort: 22 }),
    verdict: "undecided",
  },
  {
    title: "ports that are no numbers",
    resources: ingress({ fromPort: "http" }),
    verdict: "undecided",
  },
  { title: "an unknown port", resources: ingress({ toPort: unknown }), verdict: "undecided" },
  {
    title: "an unknown protocol",
    resources: ingress({ ipProtocol: unknown }),
    verdict: "undecided",
  },
]);

const vpc = resource("aws:ec2/vpc:Vpc", {});
const adoptedGroup = (properties: Properties) => [
  vpc,
  resource(
    "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
    { vpcId: unknown, ...properties },
    { refersTo: { vpcId: vpc } },
  ),
];

export const defaultSecurityGroupCases = ruleCases(defaultSecurityGroup, [
  {
    title: "an adopted, empty group",
    resources: adoptedGroup({ ingress: [], egress: [] }),
    verdict: "pass",
  },
  {
    title: "an adopted group that says nothing of rules",
    resources: adoptedGroup({}),
    verdict: "pass",
  },
  { title: "a VPC whose group is not adopted", resources: [vpc], verdict: "fail" },
  {
    title: "an adopted group with a rule",
    resources: adoptedGroup({ ingress: [{ self: true }] }),
    verdict: "fail",
    path: "/ingress",
  },
  {
    title: "an adopted group with an egress rule",
    resources: adoptedGroup({ egress: [{ self: true }] }),
    verdict: "fail",
    path: "/egress",
  },
  {
    title: "an adopted group with unknown rules",
    resources: adoptedGroup({ ingress: unknown }),
    verdict: "undecided",
  },
]);

const adoptedAcl = (properties: Properties) => [
  vpc,
  resource(
    "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl",
    { defaultNetworkAclId: unknown, ...properties },
    { refersTo: { defaultNetworkAclId: vpc } },
  ),
];

export const defaultNetworkAclCases = ruleCases(defaultNetworkAcl, [
  {
    title: "an adopted, empty ACL",
    resources: adoptedAcl({ ingress: [], egress: [] }),
    verdict: "pass",
  },
  {
    title: "an adopted ACL that denies",
    resources: adoptedAcl({ ingress: [{ action: "deny" }] }),
    verdict: "pass",
  },
  { title: "a VPC whose ACL is not adopted", resources: [vpc], verdict: "fail" },
  {
    title: "an adopted ACL that allows",
    resources: adoptedAcl({ egress: [{ action: "allow" }] }),
    verdict: "fail",
    path: "/egress/0",
  },
  {
    title: "an entry of unknown action",
    resources: adoptedAcl({ ingress: [{ action: unknown }] }),
    verdict: "undecided",
  },
  { title: "unknown entries", resources: adoptedAcl({ ingress: unknown }), verdict: "undecided" },
]);

const routeTable = (routes: Value) => [
  resource("aws:ec2/defaultRouteTable:DefaultRouteTable", { routes }),
];

export const defaultRouteTableCases = ruleCases(defaultRouteTable, [
  { title: "no routes", resources: routeTable([]), verdict: "pass" },
  {
    title: "a route",
    resources: routeTable([{ cidrBlock: "0.0.0.0/0" }]),
    verdict: "fail",
    path: "/routes",
  },
  { title: "unknown routes", resources: routeTable(unknown), verdict: "undecided" },
]);

const subnet = (properties: Properties) => [resource("aws:ec2/subnet:Subnet", properties)];

export const subnetPublicAddressCases = ruleCases(subnetPublicAddress, [
  {
    title: "a subnet that says no",
    resources: subnet({ mapPublicIpOnLaunch: false }),
    verdict: "pass",
  },
  { title: "a subnet that says nothing, which means no", resources: subnet({}), verdict: "pass" },
  {
    title: "a subnet that assigns public addresses",
    resources: subnet({ mapPublicIpOnLaunch: true }),
    verdict: "fail",
  },
  {
    title: "an unknown setting",
    resources: subnet({ mapPublicIpOnLaunch: unknown }),
    verdict: "undecided",
  },
]);
