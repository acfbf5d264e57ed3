import type { StackResource } from "../../../../policy-pack/engine/rule";
import type { Properties, Value } from "../../../../policy-pack/engine/value";
import { undeclaredPath } from "../../../../policy-pack/rules/reach/undeclared-path";
import {
  component,
  entry,
  group,
  instance,
  linkedTo,
  networkAcl,
  subnet,
  table,
  tcp,
  vpc,
} from "../../../support/policy-pack/reach-network";
import { unknown } from "../../../support/policy-pack/resources";
import { type RuleCase, ruleCases } from "../../../support/policy-pack/rule-cases";

const orbit = group("orbit");
const axon = group("axon");
const home = subnet("home", "10.0.0.0/24");
const away = subnet("away", "10.0.1.0/24");
const base = [vpc, home, away, ...table("home", [home]), ...table("away", [away]), orbit, axon];

const rule = (
  kind: "Ingress" | "Egress",
  [owner, peer]: readonly [StackResource, StackResource | undefined],
  more: Properties,
) =>
  linkedTo(`aws:vpc/securityGroup${kind}Rule:SecurityGroup${kind}Rule`, `${owner.name}-${kind}`, {
    links: { securityGroupId: owner, ...(peer && { referencedSecurityGroupId: peer }) },
    ipProtocol: "tcp",
    fromPort: 8443,
    toPort: 8443,
    ...more,
  });
const out = (more: Properties = {}) => rule("Egress", [orbit, axon], more);
const into = (more: Properties = {}) => rule("Ingress", [axon, orbit], more);

const edge = (more: Properties = {}) => ({
  id: "orbit-axon",
  from: "orbit",
  to: "axon",
  protocol: "tcp",
  port: 8443,
  via: "network",
  ...more,
});
const services = (edges: readonly Properties[], more: Properties = {}) =>
  component({
    edges,
    members: { orbit: { securityGroups: ["orbit"] }, axon: { securityGroups: ["axon"] } },
    ...more,
  });

const groups: readonly RuleCase[] = [
  {
    requirement: "POL-241",
    title: "two services whose groups admit each other, with every hop",
    resources: [services([]), ...base, out(), into()],
    verdict: "fail",
    message:
      /orbit can connect to axon by tcp 8443.*SecurityGroupEgressRule orbit-Egress .* → .*SecurityGroupIngressRule axon-Ingress/,
    fix: /declare an edge/,
    count: 1,
  },
  {
    requirement: "POL-66",
    title: "a path that an edge declares",
    resources: [services([edge()]), ...base, out(), into()],
    verdict: "pass",
  },
  {
    requirement: "POL-66",
    title: "a path beside the edge's port",
    resources: [
      services([edge()]),
      ...base,
      out({ fromPort: 8000, toPort: 8999 }),
      into({ fromPort: 8000, toPort: 8999 }),
    ],
    verdict: "fail",
    message: /tcp 8000-8442, tcp 8444-8999/,
  },
  {
    requirement: "POL-66",
    title: "a path over the network, where the edge is carried by the mesh",
    resources: [services([edge({ via: "lattice" })]), ...base, out(), into()],
    verdict: "fail",
  },
  {
    title: "a path that an edge over App Mesh declares, which uses the network",
    resources: [services([edge({ via: "app-mesh" })]), ...base, out(), into()],
    verdict: "pass",
  },
  {
    requirement: "POL-241",
    title: "a path against the direction of the edge",
    resources: [services([edge({ from: "axon", to: "orbit" })]), ...base, out(), into()],
    verdict: "fail",
  },
  {
    requirement: "POL-241",
    title: "the called side alone open",
    resources: [services([]), ...base, into()],
    verdict: "pass",
  },
  {
    requirement: "POL-241",
    title: "the calling side alone open",
    resources: [services([]), ...base, out()],
    verdict: "pass",
  },
  {
    title: "two sides that are open on different ports",
    resources: [services([]), ...base, out(), into({ fromPort: 22, toPort: 22 })],
    verdict: "pass",
  },
  {
    requirement: "POL-68",
    title: "a path that the resources make and nobody declares, between services of one edge",
    resources: [
      services([edge()]),
      ...base,
      out({ fromPort: 22, toPort: 22 }),
      into({ fromPort: 22, toPort: 22 }),
    ],
    verdict: "fail",
  },
  {
    requirement: "POL-243",
    title: "two groups that admit each other, while nobody declares services",
    resources: [...base, out(), into()],
    verdict: "pass",
  },
  {
    title: "blocks that take in the other side's subnets",
    resources: [
      services([]),
      vpc,
      home,
      away,
      group("orbit", { egress: tcp(8443, "10.0.0.0/16") }),
      group("axon", { ingress: tcp(8443, "10.0.0.0/8") }),
    ],
    verdict: "fail",
    path: "/ingress/0",
  },
  {
    title: "blocks beside the other side's subnets",
    resources: [
      services([]),
      vpc,
      home,
      away,
      group("orbit", { egress: tcp(8443, "10.9.0.0/16") }),
      group("axon", { ingress: tcp(8443, "10.0.0.0/8") }),
    ],
    verdict: "pass",
  },
  {
    requirement: "POL-245",
    title: "a rule with an unknown group",
    resources: [
      services([]),
      ...base,
      out(),
      rule("Ingress", [axon, undefined], { referencedSecurityGroupId: unknown }),
    ],
    verdict: "undecided",
    path: "",
    message: /orbit may be able to connect to axon by tcp 8443, which/,
  },
  {
    requirement: "POL-245",
    title: "a rule with an unknown group that nobody can reach",
    resources: [
      services([]),
      ...base,
      rule("Ingress", [axon, undefined], { referencedSecurityGroupId: unknown }),
    ],
    verdict: "pass",
  },
  {
    title: "two services that nothing guards, in subnets that cannot be told",
    resources: [
      component({
        edges: [],
        members: { orbit: { loadBalancers: ["one"] }, axon: { loadBalancers: ["two"] } },
      }),
      ...["one", "two"].map((name) =>
        linkedTo("aws:lb/loadBalancer:LoadBalancer", name, {
          loadBalancerType: "network",
          subnets: [unknown],
        }),
      ),
    ],
    verdict: "undecided",
    path: "",
    count: 2,
  },
  {
    title: "a rule with unknown ports",
    resources: [services([]), ...base, out({ fromPort: unknown }), into()],
    verdict: "undecided",
  },
];

const placed = (from: StackResource, to: StackResource) => [
  instance("orbit", { subnetId: from, groups: [orbit] }),
  instance("axon", { subnetId: to, groups: [axon] }),
];
const acl = (of: StackResource, ingress: Value, egress: Value) =>
  networkAcl(of.name, [of], { ingress, egress });
const all = [entry(100, "allow", {})];
const guarded = (
  [homeIn, homeOut]: readonly [Value, Value],
  [awayIn, awayOut]: readonly [Value, Value],
) => [
  services([]),
  ...base,
  out(),
  into(),
  ...placed(home, away),
  acl(home, homeIn, homeOut),
  acl(away, awayIn, awayOut),
];

const subnets: readonly RuleCase[] = [
  {
    requirement: "POL-240",
    title: "two subnets whose ACLs let everything pass",
    resources: guarded([all, all], [all, all]),
    verdict: "fail",
    message: /NetworkAcl home .* → NetworkAcl away/,
  },
  {
    requirement: "POL-240",
    title: "an ACL that lets nothing out",
    resources: guarded([all, []], [all, all]),
    verdict: "pass",
  },
  {
    requirement: "POL-240",
    title: "an ACL that lets nothing in",
    resources: guarded([all, all], [[], all]),
    verdict: "pass",
  },
  {
    requirement: "POL-240",
    title: "an ACL that lets no reply out",
    resources: guarded([all, all], [all, []]),
    verdict: "pass",
  },
  {
    requirement: "POL-240",
    title: "an ACL that lets no reply in",
    resources: guarded([[], all], [all, all]),
    verdict: "pass",
  },
  {
    title: "an ACL that denies the other subnet",
    resources: guarded(
      [all, all],
      [[entry(90, "deny", { cidrBlock: "10.0.0.0/24" }), ...all], all],
    ),
    verdict: "pass",
  },
  {
    title: "an ACL that allows another port",
    resources: guarded([all, all], [[entry(100, "allow", { fromPort: 22, toPort: 22 })], all]),
    verdict: "pass",
  },
  {
    title: "one subnet, inside which no ACL stands",
    resources: [services([]), ...base, out(), into(), ...placed(home, home), acl(home, [], [])],
    verdict: "fail",
  },
];

const otherVpc = linkedTo("aws:ec2/vpc:Vpc", "other", { cidrBlock: "10.1.0.0/16" });
const there = linkedTo("aws:ec2/subnet:Subnet", "there", {
  links: { vpcId: otherVpc },
  cidrBlock: "10.1.0.0/24",
});
const thereTable = linkedTo("aws:ec2/routeTable:RouteTable", "there", {
  links: { vpcId: otherVpc },
});
const peering = linkedTo("aws:ec2/vpcPeeringConnection:VpcPeeringConnection", "peer", {
  links: { vpcId: vpc, peerVpcId: otherVpc },
});
const [homeTable] = table("home", [home]);
const via = (name: string, routeTableId: StackResource, destinationCidrBlock: string) =>
  linkedTo("aws:ec2/route:Route", name, {
    links: { routeTableId, vpcPeeringConnectionId: peering },
    destinationCidrBlock,
  });
const peered = (...more: readonly StackResource[]) => [
  services([]),
  ...base,
  out(),
  into(),
  otherVpc,
  there,
  thereTable,
  peering,
  linkedTo("aws:ec2/routeTableAssociation:RouteTableAssociation", "there", {
    links: { routeTableId: thereTable, subnetId: there },
  }),
  ...placed(home, there),
  ...more,
];

const peers: readonly RuleCase[] = [
  {
    requirement: "POL-240",
    title: "two VPCs that route to each other",
    resources: peered(
      via("go", homeTable ?? vpc, "10.1.0.0/16"),
      via("back", thereTable, "10.0.0.0/16"),
    ),
    verdict: "fail",
    message: /Route go .* → VpcPeeringConnection peer .* → Route back/,
  },
  {
    requirement: "POL-240",
    title: "two VPCs of which one routes to the other",
    resources: peered(via("go", homeTable ?? vpc, "10.1.0.0/16")),
    verdict: "pass",
  },
  {
    requirement: "POL-240",
    title: "two VPCs without routes",
    resources: peered(),
    verdict: "pass",
  },
  {
    title: "two VPCs whose route leads to other addresses",
    resources: peered(
      via("go", homeTable ?? vpc, "10.2.0.0/16"),
      via("back", thereTable, "10.0.0.0/16"),
    ),
    verdict: "pass",
  },
];

export const undeclaredPathCases = ruleCases(undeclaredPath, [...groups, ...subnets, ...peers]);
