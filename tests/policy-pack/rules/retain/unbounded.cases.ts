import type { Properties } from "../../../../policy-pack/engine/value";
import { unbounded } from "../../../../policy-pack/rules/retain/unbounded";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";

const group = (properties: Properties) => [
  resource("aws:cloudwatch/logGroup:LogGroup", properties),
];

export const unboundedCases = ruleCases(unbounded, [
  { title: "a number of days", resources: group({ retentionInDays: 1 }), verdict: "pass" },
  { title: "a number as text", resources: group({ retentionInDays: "30" }), verdict: "pass" },
  {
    requirement: "POL-311",
    title: "nothing said, as a note",
    resources: group({}),
    verdict: "fail",
    level: "advisory",
    path: "/retentionInDays",
    fix: /365/,
  },
  {
    requirement: "POL-311",
    title: "0 in profile strict, as a violation",
    resources: group({ retentionInDays: 0 }),
    configuration: { profile: "strict" },
    verdict: "fail",
    level: "mandatory",
  },
  {
    title: "a class that keeps two days",
    resources: group({ logGroupClass: "DELIVERY" }),
    verdict: "pass",
  },
  {
    title: "an unknown number",
    resources: group({ retentionInDays: unknown }),
    verdict: "undecided",
    level: "advisory",
    path: "/retentionInDays",
  },
]);
