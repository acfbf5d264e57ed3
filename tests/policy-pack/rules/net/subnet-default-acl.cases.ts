import type { Properties } from "../../../../policy-pack/engine/value";
import { subnetDefaultAcl } from "../../../../policy-pack/rules/net/subnet-default-acl";
import { acl, networkTypes, vpc } from "../../../support/policy-pack/network-resources";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";

const { subnet: subnetType, defaultAcl, aclAssociation } = networkTypes;
const subnet = resource(subnetType, { vpcId: unknown }, { refersTo: { vpcId: vpc } });
const associated = resource(
  aclAssociation,
  { networkAclId: unknown, subnetId: unknown },
  { refersTo: { networkAclId: acl, subnetId: subnet } },
);
const adopted = (properties: Properties) =>
  resource(
    defaultAcl,
    { defaultNetworkAclId: unknown, ...properties },
    { refersTo: { defaultNetworkAclId: vpc } },
  );
const allow = {
  ruleNo: 100,
  action: "allow",
  protocol: "tcp",
  fromPort: 1,
  toPort: 2,
  cidrBlock: "10.0.0.0/8",
};

export const subnetDefaultAclCases = ruleCases(subnetDefaultAcl, [
  {
    requirement: "POL-224",
    title: "a subnet with an ACL of its own",
    resources: [vpc, subnet, acl, associated],
    verdict: "pass",
  },
  {
    requirement: "POL-224",
    title: "a subnet without one, in a VPC whose default ACL nobody adopts",
    resources: [vpc, subnet, acl],
    verdict: "fail",
    path: "",
    message: /No ACL is associated/,
    count: 1,
  },
  {
    requirement: "POL-224",
    title: "a subnet without one, where the default ACL is adopted and open",
    resources: [vpc, subnet, adopted({ ingress: [allow] })],
    verdict: "fail",
  },
  {
    title: "a subnet without one, where the default ACL is open outwards",
    resources: [vpc, subnet, adopted({ egress: [allow] })],
    verdict: "fail",
  },
  {
    requirement: "POL-224",
    title: "a subnet without one, where the default ACL allows nothing",
    resources: [vpc, subnet, adopted({ ingress: [], egress: [{ ...allow, action: "deny" }] })],
    verdict: "pass",
  },
  {
    title: "a subnet that an ACL lists",
    resources: [
      vpc,
      subnet,
      resource(networkTypes.acl, { subnetIds: [unknown] }, { refersTo: { subnetIds: subnet } }),
    ],
    verdict: "pass",
  },
  {
    title: "a subnet with an ACL of another stack",
    resources: [
      vpc,
      subnet,
      resource(
        aclAssociation,
        { networkAclId: "acl-1", subnetId: unknown },
        { refersTo: { subnetId: subnet } },
      ),
    ],
    verdict: "pass",
  },
  {
    title: "a subnet of a VPC of another stack",
    resources: [resource(subnetType, { vpcId: "vpc-1" })],
    verdict: "pass",
  },
  {
    title: "a subnet of an unknown VPC",
    resources: [resource(subnetType, { vpcId: unknown })],
    verdict: "undecided",
    path: "/vpcId",
  },
  {
    title: "a subnet without one, where the default ACL's entries are unknown",
    resources: [vpc, subnet, adopted({ ingress: unknown })],
    verdict: "undecided",
  },
  {
    title: "a subnet that an association of an unknown subnet may be about",
    resources: [
      vpc,
      subnet,
      resource(aclAssociation, { networkAclId: "acl-1", subnetId: unknown }),
    ],
    verdict: "undecided",
    message: /Unknown values/,
  },
]);
