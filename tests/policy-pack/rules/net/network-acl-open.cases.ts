import { networkAclOpen } from "../../../../policy-pack/rules/net/network-acl-open";
import {
  acl,
  aclEntry as entry,
  networkTypes,
} from "../../../support/policy-pack/network-resources";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";

const everything = { protocol: "-1", cidrBlock: "0.0.0.0/0" };
const ssh = { cidrBlock: "0.0.0.0/0", fromPort: 22, toPort: 22 };
const wide = { cidrBlock: "0.0.0.0/0", fromPort: 0, toPort: 65535 };

export const networkAclOpenCases = ruleCases(networkAclOpen, [
  { requirement: "POL-223", title: "an ACL without entries", resources: [acl], verdict: "pass" },
  {
    title: "one port from a private block",
    resources: [acl, entry(100, { cidrBlock: "10.0.0.0/16", fromPort: 443, toPort: 443 })],
    verdict: "pass",
  },
  {
    title: "one port from everywhere",
    resources: [acl, entry(100, { ...ssh, fromPort: 443, toPort: 443 })],
    verdict: "pass",
  },
  {
    requirement: "POL-221",
    title: "everything from everywhere",
    resources: [acl, entry(100, everything)],
    verdict: "fail",
    path: "",
    message: /opens every port for IPv4 from the Internet/,
    count: 1,
  },
  {
    requirement: "POL-221",
    title: "everything from everywhere, by name of the protocol",
    resources: [acl, entry(100, { ...everything, protocol: "all" })],
    verdict: "fail",
  },
  {
    requirement: "POL-221",
    title: "every TCP port from everywhere",
    resources: [acl, entry(100, wide)],
    verdict: "fail",
  },
  {
    requirement: "POL-221",
    title: "every UDP port from everywhere",
    resources: [acl, entry(100, { ...wide, protocol: "17" })],
    verdict: "fail",
  },
  {
    requirement: "POL-201",
    title: "everything from the two halves of the Internet",
    resources: [
      acl,
      entry(100, { protocol: "-1", cidrBlock: "0.0.0.0/1" }),
      entry(110, { protocol: "-1", cidrBlock: "128.0.0.0/1" }),
    ],
    verdict: "fail",
    count: 1,
  },
  {
    title: "everything from half of the Internet",
    resources: [acl, entry(100, { protocol: "-1", cidrBlock: "128.0.0.0/1" })],
    verdict: "fail",
  },
  {
    title: "everything from a single public network",
    resources: [acl, entry(100, { protocol: "-1", cidrBlock: "203.0.113.0/24" })],
    verdict: "pass",
  },
  {
    title: "everything to everywhere",
    resources: [acl, entry(100, { ...everything, egress: true })],
    verdict: "fail",
    message: /IPv4 to the Internet/,
  },
  {
    title: "every IPv6 address",
    resources: [acl, entry(100, { protocol: "-1", ipv6CidrBlock: "::/0" })],
    verdict: "fail",
    message: /IPv6 from/,
  },
  {
    title: "remote administration from everywhere",
    resources: [acl, entry(100, ssh)],
    verdict: "fail",
    message: /opens port 22 for IPv4/,
  },
  {
    title: "remote administration to everywhere",
    resources: [acl, entry(100, { ...ssh, egress: true })],
    verdict: "pass",
  },
  {
    title: "both ports of remote administration in one range, as one finding at its place",
    resources: [
      acl,
      entry(90, { ...ssh, fromPort: 443, toPort: 443 }),
      entry(100, { cidrBlock: "0.0.0.0/1", fromPort: 22, toPort: 3389 }, "range"),
    ],
    verdict: "fail",
    message: /port 22 and 3389/,
    count: 1,
  },
  {
    title: "a range that spans remote desktop",
    resources: [acl, entry(100, { cidrBlock: "0.0.0.0/0", fromPort: 1024, toPort: 65535 })],
    verdict: "fail",
    message: /port 3389/,
    fix: /split a range/,
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
    requirement: "POL-220",
    title: "remote administration that a lower number denies, written later",
    resources: [acl, entry(200, ssh), entry(100, { ...ssh, ruleAction: "deny" })],
    verdict: "pass",
  },
  {
    requirement: "POL-220",
    title: "remote administration that only a higher number denies",
    resources: [acl, entry(100, ssh), entry(200, { ...ssh, ruleAction: "deny" })],
    verdict: "fail",
  },
  {
    requirement: "POL-220",
    title: "everything that a separate entry allows, of an ACL with an inline denial of a port",
    resources: [
      resource(networkTypes.acl, {
        ingress: [
          {
            ruleNo: 50,
            action: "deny",
            protocol: "tcp",
            fromPort: 22,
            toPort: 22,
            cidrBlock: "0.0.0.0/0",
          },
        ],
      }),
      entry(100, { ...ssh, fromPort: 22, toPort: 23 }),
    ],
    verdict: "pass",
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
    requirement: "POL-223",
    title: "a denial of everything",
    resources: [acl, entry(100, { ...everything, ruleAction: "deny" })],
    verdict: "pass",
  },
  {
    title: "an inline entry, at its place",
    resources: [
      resource(networkTypes.acl, {
        ingress: [{ ruleNo: 1, action: "allow", protocol: "-1", cidrBlock: "0.0.0.0/0" }],
      }),
    ],
    verdict: "fail",
    path: "/ingress/0",
  },
  {
    title: "entries of an ACL of another stack, all together",
    resources: [
      resource(networkTypes.aclEntry, {
        networkAclId: "acl-1",
        egress: false,
        ruleNumber: 1,
        protocol: "-1",
        ruleAction: "allow",
        cidrBlock: "0.0.0.0/0",
      }),
    ],
    verdict: "fail",
  },
  {
    title: "an unknown block that is allowed for every port",
    resources: [acl, entry(100, { ...everything, cidrBlock: unknown })],
    verdict: "undecided",
    count: 2,
    message: /Unknown values decide whether the ACL opens every port for IPv4/,
  },
  {
    requirement: "POL-23",
    title: "an unknown block that is allowed for a port that matters to nobody",
    resources: [acl, entry(100, { cidrBlock: unknown, fromPort: 443, toPort: 443 })],
    verdict: "pass",
  },
  {
    title: "an unknown block that is denied",
    resources: [acl, entry(100, { ruleAction: "deny", cidrBlock: unknown })],
    verdict: "pass",
  },
  {
    title: "an unknown action",
    resources: [acl, entry(100, { ...everything, ruleAction: unknown })],
    verdict: "undecided",
    path: "",
  },
  {
    title: "an unknown direction",
    resources: [acl, entry(100, { ...ssh, egress: unknown })],
    verdict: "undecided",
  },
  {
    title: "an unknown number that decides nothing",
    resources: [
      acl,
      entry(unknown, { cidrBlock: "10.0.0.0/8", fromPort: 1, toPort: 2 }, "unnumbered"),
    ],
    verdict: "pass",
  },
  {
    title: "a denial of unknown number",
    resources: [acl, entry(100, ssh), entry(unknown, { ...ssh, ruleAction: "deny" }, "unnumbered")],
    verdict: "undecided",
  },
  {
    title: "unknown entries",
    resources: [resource(networkTypes.acl, { ingress: unknown })],
    verdict: "undecided",
    path: "/ingress",
  },
  {
    title: "an entry whose ACL cannot be told, and may be this one",
    resources: [
      acl,
      resource(networkTypes.aclEntry, {
        networkAclId: unknown,
        egress: false,
        ruleNumber: 1,
        ruleAction: "allow",
        ...everything,
      }),
    ],
    verdict: "undecided",
  },
]);
