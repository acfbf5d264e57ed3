import { allPorts } from "../../../../policy-pack/rules/net/all-ports";
import { egress, ingress, networkTypes } from "../../../support/policy-pack/network-resources";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";

export const allPortsCases = ruleCases(allPorts, [
  { title: "one port", resources: [ingress({})], verdict: "pass" },
  {
    requirement: "POL-204",
    title: "port 0 alone, which is a number",
    resources: [ingress({ fromPort: 0, toPort: 0 })],
    verdict: "pass",
  },
  {
    requirement: "POL-203",
    title: "every protocol",
    resources: [ingress({ ipProtocol: "-1" })],
    verdict: "fail",
    path: "",
    message: /ingress rule opens every protocol/,
  },
  {
    requirement: "POL-203",
    title: "every protocol as a number",
    resources: [ingress({ ipProtocol: -1 })],
    verdict: "fail",
  },
  {
    requirement: "POL-203",
    title: "every protocol by name",
    resources: [ingress({ ipProtocol: "all" })],
    verdict: "fail",
  },
  {
    requirement: "POL-203",
    title: "every protocol in capitals",
    resources: [ingress({ ipProtocol: "ALL" })],
    verdict: "fail",
  },
  {
    requirement: "POL-203",
    title: "every protocol whatever the ports",
    resources: [ingress({ ipProtocol: "-1", fromPort: unknown })],
    verdict: "fail",
  },
  {
    requirement: "POL-203",
    title: "every TCP port by number of the protocol",
    resources: [ingress({ ipProtocol: "6", fromPort: 0, toPort: 65535 })],
    verdict: "fail",
    message: /every tcp port/,
  },
  {
    requirement: "POL-203",
    title: "ICMP of every type, which is no port",
    resources: [ingress({ ipProtocol: "icmp", fromPort: -1, toPort: -1 })],
    verdict: "pass",
  },
  {
    requirement: "POL-203",
    title: "ICMPv6 of one type by number",
    resources: [ingress({ ipProtocol: "58", fromPort: 128, toPort: 0 })],
    verdict: "pass",
  },
  {
    requirement: "POL-203",
    title: "ESP, which has no ports",
    resources: [ingress({ ipProtocol: "50" })],
    verdict: "pass",
  },
  {
    requirement: "POL-204",
    title: "every TCP port",
    resources: [ingress({ fromPort: 0, toPort: 65535 })],
    verdict: "fail",
  },
  {
    requirement: "POL-204",
    title: "every TCP port but 0",
    resources: [ingress({ fromPort: 1, toPort: 65535 })],
    verdict: "fail",
  },
  {
    requirement: "POL-204",
    title: "every UDP port in capitals",
    resources: [ingress({ ipProtocol: "UDP", fromPort: 0, toPort: 65535 })],
    verdict: "fail",
  },
  {
    requirement: "POL-204",
    title: "ports given as text",
    resources: [ingress({ fromPort: "0", toPort: "65535" })],
    verdict: "fail",
  },
  {
    requirement: "POL-204",
    title: "every protocol without ports",
    resources: [
      resource(networkTypes.ingress, {
        ipProtocol: "-1",
        securityGroupId: "sg-1",
        referencedSecurityGroupId: "sg-2",
      }),
    ],
    verdict: "fail",
  },
  {
    title: "a wide range short of all",
    resources: [ingress({ fromPort: 2, toPort: 65535 })],
    verdict: "pass",
  },
  {
    title: "a range up to the last port but one",
    resources: [ingress({ fromPort: 0, toPort: 65534 })],
    verdict: "pass",
  },
  {
    requirement: "POL-212",
    title: "egress of every protocol",
    resources: [egress({ ipProtocol: "-1", cidrIpv4: "10.0.0.0/8" })],
    verdict: "fail",
    message: /egress/,
  },
  {
    title: "the second inline rule, at its place",
    resources: [
      resource(networkTypes.group, {
        ingress: [
          { protocol: "tcp", fromPort: 1, toPort: 2, self: true },
          { protocol: "-1", fromPort: 0, toPort: 0, self: true },
        ],
      }),
    ],
    verdict: "fail",
    path: "/ingress/1",
  },
  {
    title: "ports in the wrong order, which another rule reports",
    resources: [ingress({ fromPort: 80, toPort: 22 })],
    verdict: "pass",
  },
  {
    title: "an unknown first port, where the last is known to be small",
    resources: [ingress({ fromPort: unknown })],
    verdict: "pass",
  },
  {
    title: "an unknown last port, where the first is known to be large",
    resources: [ingress({ toPort: unknown })],
    verdict: "pass",
  },
  {
    title: "an unknown last port from 0 on",
    resources: [ingress({ fromPort: 0, toPort: unknown })],
    verdict: "undecided",
    path: "/toPort",
    message: /ports of this ingress rule/,
  },
  {
    title: "an unknown protocol",
    resources: [ingress({ ipProtocol: unknown })],
    verdict: "undecided",
    path: "/ipProtocol",
  },
]);
