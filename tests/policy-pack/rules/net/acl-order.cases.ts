import { aclOrder } from "../../../../policy-pack/rules/net/acl-order";
import { acl, aclEntry as entry } from "../../../support/policy-pack/network-resources";
import { unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";

const from = (cidrBlock: string, fromPort: number, toPort = fromPort) => ({
  cidrBlock,
  fromPort,
  toPort,
});
const deny = { ruleAction: "deny" };

export const aclOrderCases = ruleCases(aclOrder, [
  {
    requirement: "POL-223",
    title: "a denial before the allowance it limits",
    resources: [
      acl,
      entry(100, { ...from("0.0.0.0/0", 22), ...deny }),
      entry(200, from("10.0.0.0/8", 1, 1024)),
    ],
    verdict: "pass",
  },
  {
    requirement: "POL-221",
    title: "a denial that an earlier allowance makes useless",
    resources: [
      acl,
      entry(100, from("10.0.0.0/8", 1, 1024)),
      entry(200, { ...from("10.0.0.0/16", 22), ...deny }),
    ],
    verdict: "fail",
    level: "mandatory",
    message: /Entry 200 denies nothing: earlier entries allow/,
    fix: /lower number/,
    count: 1,
  },
  {
    requirement: "POL-221",
    title: "a denial that two earlier allowances make useless together",
    resources: [
      acl,
      entry(100, from("10.0.0.0/9", 22)),
      entry(110, from("10.128.0.0/9", 22)),
      entry(200, { ...from("10.0.0.0/8", 22), ...deny }),
    ],
    verdict: "fail",
    level: "mandatory",
  },
  {
    requirement: "POL-223",
    title: "a denial that an earlier allowance makes useless in part",
    resources: [
      acl,
      entry(100, from("10.0.0.0/9", 22)),
      entry(200, { ...from("10.0.0.0/8", 22), ...deny }),
    ],
    verdict: "pass",
  },
  {
    requirement: "POL-223",
    title: "a denial of everything at the end",
    resources: [
      acl,
      entry(100, from("10.0.0.0/8", 443)),
      entry(32766, { protocol: "-1", cidrBlock: "0.0.0.0/0", ...deny }),
    ],
    verdict: "pass",
  },
  {
    requirement: "POL-221",
    title: "an allowance that an earlier denial hides, as a note",
    resources: [
      acl,
      entry(100, { ...from("10.0.0.0/8", 22), ...deny }),
      entry(200, from("10.0.0.0/16", 22)),
    ],
    verdict: "fail",
    level: "advisory",
    message: /Entry 200 decides nothing/,
  },
  {
    requirement: "POL-221",
    title: "an allowance that a wider one hides, as a note",
    resources: [acl, entry(100, from("10.0.0.0/8", 22)), entry(200, from("10.0.0.0/16", 22))],
    verdict: "fail",
    level: "advisory",
  },
  {
    title: "a denial that an earlier denial hides, as a note",
    resources: [
      acl,
      entry(100, { ...from("10.0.0.0/8", 22), ...deny }),
      entry(200, { ...from("10.0.0.0/16", 22), ...deny }),
    ],
    verdict: "fail",
    level: "advisory",
  },
  {
    title: "the same two entries in opposite directions",
    resources: [
      acl,
      entry(100, from("10.0.0.0/8", 22)),
      entry(200, { ...from("10.0.0.0/8", 22), ...deny, egress: true }),
    ],
    verdict: "pass",
  },
  {
    title: "a useless denial outwards",
    resources: [
      acl,
      entry(100, { ...from("10.0.0.0/8", 22), egress: true }),
      entry(200, { ...from("10.0.0.0/8", 22), ...deny, egress: true }),
    ],
    verdict: "fail",
  },
  {
    requirement: "POL-223",
    title: "entries written in any order with right numbers",
    resources: [
      acl,
      entry(200, from("10.0.0.0/8", 1, 1024)),
      entry(100, { ...from("10.0.0.0/16", 22), ...deny }),
    ],
    verdict: "pass",
  },
  {
    title: "an allowance of unknown block before",
    resources: [
      acl,
      entry(100, { ...from("10.0.0.0/8", 22), cidrBlock: unknown }),
      entry(200, { ...from("10.0.0.0/8", 22), ...deny }),
    ],
    verdict: "undecided",
    level: "advisory",
    message: /Unknown values decide/,
    count: 1,
  },
  {
    title: "an allowance of unknown block after one for other ports",
    resources: [
      acl,
      entry(100, from("10.0.0.0/8", 22)),
      entry(200, { ...from("10.0.0.0/8", 443), cidrBlock: unknown }),
    ],
    verdict: "pass",
  },
  {
    title: "an allowance of unknown block and overlapping ports after a known one",
    resources: [
      acl,
      entry(100, from("10.0.0.0/8", 22)),
      entry(200, { ...from("10.0.0.0/8", 22), cidrBlock: unknown }),
    ],
    verdict: "undecided",
    count: 1,
  },
  {
    title: "a denial that a known allowance makes useless, an unknown one beside it",
    resources: [
      acl,
      entry(100, from("10.0.0.0/8", 22)),
      entry(110, { ...from("10.0.0.0/8", 443), cidrBlock: unknown }),
      entry(200, { ...from("10.0.0.0/16", 22), ...deny }),
    ],
    verdict: "fail",
    level: "mandatory",
    count: 1,
  },
]);
