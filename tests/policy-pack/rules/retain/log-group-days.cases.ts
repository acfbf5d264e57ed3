import type { Properties } from "../../../../policy-pack/engine/value";
import { logGroupDays } from "../../../../policy-pack/rules/retain/log-group-days";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";

const group = (properties: Properties) => [
  resource("aws:cloudwatch/logGroup:LogGroup", properties),
];

export const logGroupDaysCases = ruleCases(logGroupDays, [
  {
    requirement: "POL-310",
    title: "a year",
    resources: group({ retentionInDays: 365 }),
    verdict: "pass",
  },
  {
    requirement: "POL-310",
    title: "a year as text",
    resources: group({ retentionInDays: "365" }),
    verdict: "pass",
  },
  {
    requirement: "POL-311",
    title: "0, which means for ever",
    resources: group({ retentionInDays: 0 }),
    verdict: "pass",
  },
  {
    requirement: "POL-311",
    title: "nothing said, which means for ever",
    resources: group({}),
    verdict: "pass",
  },
  ...[1, 30, 180].map((retentionInDays) => ({
    requirement: "POL-310",
    title: `${String(retentionInDays)} days`,
    resources: group({ retentionInDays }),
    verdict: "fail" as const,
    path: "/retentionInDays",
  })),
  {
    title: "a day less than a year",
    resources: group({ retentionInDays: 364 }),
    verdict: "fail",
    message: /kept for 364 days, not 365/,
    fix: /^Set retentionInDays to 365 or more/,
  },
  { title: "half a year as text", resources: group({ retentionInDays: "180" }), verdict: "fail" },
  {
    title: "less than what configuration asks for",
    resources: group({ retentionInDays: 400 }),
    configuration: { rules: { [logGroupDays.id]: { params: { minDays: 731 } } } },
    verdict: "fail",
    fix: /731/,
  },
  {
    requirement: "POL-312",
    title: "a class that ignores the setting, whatever it says",
    resources: group({ retentionInDays: 365, logGroupClass: "DELIVERY" }),
    verdict: "fail",
    path: "/logGroupClass",
    message: /two days/,
    count: 1,
  },
  {
    title: "a class that keeps to the setting",
    resources: group({ retentionInDays: 365, logGroupClass: "INFREQUENT_ACCESS" }),
    verdict: "pass",
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
    path: "/retentionInDays",
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
    path: "/logGroupClass",
  },
]);
