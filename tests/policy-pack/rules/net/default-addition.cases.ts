import { defaultAddition } from "../../../../policy-pack/rules/net/default-addition";
import {
  acl,
  aclEntry,
  ingress,
  networkTypes,
  tcp443,
  vpc,
} from "../../../support/policy-pack/network-resources";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";

const {
  defaultGroup,
  defaultAcl,
  group,
  rule,
  ingress: ingressType,
  aclEntry: entryType,
} = networkTypes;
const adoptedGroup = resource(
  defaultGroup,
  { vpcId: unknown, ingress: [{ protocol: "-1", self: true }] },
  { refersTo: { vpcId: vpc } },
);
const adoptedAcl = resource(
  defaultAcl,
  {
    defaultNetworkAclId: unknown,
    ingress: [{ ruleNo: 1, action: "allow", protocol: "-1", cidrBlock: "10.0.0.0/8" }],
  },
  { refersTo: { defaultNetworkAclId: vpc } },
);
const own = resource(group, { description: "web" });
const ruleOf = (of: typeof vpc, type: string = ingressType) =>
  resource(
    type,
    { securityGroupId: unknown, type: "ingress", ...tcp443, cidrIpv4: "10.0.0.0/8" },
    { name: "added", refersTo: { securityGroupId: of } },
  );
const entry = {
  egress: false,
  ruleNumber: 1,
  protocol: "tcp",
  ruleAction: "allow",
  cidrBlock: "10.0.0.0/8",
  fromPort: 1,
  toPort: 2,
};
const entryOf = (of: typeof vpc) =>
  resource(
    entryType,
    { networkAclId: unknown, ...entry },
    { name: "added", refersTo: { networkAclId: of } },
  );
const deployed = resource(
  networkTypes.vpc,
  {},
  { outputs: { defaultSecurityGroupId: "sg-1", defaultNetworkAclId: "acl-1" } },
);

export const defaultAdditionCases = ruleCases(defaultAddition, [
  { title: "a rule of a group of its own", resources: [vpc, own, ruleOf(own)], verdict: "pass" },
  {
    requirement: "POL-231",
    title: "a rule of the VPC's default group",
    resources: [vpc, ruleOf(vpc)],
    verdict: "fail",
    path: "/securityGroupId",
    message: /default group of a VPC/,
    count: 1,
  },
  {
    requirement: "POL-231",
    title: "a rule of the adopted default group",
    resources: [vpc, adoptedGroup, ruleOf(adoptedGroup)],
    verdict: "fail",
    count: 1,
  },
  {
    requirement: "POL-231",
    title: "a rule of the older kind",
    resources: [vpc, ruleOf(vpc, rule)],
    verdict: "fail",
  },
  {
    requirement: "POL-231",
    title: "a rule of a default group known by id",
    resources: [deployed, ingress({ securityGroupId: "sg-1" })],
    verdict: "fail",
  },
  {
    title: "a rule of another group known by id",
    resources: [deployed, ingress({ securityGroupId: "sg-2" })],
    verdict: "pass",
  },
  {
    title: "what the adopted group and ACL hold themselves, which other rules report",
    resources: [vpc, adoptedGroup, adoptedAcl],
    verdict: "pass",
  },
  {
    title: "an entry of an ACL of its own",
    resources: [vpc, acl, aclEntry(100, { cidrBlock: "10.0.0.0/8" })],
    verdict: "pass",
  },
  {
    requirement: "POL-231",
    title: "an entry of the VPC's default ACL",
    resources: [vpc, entryOf(vpc)],
    verdict: "fail",
    path: "/networkAclId",
    message: /default network ACL of a VPC/,
    count: 1,
  },
  {
    requirement: "POL-231",
    title: "an entry of the adopted default ACL",
    resources: [vpc, adoptedAcl, entryOf(adoptedAcl)],
    verdict: "fail",
  },
  {
    requirement: "POL-231",
    title: "an entry of a default ACL known by id",
    resources: [deployed, resource(entryType, { networkAclId: "acl-1", ...entry })],
    verdict: "fail",
  },
  {
    title: "a rule of an unknown group",
    resources: [vpc, own, resource(ingressType, { securityGroupId: unknown, ...tcp443 })],
    verdict: "undecided",
    path: "/securityGroupId",
    message: /Its group is unknown/,
  },
  {
    title: "an entry of an unknown ACL",
    resources: [vpc, acl, resource(entryType, { networkAclId: unknown, ...entry })],
    verdict: "undecided",
    path: "/networkAclId",
  },
]);
