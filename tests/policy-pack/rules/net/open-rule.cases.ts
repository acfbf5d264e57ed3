import { openRule } from "../../../../policy-pack/rules/net/open-rule";
import {
  declaring,
  egress,
  ingress,
  networkTypes,
  tcp443,
} from "../../../support/policy-pack/network-resources";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { type RuleCase, ruleCases } from "../../../support/policy-pack/rule-cases";

const { group, rule } = networkTypes;

const openTo = (cidr: string, property = "cidrIpv4"): RuleCase => ({
  requirement: "POL-201",
  title: `${cidr} as a public block`,
  resources: [ingress({ [property]: cidr })],
  verdict: "fail",
  path: `/${property}`,
});

const inline = (...rules: readonly object[]) =>
  resource(group, {
    ingress: rules.map((each) => ({ protocol: "tcp", fromPort: 443, toPort: 443, ...each })),
  });

const web = { id: "web", from: "0.0.0.0/0", to: "web", protocol: "tcp", port: 443, via: "network" };

export const openRuleCases = ruleCases(openRule, [
  {
    title: "a group as peer",
    resources: [ingress({ referencedSecurityGroupId: "sg-1" })],
    verdict: "pass",
  },
  {
    title: "a prefix list as peer",
    resources: [ingress({ prefixListId: unknown })],
    verdict: "pass",
  },
  { title: "a private block", resources: [ingress({ cidrIpv4: "10.0.0.0/8" })], verdict: "pass" },
  {
    title: "a unique local IPv6 block",
    resources: [ingress({ cidrIpv6: "fd00::/8" })],
    verdict: "pass",
  },
  openTo("0.0.0.0/0"),
  openTo("10.1.2.3/0"),
  openTo("0.0.0.0/1"),
  openTo("::/0", "cidrIpv6"),
  openTo("0::/0", "cidrIpv6"),
  openTo("0:0:0:0:0:0:0:0/0", "cidrIpv6"),
  openTo("::ffff:0:0/96", "cidrIpv6"),
  openTo("2000::/3", "cidrIpv6"),
  {
    requirement: "POL-201",
    title: "the two halves of the Internet, split over two resources",
    resources: [
      ingress({ cidrIpv4: "0.0.0.0/1" }, "low"),
      ingress({ cidrIpv4: "128.0.0.0/1" }, "high"),
    ],
    verdict: "fail",
    count: 2,
  },
  {
    requirement: "POL-201",
    title: "the two halves of the Internet in one list, at their places",
    resources: [inline({ cidrBlocks: ["10.0.0.0/8", "0.0.0.0/1", "128.0.0.0/1"] })],
    verdict: "fail",
    path: "/ingress/0/cidrBlocks/1",
    count: 2,
  },
  { ...openTo("128.0.0.0/1"), requirement: "POL-202", title: "half of the Internet alone" },
  { ...openTo("203.0.113.9/32"), requirement: "POL-202", title: "a single public address" },
  {
    requirement: "POL-202",
    title: "a public block that a declared edge names",
    resources: [
      declaring({ ...web, from: "203.0.113.0/24" }),
      ingress({ cidrIpv4: "203.0.113.9/32" }),
    ],
    verdict: "pass",
  },
  {
    requirement: "POL-202",
    title: "everybody at the end of a public edge",
    resources: [declaring({ ...web, public: true }), ingress({ cidrIpv4: "0.0.0.0/0" })],
    verdict: "pass",
  },
  {
    requirement: "POL-202",
    title: "everybody at the end of an edge that does not say it is public",
    resources: [declaring(web), ingress({ cidrIpv4: "0.0.0.0/0" })],
    verdict: "fail",
  },
  {
    requirement: "POL-202",
    title: "more addresses than the edge names",
    resources: [
      declaring({ ...web, from: "203.0.113.0/25" }),
      ingress({ cidrIpv4: "203.0.113.0/24" }),
    ],
    verdict: "fail",
  },
  {
    requirement: "POL-202",
    title: "another port than the edge names",
    resources: [
      declaring({ ...web, public: true }),
      ingress({ cidrIpv4: "0.0.0.0/0", fromPort: 443, toPort: 444 }),
    ],
    verdict: "fail",
    message: /tcp 443-444 from 0\.0\.0\.0\/0/,
  },
  {
    requirement: "POL-202",
    title: "another protocol than the edge names",
    resources: [
      declaring({ ...web, public: true }),
      ingress({ cidrIpv4: "0.0.0.0/0", ipProtocol: "udp" }),
    ],
    verdict: "fail",
  },
  {
    requirement: "POL-202",
    title: "an edge in the other direction",
    resources: [
      declaring({ ...web, from: "web", to: "0.0.0.0/0", public: true }),
      ingress({ cidrIpv4: "0.0.0.0/0" }),
    ],
    verdict: "fail",
  },
  {
    title: "egress to everywhere, with what to do instead",
    requirement: "POL-212",
    resources: [egress({ cidrIpv4: "0.0.0.0/0" })],
    verdict: "fail",
    message: /This egress rule opens tcp 443 to 0\.0\.0\.0\/0/,
    fix: /Replace 0\.0\.0\.0\/0 by the group or managed prefix list of the services it calls/,
  },
  {
    requirement: "POL-212",
    title: "egress to a declared edge",
    resources: [
      declaring({ ...web, from: "web", to: "198.51.100.0/24" }),
      egress({ cidrIpv4: "198.51.100.0/24" }),
    ],
    verdict: "pass",
  },
  {
    requirement: "POL-212",
    title: "egress to the group of the endpoints",
    resources: [egress({ referencedSecurityGroupId: unknown })],
    verdict: "pass",
  },
  {
    requirement: "POL-211",
    title: "the second rule when the first is only the group itself",
    resources: [inline({ self: true }, { cidrBlocks: ["0.0.0.0/0"] })],
    verdict: "fail",
    path: "/ingress/1/cidrBlocks/0",
    count: 1,
  },
  {
    requirement: "POL-210",
    title: "a separate rule of a group whose inline rules are closed",
    resources: [inline({ self: true }), ingress({ cidrIpv4: "0.0.0.0/0" })],
    verdict: "fail",
    path: "/cidrIpv4",
  },
  {
    requirement: "POL-210",
    title: "a rule resource of the older kind",
    resources: [
      resource(rule, {
        type: "egress",
        protocol: "tcp",
        fromPort: 1,
        toPort: 2,
        cidrBlocks: ["0.0.0.0/0"],
        securityGroupId: "sg-1",
      }),
    ],
    verdict: "fail",
    message: /egress rule/,
    fix: /services it calls/,
  },
  {
    requirement: "POL-205",
    title: "a block beside a prefix list",
    resources: [inline({ prefixListIds: ["pl-63a5400a"], cidrBlocks: ["0.0.0.0/0"] })],
    verdict: "fail",
  },
  {
    requirement: "POL-213",
    title: "a group that says nothing of egress",
    resources: [resource(group, { description: "Tasks of web" })],
    verdict: "pass",
  },
  {
    title: "one block instead of a list of blocks",
    resources: [resource(group, { egress: { ...tcp443, cidrBlocks: "0.0.0.0/0" } })],
    verdict: "fail",
    path: "/egress/0/cidrBlocks",
  },
  {
    title: "ingress, with what to do instead",
    resources: [ingress({ cidrIpv4: "0.0.0.0/0" })],
    verdict: "fail",
    message: /This ingress rule opens tcp 443 from 0\.0\.0\.0\/0/,
    fix: /of the callers, or declare an edge for tcp 443/,
  },
  {
    title: "ports in the wrong order do not excuse a public block",
    resources: [ingress({ cidrIpv4: "0.0.0.0/0", fromPort: 444 })],
    verdict: "fail",
  },
  {
    title: "text that is no block, which another rule reports",
    resources: [ingress({ cidrIpv4: "everywhere" })],
    verdict: "pass",
  },
  {
    title: "an unknown block",
    resources: [ingress({ cidrIpv4: unknown })],
    verdict: "undecided",
    path: "/cidrIpv4",
    message: /block of this ingress rule/,
    fix: /literal/,
  },
  {
    title: "unknown ports of a public block that no edge names",
    resources: [ingress({ cidrIpv4: "0.0.0.0/0", toPort: unknown })],
    verdict: "fail",
  },
  {
    title: "unknown ports of a public block that an edge names for one port",
    resources: [
      declaring({ ...web, public: true }),
      ingress({ cidrIpv4: "0.0.0.0/0", toPort: unknown }),
    ],
    verdict: "undecided",
    fix: /literal/,
  },
  {
    title: "unknown ingress rules",
    resources: [resource(group, { ingress: unknown })],
    verdict: "undecided",
    path: "/ingress",
    message: /The ingress rules here are unknown/,
  },
  {
    title: "an unknown rule among known ones",
    resources: [resource(group, { egress: [{ ...tcp443, self: true }, unknown] })],
    verdict: "undecided",
    path: "/egress/1",
  },
]);
