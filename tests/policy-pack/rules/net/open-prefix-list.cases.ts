import { openPrefixList } from "../../../../policy-pack/rules/net/open-prefix-list";
import {
  declaring,
  egress,
  ingress,
  networkTypes,
} from "../../../support/policy-pack/network-resources";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";

const { list, listEntry, endpoint, ingress: ingressType, egress: egressType } = networkTypes;

const listOf = (...cidrs: readonly string[]) =>
  resource(list, {
    name: "partners",
    addressFamily: "IPv4",
    maxEntries: 5,
    entries: cidrs.map((cidr) => ({ cidr })),
  });

const entryOf = (of: ReturnType<typeof listOf>, cidr: string) =>
  resource(listEntry, { cidr, prefixListId: unknown }, { refersTo: { prefixListId: of } });

const using = (of: ReturnType<typeof listOf>, type: string = ingressType) =>
  resource(
    type,
    {
      securityGroupId: "sg-1",
      ipProtocol: "tcp",
      fromPort: 443,
      toPort: 443,
      prefixListId: unknown,
    },
    { name: "user", refersTo: { prefixListId: of } },
  );

const open = listOf("10.0.0.0/8", "0.0.0.0/1");
const closed = listOf("10.0.0.0/8");
const gateway = resource(endpoint, { serviceName: "com.amazonaws.us-east-1.s3" });
const edge = {
  id: "in",
  from: "198.51.100.0/24",
  to: "web",
  protocol: "tcp",
  port: 443,
  via: "network",
};

export const openPrefixListCases = ruleCases(openPrefixList, [
  {
    title: "a rule without prefix list",
    resources: [ingress({ cidrIpv4: "0.0.0.0/0" })],
    verdict: "pass",
  },
  { title: "a list that no rule uses", resources: [open], verdict: "pass" },
  {
    requirement: "POL-205",
    title: "a list of the stack with private blocks",
    resources: [closed, using(closed)],
    verdict: "pass",
  },
  {
    requirement: "POL-205",
    title: "a list of the stack with a public block",
    resources: [open, using(open)],
    verdict: "fail",
    path: "/prefixListId",
    message: /ManagedPrefixList this ingress rule opens tcp 443 to 0\.0\.0\.0\/1, which/,
    fix: /Take 0\.0\.0\.0\/1 out of the prefix list/,
    count: 1,
  },
  {
    requirement: "POL-205",
    title: "the same list in egress",
    resources: [open, using(open, egressType)],
    verdict: "fail",
    message: /egress/,
  },
  {
    requirement: "POL-201",
    title: "one half of the Internet in an entry of its own",
    resources: [closed, entryOf(closed, "128.0.0.0/1"), using(closed)],
    verdict: "fail",
    message: /128\.0\.0\.0\/1/,
  },
  {
    title: "a public entry that a declared edge names",
    resources: [declaring(edge), closed, entryOf(closed, "198.51.100.0/25"), using(closed)],
    verdict: "pass",
  },
  {
    title: "an unknown entry",
    resources: [closed, entryOf(closed, unknown), using(closed)],
    verdict: "undecided",
    path: "/prefixListId",
  },
  {
    title: "an entry of an unknown list, which may be this one",
    resources: [
      closed,
      resource(listEntry, { cidr: "10.1.0.0/16", prefixListId: unknown }),
      using(closed),
    ],
    verdict: "undecided",
  },
  {
    title: "an entry of a list of another stack",
    resources: [
      closed,
      resource(listEntry, { cidr: "0.0.0.0/0", prefixListId: "pl-0a1b2c3d4e5f60718" }),
      using(closed),
    ],
    verdict: "pass",
  },
  {
    title: "unknown ports for a public entry of which an edge names one port",
    resources: [
      declaring(edge),
      listOf("198.51.100.0/24"),
      resource(
        ingressType,
        {
          securityGroupId: "sg-1",
          ipProtocol: "tcp",
          fromPort: 443,
          toPort: unknown,
          prefixListId: unknown,
        },
        { refersTo: { prefixListId: listOf() } },
      ),
    ],
    verdict: "undecided",
  },
  {
    requirement: "POL-212",
    title: "egress to a gateway endpoint's list",
    resources: [
      gateway,
      resource(
        egressType,
        {
          securityGroupId: "sg-1",
          ipProtocol: "tcp",
          fromPort: 443,
          toPort: 443,
          prefixListId: unknown,
        },
        { refersTo: { prefixListId: gateway } },
      ),
    ],
    verdict: "pass",
  },
  {
    requirement: "POL-212",
    title: "egress to a list that AWS keeps, by the form of its id",
    resources: [egress({ prefixListId: "pl-63a5400a" })],
    verdict: "pass",
  },
  {
    requirement: "POL-205",
    title: "egress to a list that AWS keeps, by name",
    resources: [egress({ prefixListId: "com.amazonaws.us-east-1.dynamodb" })],
    verdict: "pass",
  },
  {
    requirement: "POL-205",
    title: "ingress from a list that AWS keeps, as a note",
    resources: [ingress({ prefixListId: "pl-63a5400a" })],
    verdict: "fail",
    level: "advisory",
    path: "/prefixListId",
    message: /pl-63a5400a, whose service/,
    fix: /Declare an edge from pl-63a5400a/,
  },
  {
    requirement: "POL-205",
    title: "ingress from a list that is the end of a declared edge",
    resources: [
      declaring({ ...edge, from: "pl-0a1b2c3d4e5f60718" }),
      ingress({ prefixListId: "pl-0a1b2c3d4e5f60718" }),
    ],
    verdict: "pass",
  },
  {
    requirement: "POL-205",
    title: "a list of nobody in the stack",
    resources: [egress({ prefixListId: "pl-0a1b2c3d4e5f60718" })],
    verdict: "undecided",
    path: "/prefixListId",
    message: /egress rule/,
    fix: /end of an edge/,
  },
  {
    requirement: "POL-205",
    title: "an unknown list",
    resources: [ingress({ prefixListId: unknown })],
    verdict: "undecided",
  },
  {
    title: "a rule of an unknown group",
    resources: [
      open,
      resource(
        ingressType,
        { ipProtocol: "-1", securityGroupId: unknown, prefixListId: unknown },
        { refersTo: { prefixListId: open } },
      ),
    ],
    verdict: "fail",
    message: /every protocol/,
  },
]);
