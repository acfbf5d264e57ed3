import { aclDuplicateNumber } from "../../../../policy-pack/rules/net/acl-duplicate-number";
import {
  acl,
  aclEntry as entry,
  networkTypes,
} from "../../../support/policy-pack/network-resources";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";

const tls = { cidrBlock: "10.0.0.0/8", fromPort: 443, toPort: 443 };
const inlineAcl = resource(networkTypes.acl, {
  ingress: [{ ruleNo: 100, action: "allow", protocol: "tcp", ...tls }],
});

export const aclDuplicateNumberCases = ruleCases(aclDuplicateNumber, [
  {
    title: "different numbers",
    resources: [acl, entry(100, tls), entry(110, tls)],
    verdict: "pass",
  },
  {
    title: "one number in each direction",
    resources: [acl, entry(100, tls, "in"), entry(100, { ...tls, egress: true }, "out")],
    verdict: "pass",
  },
  {
    requirement: "POL-221",
    title: "one number twice",
    resources: [acl, entry(100, tls, "a"), entry(100, tls, "b")],
    verdict: "fail",
    path: "",
    message: /also has number 100/,
    count: 1,
  },
  {
    requirement: "POL-221",
    title: "one number twice outwards",
    resources: [
      acl,
      entry(100, { ...tls, egress: true }, "a"),
      entry(100, { ...tls, egress: true }, "b"),
    ],
    verdict: "fail",
    count: 1,
  },
  {
    title: "one number as a number and as text",
    resources: [acl, entry(100, tls, "a"), entry("100", tls, "b")],
    verdict: "fail",
  },
  {
    title: "one number inline and of its own",
    resources: [inlineAcl, entry(100, tls, "b")],
    verdict: "fail",
  },
  {
    title: "an unknown number beside another entry",
    resources: [acl, entry(100, tls, "a"), entry(unknown, tls, "b")],
    verdict: "undecided",
    message: /number is unknown/,
    count: 1,
  },
  { title: "an unknown number alone", resources: [acl, entry(unknown, tls, "b")], verdict: "pass" },
  {
    title: "one number, once in an unknown direction",
    resources: [acl, entry(100, tls, "a"), entry(100, { ...tls, egress: unknown }, "b")],
    verdict: "undecided",
    message: /direction is unknown/,
  },
  {
    title: "one number, first in an unknown direction",
    resources: [acl, entry(100, { ...tls, egress: unknown }, "a"), entry(100, tls, "b")],
    verdict: "undecided",
  },
]);
