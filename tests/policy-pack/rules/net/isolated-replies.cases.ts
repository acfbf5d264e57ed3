import type { Properties } from "../../../../policy-pack/engine/value";
import { isolatedReplies } from "../../../../policy-pack/rules/net/isolated-replies";
import {
  acl,
  aclEntry as entry,
  networkTypes,
  vpc,
} from "../../../support/policy-pack/network-resources";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";

const subnet = resource(networkTypes.subnet, { vpcId: unknown }, { refersTo: { vpcId: vpc } });
const association = resource(
  networkTypes.aclAssociation,
  { networkAclId: unknown, subnetId: unknown },
  { refersTo: { networkAclId: acl, subnetId: subnet } },
);
const table = resource(networkTypes.table, { vpcId: unknown }, { refersTo: { vpcId: vpc } });
const ownTable = resource(
  networkTypes.tableAssociation,
  { routeTableId: unknown, subnetId: unknown },
  { refersTo: { routeTableId: table, subnetId: subnet } },
);
const route = (properties: Properties, of = table) =>
  resource(
    networkTypes.route,
    { routeTableId: unknown, ...properties },
    { refersTo: { routeTableId: of } },
  );
const isolated = [vpc, subnet, acl, association, table, ownTable];
const replies = { cidrBlock: "0.0.0.0/0", fromPort: 1024, toPort: 65535 };
const natRoute = route({ destinationCidrBlock: "0.0.0.0/0", natGatewayId: "nat-1" });

export const isolatedRepliesCases = ruleCases(isolatedReplies, [
  {
    requirement: "POL-222",
    title: "replies from a declared peer in an isolated subnet",
    resources: [...isolated, entry(100, { ...replies, cidrBlock: "10.0.0.0/16" })],
    verdict: "pass",
  },
  {
    requirement: "POL-222",
    title: "replies from everywhere in an isolated subnet",
    resources: [...isolated, entry(100, replies)],
    verdict: "fail",
    path: "",
    message: /from everywhere are open for a subnet that has no route there/,
    count: 1,
  },
  {
    requirement: "POL-222",
    title: "replies to everywhere in an isolated subnet",
    resources: [...isolated, entry(100, { ...replies, egress: true })],
    verdict: "fail",
    message: /to everywhere/,
  },
  {
    title: "part of the ephemeral ports",
    resources: [...isolated, entry(100, { ...replies, fromPort: 50000, toPort: 50000 })],
    verdict: "fail",
  },
  {
    title: "the first ephemeral port",
    resources: [...isolated, entry(100, { ...replies, fromPort: 443, toPort: 1024 })],
    verdict: "fail",
  },
  {
    title: "the last ephemeral port",
    resources: [...isolated, entry(100, { ...replies, fromPort: 65535 })],
    verdict: "fail",
  },
  {
    title: "a port below them",
    resources: [...isolated, entry(100, { ...replies, fromPort: 443, toPort: 1023 })],
    verdict: "pass",
  },
  {
    title: "replies over UDP",
    resources: [...isolated, entry(100, { ...replies, protocol: "udp" })],
    verdict: "fail",
  },
  {
    title: "replies from every IPv6 address",
    resources: [...isolated, entry(100, { ...replies, cidrBlock: "", ipv6CidrBlock: "::/0" })],
    verdict: "fail",
  },
  {
    title: "every port, which net/network-acl-open reports",
    resources: [...isolated, entry(100, { protocol: "-1", cidrBlock: "0.0.0.0/0" })],
    verdict: "pass",
  },
  {
    title: "replies from everywhere in a subnet that calls everywhere",
    resources: [...isolated, natRoute, entry(100, replies)],
    verdict: "pass",
  },
  {
    title: "replies from everywhere where the route is inline",
    resources: [
      vpc,
      subnet,
      acl,
      association,
      resource(networkTypes.table, { routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: "igw-1" }] }),
      ownTable,
      entry(100, replies),
    ],
    verdict: "pass",
  },
  {
    title: "replies from everywhere where the only route is private",
    resources: [...isolated, route({ destinationCidrBlock: "10.1.0.0/16" }), entry(100, replies)],
    verdict: "fail",
  },
  {
    title: "replies from everywhere in a subnet that uses the main table of a new VPC",
    resources: [vpc, subnet, acl, association, entry(100, replies)],
    verdict: "fail",
  },
  {
    title: "replies from everywhere where the main table has a route",
    resources: [
      vpc,
      subnet,
      acl,
      association,
      route({ destinationIpv6CidrBlock: "::/0" }, vpc),
      entry(100, replies),
    ],
    verdict: "pass",
  },
  {
    title: "replies from everywhere in an ACL without subnets",
    resources: [vpc, subnet, acl, entry(100, replies)],
    verdict: "pass",
  },
  {
    title: "a route of unknown destination",
    resources: [...isolated, route({ destinationCidrBlock: unknown }), entry(100, replies)],
    verdict: "undecided",
    message: /whether a subnet has a route there is unknown/,
  },
  {
    title: "a subnet whose table cannot be told",
    resources: [
      resource(networkTypes.subnet, { vpcId: "vpc-1" }),
      acl,
      association,
      entry(100, replies),
    ],
    verdict: "undecided",
  },
  {
    title: "an unknown block for replies",
    resources: [...isolated, entry(100, { ...replies, cidrBlock: unknown })],
    verdict: "undecided",
    path: "",
    message: /Unknown values decide/,
  },
  {
    title: "an unknown block for replies where there is a route",
    resources: [...isolated, natRoute, entry(100, { ...replies, cidrBlock: unknown })],
    verdict: "pass",
  },
]);
