import { administrationPort } from "../../../../policy-pack/rules/net/administration-port";
import { declaring, egress, ingress } from "../../../support/policy-pack/network-resources";
import { unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";

const ssh = { fromPort: 22, toPort: 22 };
const edge = (port: number, from = "203.0.113.0/24") =>
  declaring({ id: "a", from, to: "web", protocol: "tcp", port, via: "network", public: true });

export const administrationPortCases = ruleCases(administrationPort, [
  {
    title: "a public edge for TLS",
    resources: [edge(443), ingress({ cidrIpv4: "203.0.113.0/24" })],
    verdict: "pass",
  },
  {
    title: "SSH that no edge names, which net/open-rule reports",
    resources: [ingress({ ...ssh, cidrIpv4: "0.0.0.0/0" })],
    verdict: "pass",
  },
  {
    title: "SSH from a private block",
    resources: [edge(22), ingress({ ...ssh, cidrIpv4: "10.0.0.0/8" })],
    verdict: "pass",
  },
  {
    title: "SSH to a public block",
    resources: [edge(22), egress({ ...ssh, cidrIpv4: "203.0.113.0/24" })],
    verdict: "pass",
  },
  {
    title: "SSH from a group",
    resources: [edge(22), ingress({ ...ssh, referencedSecurityGroupId: "sg-1" })],
    verdict: "pass",
  },
  {
    title: "ports in the wrong order",
    resources: [edge(22), ingress({ fromPort: 23, toPort: 22, cidrIpv4: "203.0.113.0/24" })],
    verdict: "pass",
  },
  {
    title: "SSH that an edge names",
    resources: [edge(22), ingress({ ...ssh, cidrIpv4: "203.0.113.0/24" })],
    verdict: "fail",
    path: "/cidrIpv4",
    message: /203\.0\.113\.0\/24 to port 22,/,
    count: 1,
  },
  ...[23, 3389, 5985, 5986].map(
    (port) =>
      ({
        title: `port ${String(port)} that a public edge names`,
        resources: [
          edge(port, "0.0.0.0/0"),
          ingress({ fromPort: port, toPort: port, cidrIpv4: "0.0.0.0/0" }),
        ],
        verdict: "fail",
      }) as const,
  ),
  {
    title: "unknown ports, one of which an edge names",
    resources: [edge(22), ingress({ fromPort: 22, toPort: unknown, cidrIpv4: "203.0.113.0/24" })],
    verdict: "undecided",
  },
  {
    title: "an unknown block",
    resources: [edge(22), ingress({ ...ssh, cidrIpv4: unknown })],
    verdict: "pass",
  },
]);
