import type { Properties } from "../../../../policy-pack/engine/value";
import { networkAclOpen } from "../../../../policy-pack/rules/net/network-acl-open";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";

const acl = resource("aws:ec2/networkAcl:NetworkAcl", {});
const entry = (
  ruleNumber: number | string,
  properties: Properties,
  name = `entry-${String(ruleNumber)}`,
) =>
  resource(
    "aws:ec2/networkAclRule:NetworkAclRule",
    { networkAclId: unknown, ruleNumber, protocol: "tcp", ruleAction: "allow", ...properties },
    { name, refersTo: { networkAclId: acl } },
  );
const everything = { protocol: "-1", cidrBlock: "0.0.0.0/0" };
const ssh = { cidrBlock: "0.0.0.0/0", fromPort: 22, toPort: 22 };

export const networkAclOpenCases = ruleCases(networkAclOpen, [
  { title: "an ACL without entries", resources: [acl], verdict: "pass" },
  {
    title: "one port from a private block",
    resources: [acl, entry(100, { cidrBlock: "10.0.0.0/16", fromPort: 443, toPort: 443 })],
    verdict: "pass",
  },
  {
    title: "everything from everywhere",
    resources: [acl, entry(100, everything)],
    verdict: "fail",
  },
  {
    title: "everything from the two halves of the Internet",
    resources: [
      acl,
      entry(100, { protocol: "-1", cidrBlock: "0.0.0.0/1" }),
      entry(110, { protocol: "-1", cidrBlock: "128.0.0.0/1" }),
    ],
    verdict: "fail",
  },
  {
    title: "everything to everywhere",
    resources: [acl, entry(100, { ...everything, egress: true })],
    verdict: "fail",
  },
  {
    title: "every IPv6 address",
    resources: [acl, entry(100, { protocol: "-1", ipv6CidrBlock: "::/0" })],
    verdict: "fail",
  },
  {
    title: "remote administration from everywhere",
    resources: [acl, entry(100, ssh)],
    verdict: "fail",
    message: /Port 22/,
  },
  {
    title: "a range that spans remote desktop",
    resources: [acl, entry(100, { cidrBlock: "0.0.0.0/0", fromPort: 1024, toPort: 65535 })],
    verdict: "fail",
    message: /Port 3389/,
  },
  {
    title: "a range that is split around remote desktop",
    resources: [
      acl,
      entry(100, { cidrBlock: "0.0.0.0/0", fromPort: 1024, toPort: 3388 }),
      entry(110, { cidrBlock: "0.0.0.0/0", fromPort: 3390, toPort: 65535 }),
    ],
    verdict: "pass",
  },
  {
    title: "remote administration that an earlier entry denies",
    resources: [acl, entry(200, ssh), entry(100, { ...ssh, ruleAction: "deny" })],
    verdict: "pass",
  },
  {
    title: "remote administration that only a later entry denies",
    resources: [acl, entry(100, ssh), entry(200, { ...ssh, ruleAction: "deny" })],
    verdict: "fail",
  },
  {
    title: "ephemeral ports out to everywhere",
    resources: [
      acl,
      entry(100, { egress: true, cidrBlock: "0.0.0.0/0", fromPort: 1024, toPort: 65535 }),
    ],
    verdict: "pass",
  },
  {
    title: "a denial of everything",
    resources: [acl, entry(100, { ...everything, ruleAction: "deny" })],
    verdict: "pass",
  },
  {
    title: "an inline entry, at its place",
    resources: [
      resource("aws:ec2/networkAcl:NetworkAcl", {
        ingress: [{ ruleNo: 1, action: "allow", protocol: "-1", cidrBlock: "0.0.0.0/0" }],
      }),
    ],
    verdict: "fail",
    path: "/ingress/0",
  },
  {
    title: "an unknown block that is allowed",
    resources: [acl, entry(100, { cidrBlock: unknown, fromPort: 443, toPort: 443 })],
    verdict: "undecided",
  },
  {
    title: "an unknown block that is denied",
    resources: [acl, entry(100, { ruleAction: "deny", cidrBlock: unknown })],
    verdict: "pass",
  },
  {
    title: "an unknown number",
    resources: [
      acl,
      entry(unknown, { cidrBlock: "10.0.0.0/8", fromPort: 1, toPort: 2 }, "unnumbered"),
    ],
    verdict: "undecided",
  },
  {
    title: "an entry whose ACL cannot be told",
    resources: [
      resource("aws:ec2/networkAclRule:NetworkAclRule", {
        networkAclId: unknown,
        ruleNumber: 1,
        protocol: "tcp",
        ruleAction: "allow",
        cidrBlock: "10.0.0.0/8",
        fromPort: 1,
        toPort: 2,
      }),
    ],
    verdict: "undecided",
  },
]);
