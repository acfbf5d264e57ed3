import type { Properties } from "../../../policy-pack/engine/value";
import { logGroupDays } from "../../../policy-pack/rules/retain/log-group-days";
import { resource, unknown } from "../../support/policy-pack/resources";
import { ruleCases } from "../../support/policy-pack/rule-cases";

const group = (properties: Properties) => [
  resource("aws:cloudwatch/logGroup:LogGroup", properties),
];

export const logGroupDaysCases = ruleCases(logGroupDays, [
  { title: "a year", resources: group({ retentionInDays: 365 }), verdict: "pass" },
  { title: "a year as text", resources: group({ retentionInDays: "365" }), verdict: "pass" },
  { title: "no limit", resources: group({ retentionInDays: 0 }), verdict: "pass" },
  { title: "nothing said, which means no limit", resources: group({}), verdict: "pass" },
  {
    title: "a day less than a year",
    resources: group({ retentionInDays: 364 }),
    verdict: "fail",
    path: "/retentionInDays",
  },
  { title: "half a year as text", resources: group({ retentionInDays: "180" }), verdict: "fail" },
  {
    title: "a class that ignores the setting",
    resources: group({ retentionInDays: 365, logGroupClass: "DELIVERY" }),
    verdict: "fail",
  },
  {
    title: "text that is no number",
    resources: group({ retentionInDays: "a year" }),
    verdict: "fail",
  },
  {
    title: "an unknown number",
    resources: group({ retentionInDays: unknown }),
    verdict: "undecided",
  },
  {
    title: "a short retention whatever the class",
    resources: group({ retentionInDays: 30, logGroupClass: unknown }),
    verdict: "fail",
  },
  {
    title: "an unknown class",
    resources: group({ retentionInDays: 365, logGroupClass: unknown }),
    verdict: "undecided",
  },
]);
