import type { Properties } from "../../../../policy-pack/engine/value";
import { aclFamily } from "../../../../policy-pack/rules/net/acl-family";
import {
  acl,
  aclEntry as entry,
  networkTypes,
  vpc,
} from "../../../support/policy-pack/network-resources";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";

const subnetWith = (properties: Properties, home = vpc) =>
  resource(networkTypes.subnet, { vpcId: unknown, ...properties }, { refersTo: { vpcId: home } });
const subnet = subnetWith({});
const associated = (of = subnet) =>
  resource(
    networkTypes.aclAssociation,
    { networkAclId: unknown, subnetId: unknown },
    { refersTo: { networkAclId: acl, subnetId: of } },
  );
const ipv6 = { ipv6CidrBlock: "::/0", fromPort: 443, toPort: 443 };
const ipv4 = { cidrBlock: "10.0.0.0/8", fromPort: 443, toPort: 443 };
const dual = resource(networkTypes.vpc, { assignGeneratedIpv6CidrBlock: true });

export const aclFamilyCases = ruleCases(aclFamily, [
  {
    title: "IPv4 entries without IPv6",
    resources: [vpc, subnet, acl, associated(), entry(100, ipv4)],
    verdict: "pass",
  },
  {
    requirement: "POL-221",
    title: "an IPv6 entry that only the other family needs",
    resources: [vpc, subnet, acl, associated(), entry(100, ipv6)],
    verdict: "fail",
    level: "advisory",
    path: "",
    message: /It allows ::\/0, and no subnet/,
  },
  {
    title: "an IPv6 denial",
    resources: [vpc, subnet, acl, associated(), entry(100, { ...ipv6, ruleAction: "deny" })],
    verdict: "pass",
  },
  {
    title: "an IPv6 entry of a subnet with IPv6",
    resources: [
      vpc,
      subnetWith({ ipv6CidrBlock: "2001:db8::/64" }),
      acl,
      associated(),
      entry(100, ipv6),
    ],
    verdict: "pass",
  },
  {
    title: "an IPv6 entry in a dual-stack VPC",
    resources: [dual, subnetWith({}, dual), acl, associated(), entry(100, ipv6)],
    verdict: "pass",
  },
  {
    title: "an IPv6 entry in a VPC with an IPv6 block of its own",
    resources: [
      vpc,
      resource(
        "aws:ec2/vpcIpv6CidrBlockAssociation:VpcIpv6CidrBlockAssociation",
        { vpcId: unknown },
        { refersTo: { vpcId: vpc } },
      ),
      subnet,
      acl,
      associated(),
      entry(100, ipv6),
    ],
    verdict: "pass",
  },
  {
    title: "an IPv6 entry of an ACL without subnets",
    resources: [vpc, subnet, acl, entry(100, ipv6)],
    verdict: "pass",
  },
  {
    title: "an IPv6 entry of a subnet of another stack's VPC",
    resources: [
      resource(networkTypes.subnet, { vpcId: "vpc-1" }),
      acl,
      associated(),
      entry(100, ipv6),
    ],
    verdict: "pass",
  },
  {
    title: "an IPv6 entry where the subnet's block is unknown",
    resources: [vpc, subnetWith({ ipv6CidrBlock: unknown }), acl, associated(), entry(100, ipv6)],
    verdict: "pass",
  },
  {
    title: "an entry of unknown IPv6 block",
    resources: [vpc, subnet, acl, associated(), entry(100, { ...ipv6, ipv6CidrBlock: unknown })],
    verdict: "undecided",
    level: "advisory",
  },
  {
    title: "an entry of unknown IPv4 block",
    resources: [vpc, subnet, acl, associated(), entry(100, { ...ipv4, cidrBlock: unknown })],
    verdict: "pass",
  },
  {
    title: "an IPv6 entry of unknown action",
    resources: [vpc, subnet, acl, associated(), entry(100, { ...ipv6, ruleAction: unknown })],
    verdict: "undecided",
    message: /Unknown values decide/,
  },
]);
