import type { StackResource } from "../../../../policy-pack/engine/rule";
import type { Properties, Value } from "../../../../policy-pack/engine/value";
import { toInternet } from "../../../../policy-pack/rules/reach/to-internet";
import {
  component,
  entry,
  group,
  linkedTo,
  networkAcl,
  route,
  subnet,
  table,
  tcp,
  toEverywhere,
  twoTiers,
  vpc,
} from "../../../support/policy-pack/reach-network";
import { unknown } from "../../../support/policy-pack/resources";
import { type RuleCase, ruleCases } from "../../../support/policy-pack/rule-cases";

const isolated = { tags: { Tier: "isolated" } };
const tiers = twoTiers({ inner: isolated });
const { base, inner, innerTable } = tiers;
const [openRoute, innerRoute] = tiers.routes;
const gatewayRoute: readonly StackResource[] = openRoute === undefined ? [] : [openRoute];
const natRoute: readonly StackResource[] = innerRoute === undefined ? [] : [innerRoute];
const everywhere = { destinationCidrBlock: "0.0.0.0/0" };
const to = (links: Record<string, StackResource>, more: Properties = everywhere) =>
  route(innerTable, links, more);

const tagged = (tags: Value) => {
  const named = twoTiers({ inner: { tags } });
  return [...named.base, ...named.routes];
};
const acls = (egress: Value, ingress: Value) => [
  ...base,
  ...gatewayRoute,
  ...natRoute,
  networkAcl("acl", [inner], { egress, ingress }),
];
const inside = [entry(100, "allow", { cidrBlock: "10.0.0.0/16" })];
const anywhere = [entry(100, "allow", {})];

const tags: readonly RuleCase[] = [
  {
    title: "a subnet with a way out, a tag of which is unknown",
    resources: tagged({ Name: "inner", Tier: unknown }),
    verdict: "undecided",
    path: "/tags/Tier",
    message: /^Whether a tag calls the subnet isolated is unknown\. The Internet can be reached/,
    count: 1,
  },
  {
    title: "a subnet with a way out, the tags of which are unknown",
    resources: tagged(unknown),
    verdict: "undecided",
    path: "/tags",
  },
  {
    title: "a subnet with a way out, a tag of which begins like the value in question",
    resources: tagged({ Tier: `iso${unknown}` }),
    verdict: "undecided",
  },
  {
    title: "a subnet with a way out, a tag of which is unknown and ends otherwise",
    resources: tagged({ Name: `${unknown}-public`, Owner: `team-${unknown}` }),
    verdict: "pass",
  },
  {
    title: "a subnet without way out, a tag of which is unknown",
    resources: twoTiers({ inner: { tags: { Tier: unknown } } }).base,
    verdict: "pass",
  },
];

const filters: readonly RuleCase[] = [
  {
    requirement: "POL-241",
    title: "an isolated subnet whose ACL lets packets out, and replies in",
    resources: acls(anywhere, anywhere),
    verdict: "fail",
    message: /every tcp port over IPv4.*NetworkAcl acl/,
  },
  {
    requirement: "POL-241",
    title: "an isolated subnet whose ACL keeps packets inside the VPC",
    resources: acls(inside, anywhere),
    verdict: "pass",
  },
  {
    title: "an isolated subnet whose ACL lets no reply in",
    resources: acls(anywhere, inside),
    verdict: "pass",
  },
];

const database = (subnets: readonly StackResource[], egress: Value, more: Properties = {}) => {
  const own = group("data", { egress });
  return [
    own,
    linkedTo("aws:rds/subnetGroup:SubnetGroup", "data", {
      links: { subnetIds: subnets },
      name: "data",
    }),
    linkedTo("aws:rds/instance:Instance", "db", {
      links: { vpcSecurityGroupIds: [own] },
      dbSubnetGroupName: "data",
      ...more,
    }),
  ];
};
const plain = twoTiers();

const stores: readonly RuleCase[] = [
  {
    requirement: "POL-243",
    title: "a database behind a NAT gateway whose group lets everything out",
    resources: [...plain.base, ...plain.routes, ...database([plain.inner], toEverywhere)],
    verdict: "fail",
    path: "",
    message: /SecurityGroup data .* → Subnet inner/,
    count: 1,
  },
  {
    requirement: "POL-243",
    title: "a database behind a NAT gateway whose group lets nothing out",
    resources: [...plain.base, ...plain.routes, ...database([plain.inner], [])],
    verdict: "pass",
  },
  {
    requirement: "POL-243",
    title: "a database whose group lets packets out to the VPC",
    resources: [
      ...plain.base,
      ...plain.routes,
      ...database([plain.inner], tcp(5432, "10.0.0.0/16")),
    ],
    verdict: "pass",
  },
  {
    title: "a database without public address in a subnet with an Internet gateway",
    resources: [...plain.base, ...plain.routes, ...database([plain.open], toEverywhere)],
    verdict: "pass",
  },
  {
    title: "a database with a public address in a subnet with an Internet gateway",
    resources: [
      ...plain.base,
      ...plain.routes,
      ...database([plain.open], toEverywhere, { publiclyAccessible: true }),
    ],
    verdict: "fail",
  },
  {
    title: "a database in an isolated subnet once, with the subnet",
    resources: [...base, ...gatewayRoute, ...natRoute, ...database([inner], toEverywhere)],
    verdict: "fail",
    count: 1,
  },
  {
    title: "a database, by an edge that a component declares",
    resources: [
      component({
        edges: [
          {
            id: "out",
            from: "ledger",
            to: "198.51.100.0/24",
            protocol: "tcp",
            port: 443,
            via: "network",
          },
        ],
        members: { ledger: { databases: ["db"] } },
      }),
      ...plain.base,
      ...plain.routes,
      ...database([plain.inner], tcp(443, "198.51.100.0/24")),
    ],
    verdict: "pass",
  },
  {
    requirement: "POL-245",
    title: "a database whose group names an unknown block",
    resources: [...plain.base, ...plain.routes, ...database([plain.inner], tcp(443, unknown))],
    verdict: "undecided",
    message: /may be reached by tcp 443 over IPv4/,
  },
];

const dual = subnet("dual", "10.0.2.0/24", { ...isolated, ipv6CidrBlock: "2001:db8::/64" });
const dualTable = table("dual", [dual]);
const out = linkedTo("aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway", "out", {
  links: { vpcId: vpc },
});
const route6 = (target: Record<string, StackResource>) =>
  route(dualTable, target, { destinationIpv6CidrBlock: "::/0" });

const families: readonly RuleCase[] = [
  {
    requirement: "POL-244",
    title: "an egress-only gateway of an isolated dual-stack subnet",
    resources: [vpc, dual, ...dualTable, out, route6({ egressOnlyGatewayId: out })],
    verdict: "fail",
    message: /over IPv6/,
    count: 1,
  },
  {
    requirement: "POL-244",
    title: "an IPv6 route of a subnet without IPv6 addresses",
    resources: [
      ...base,
      out,
      to({ egressOnlyGatewayId: out }, { destinationIpv6CidrBlock: "::/0" }),
    ],
    verdict: "pass",
  },
  {
    requirement: "POL-244",
    title: "an ACL of a dual-stack subnet that allows IPv4 alone",
    resources: [
      vpc,
      dual,
      ...dualTable,
      out,
      route6({ egressOnlyGatewayId: out }),
      networkAcl("acl", [dual], { egress: anywhere, ingress: anywhere }),
    ],
    verdict: "pass",
  },
];

export const toInternetCases = ruleCases(toInternet, [...tags, ...filters, ...stores, ...families]);
