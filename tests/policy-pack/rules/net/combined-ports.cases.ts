import type { Properties } from "../../../../policy-pack/engine/value";
import { combinedPorts } from "../../../../policy-pack/rules/net/combined-ports";
import { networkTypes } from "../../../support/policy-pack/network-resources";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";

const own = resource(networkTypes.group, { description: "web" }, { name: "web" });
const other = resource(networkTypes.group, { description: "db" }, { name: "db" });
const low = { ipProtocol: "tcp", fromPort: 0, toPort: 32767 };
const high = { ipProtocol: "tcp", fromPort: 32768, toPort: 65535 };
const block = { cidrIpv4: "10.0.0.0/16" };

const rule = (properties: Properties, name: string, of = own) =>
  resource(
    networkTypes.ingress,
    { securityGroupId: unknown, ...properties },
    { name, refersTo: { securityGroupId: of } },
  );
const outward = (properties: Properties, name: string) =>
  resource(
    networkTypes.egress,
    { securityGroupId: unknown, ...properties },
    { name, refersTo: { securityGroupId: own } },
  );

const lowList = resource(networkTypes.list, { entries: [{ cidr: "10.0.0.0/8" }] });

export const combinedPortsCases = ruleCases(combinedPorts, [
  { title: "a group without rules", resources: [own], verdict: "pass" },
  {
    title: "two single ports",
    resources: [
      own,
      rule({ ...low, fromPort: 443, toPort: 443, ...block }, "a"),
      rule({ ...high, ...block }, "b"),
    ],
    verdict: "pass",
  },
  {
    requirement: "POL-204",
    title: "every port in two halves, over two resources",
    resources: [own, rule({ ...low, ...block }, "a"), rule({ ...high, ...block }, "b")],
    verdict: "fail",
    path: "",
    message: /The ingress rules of this group together/,
    count: 1,
  },
  {
    title: "every port in two halves, over two egress resources",
    resources: [own, outward({ ...low, ...block }, "a"), outward({ ...high, ...block }, "b")],
    verdict: "fail",
    message: /egress/,
  },
  {
    title: "one half in each direction",
    resources: [own, rule({ ...low, ...block }, "a"), outward({ ...high, ...block }, "b")],
    verdict: "pass",
  },
  {
    title: "one half in each of two groups",
    resources: [
      own,
      other,
      rule({ ...low, ...block }, "a"),
      rule({ ...high, ...block }, "b", other),
    ],
    verdict: "pass",
  },
  {
    title: "one half for each of two blocks",
    resources: [
      own,
      rule({ ...low, ...block }, "a"),
      rule({ ...high, cidrIpv4: "10.1.0.0/16" }, "b"),
    ],
    verdict: "pass",
  },
  {
    title: "one half over TCP and one over UDP",
    resources: [
      own,
      rule({ ...low, ...block }, "a"),
      rule({ ...high, ipProtocol: "udp", ...block }, "b"),
    ],
    verdict: "pass",
  },
  {
    title: "both halves over UDP",
    resources: [
      own,
      rule({ ...low, ipProtocol: "udp", ...block }, "a"),
      rule({ ...high, ipProtocol: 17, ...block }, "b"),
    ],
    verdict: "fail",
  },
  {
    title: "both halves for one group",
    resources: [
      own,
      other,
      rule({ ...low, referencedSecurityGroupId: "sg-9" }, "a"),
      rule({ ...high, referencedSecurityGroupId: "sg-9" }, "b"),
    ],
    verdict: "fail",
  },
  {
    title: "one half for a group and one for a block",
    resources: [
      own,
      rule({ ...low, referencedSecurityGroupId: "sg-9" }, "a"),
      rule({ ...high, ...block }, "b"),
    ],
    verdict: "pass",
  },
  {
    title: "both halves for one list that AWS keeps",
    resources: [
      own,
      rule({ ...low, prefixListId: "pl-63a5400a" }, "a"),
      rule({ ...high, prefixListId: "pl-63a5400a" }, "b"),
    ],
    verdict: "fail",
  },
  {
    requirement: "POL-205",
    title: "one half for a block and one for a list of the stack that holds it",
    resources: [
      own,
      lowList,
      rule({ ...low, ...block }, "a"),
      resource(
        networkTypes.ingress,
        { securityGroupId: unknown, prefixListId: unknown, ...high },
        { name: "b", refersTo: { securityGroupId: own, prefixListId: lowList } },
      ),
    ],
    verdict: "fail",
  },
  {
    title: "a rule of every port, which net/all-ports reports",
    resources: [own, rule({ ipProtocol: "-1", ...block }, "a"), rule({ ...high, ...block }, "b")],
    verdict: "pass",
  },
  {
    title: "a half written inline and one of its own",
    resources: [
      resource(
        networkTypes.group,
        { ingress: [{ protocol: "tcp", fromPort: 0, toPort: 32767, self: true }] },
        { name: "web" },
      ),
      rule({ ...high, referencedSecurityGroupId: "sg-2" }, "b"),
    ],
    verdict: "pass",
  },
  {
    title: "a known half and one with an unknown end",
    resources: [
      own,
      rule({ ...low, ...block }, "a"),
      rule({ ...high, toPort: unknown, ...block }, "b"),
    ],
    verdict: "undecided",
    path: "",
    message: /Unknown values/,
  },
  {
    title: "a half of an unknown group",
    resources: [
      own,
      rule({ ...low, ...block }, "a"),
      resource(
        networkTypes.ingress,
        { securityGroupId: unknown, ...high, ...block },
        { name: "b" },
      ),
    ],
    verdict: "undecided",
  },
  {
    title: "a half in the other direction of an unknown group",
    resources: [
      own,
      rule({ ...low, ...block }, "a"),
      resource(networkTypes.egress, { securityGroupId: unknown, ...high, ...block }, { name: "b" }),
    ],
    verdict: "pass",
  },
]);
