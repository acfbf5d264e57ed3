import type { Properties } from "../../../../policy-pack/engine/value";
import { malformedRule } from "../../../../policy-pack/rules/net/malformed-rule";
import { ingress, networkTypes } from "../../../support/policy-pack/network-resources";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";

const { group, acl, aclEntry, list, listEntry } = networkTypes;
const good = {
  egress: false,
  ruleNumber: 100,
  protocol: "tcp",
  ruleAction: "allow",
  cidrBlock: "10.0.0.0/8",
  fromPort: 1,
  toPort: 2,
};
const entry = (properties: Properties) => [resource(aclEntry, { ...good, ...properties })];

export const malformedRuleCases = ruleCases(malformedRule, [
  {
    title: "a well-formed rule",
    resources: [ingress({ cidrIpv4: "10.0.0.0/8" })],
    verdict: "pass",
  },
  {
    requirement: "POL-204",
    title: "ports in the wrong order",
    resources: [ingress({ fromPort: 80, toPort: 22 })],
    verdict: "fail",
    path: "/fromPort",
    message: /80 to 22 are in the wrong order/,
  },
  {
    requirement: "POL-204",
    title: "a port that is no number",
    resources: [ingress({ fromPort: "http" })],
    verdict: "fail",
    path: "/fromPort",
    message: /http is not a port/,
  },
  {
    requirement: "POL-204",
    title: "a port above the last",
    resources: [ingress({ toPort: 65536 })],
    verdict: "fail",
    path: "/toPort",
  },
  {
    requirement: "POL-204",
    title: "a negative port",
    resources: [ingress({ fromPort: -1 })],
    verdict: "fail",
  },
  {
    requirement: "POL-203",
    title: "an ICMP type greater than the code",
    resources: [ingress({ ipProtocol: "icmp", fromPort: 8, toPort: 0 })],
    verdict: "pass",
  },
  {
    requirement: "POL-203",
    title: "an ICMP type above the last",
    resources: [ingress({ ipProtocol: "icmp", fromPort: 256, toPort: 0 })],
    verdict: "fail",
    message: /256 is not an ICMP type/,
  },
  {
    requirement: "POL-203",
    title: "an ICMP code below all",
    resources: [ingress({ ipProtocol: "icmpv6", fromPort: 1, toPort: -2 })],
    verdict: "fail",
    message: /ICMP code/,
  },
  {
    requirement: "POL-203",
    title: "a protocol that does not exist",
    resources: [ingress({ ipProtocol: "tls" })],
    verdict: "fail",
    path: "/ipProtocol",
    message: /tls is not a protocol/,
  },
  {
    requirement: "POL-203",
    title: "a protocol number above the last",
    resources: [ingress({ ipProtocol: "256" })],
    verdict: "fail",
  },
  {
    title: "text that is no block",
    resources: [ingress({ cidrIpv4: "everywhere" })],
    verdict: "fail",
    path: "/cidrIpv4",
    message: /everywhere is not an address block/,
  },
  { title: "a number that is no block", resources: [ingress({ cidrIpv4: 10 })], verdict: "fail" },
  {
    title: "an inline rule, at its place",
    resources: [
      resource(group, { egress: [{ protocol: "tcp", fromPort: 2, toPort: 1, self: true }] }),
    ],
    verdict: "fail",
    path: "/egress/0/fromPort",
  },
  {
    title: "unknown values",
    resources: [ingress({ ipProtocol: unknown, fromPort: unknown, cidrIpv4: unknown })],
    verdict: "pass",
  },
  { title: "a well-formed entry", resources: entry({}), verdict: "pass" },
  {
    title: "an entry that denies, in capitals",
    resources: entry({ ruleAction: "DENY" }),
    verdict: "pass",
  },
  {
    title: "an entry that does neither",
    resources: entry({ ruleAction: "drop" }),
    verdict: "fail",
    path: "/ruleAction",
    message: /drop is neither/,
  },
  {
    title: "an entry with number 0",
    resources: entry({ ruleNumber: 0 }),
    verdict: "fail",
    path: "/ruleNumber",
  },
  {
    title: "an entry with the number of the final denial",
    resources: entry({ ruleNumber: 32767 }),
    verdict: "fail",
    message: /32767 is not a rule number/,
  },
  {
    title: "an entry with the last number",
    resources: entry({ ruleNumber: 32766 }),
    verdict: "pass",
  },
  {
    title: "an entry of unknown number and action",
    resources: entry({ ruleNumber: unknown, ruleAction: unknown, cidrBlock: unknown }),
    verdict: "pass",
  },
  {
    title: "an entry without a block",
    resources: entry({ cidrBlock: "10.0.0.0/33" }),
    verdict: "fail",
    path: "/cidrBlock",
  },
  {
    title: "an IPv6 entry without a block",
    resources: entry({ cidrBlock: "", ipv6CidrBlock: "1::2::3/64" }),
    verdict: "fail",
    path: "/ipv6CidrBlock",
  },
  {
    title: "an inline entry, at its place",
    resources: [
      resource(acl, {
        egress: [
          {
            ruleNo: 1,
            action: "allow",
            protocol: "udp",
            fromPort: 9,
            toPort: 8,
            cidrBlock: "10.0.0.0/8",
          },
        ],
      }),
    ],
    verdict: "fail",
    path: "/egress/0/fromPort",
  },
  {
    title: "an inline entry of no action",
    resources: [
      resource(acl, {
        ingress: [{ ruleNo: 1, action: "x", protocol: "-1", cidrBlock: "10.0.0.0/8" }],
      }),
    ],
    verdict: "fail",
    path: "/ingress/0/action",
  },
  {
    title: "a prefix list",
    resources: [resource(list, { entries: [{ cidr: "10.0.0.0/8" }] })],
    verdict: "pass",
  },
  {
    title: "a prefix list with text that is no block",
    resources: [resource(list, { entries: [{ cidr: "10.0.0.0/8" }, { cidr: "ten" }] })],
    verdict: "fail",
    path: "/entries/1/cidr",
  },
  {
    title: "a prefix list entry that is no block",
    resources: [resource(listEntry, { cidr: "ten", prefixListId: unknown })],
    verdict: "fail",
    path: "/cidr",
  },
]);
