import type { Properties } from "../../../../policy-pack/engine/value";
import { eventPermission } from "../../../../policy-pack/rules/resource/event-permission";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";

const permission = (properties: Properties) => [
  resource("aws:cloudwatch/eventPermission:EventPermission", { statementId: "x", ...properties }),
];
const condition = { type: "StringEquals", key: "aws:PrincipalOrgID", value: "o-a1b2c3d4e5" };

export const eventPermissionCases = ruleCases(eventPermission, [
  { title: "an account", resources: permission({ principal: "111122223333" }), verdict: "pass" },
  {
    requirement: "POL-163",
    title: "everybody",
    resources: permission({ principal: "*" }),
    verdict: "fail",
    path: "/principal",
    message: /Everybody may send events/,
    fix: /aws:PrincipalOrgID/,
  },
  {
    title: "everybody of an organization",
    resources: permission({ principal: "*", condition }),
    verdict: "pass",
  },
  {
    title: "everybody of an organization that is not ours",
    resources: permission({ principal: "*", condition }),
    configuration: { organizations: ["o-zzzzzzzzzz"] },
    verdict: "fail",
  },
  {
    title: "everybody under an unknown condition",
    resources: permission({ principal: "*", condition: unknown }),
    verdict: "undecided",
    path: "/condition",
  },
  {
    title: "everybody under half a condition",
    resources: permission({ principal: "*", condition: { type: "StringEquals" } }),
    verdict: "fail",
  },
  {
    title: "everybody under another operator",
    resources: permission({ principal: "*", condition: { ...condition, type: "StringLike" } }),
    verdict: "fail",
  },
  {
    title: "everybody under another key",
    resources: permission({ principal: "*", condition: { ...condition, key: "aws:Referer" } }),
    verdict: "fail",
  },
  {
    title: "everybody of an unknown organization",
    resources: permission({ principal: "*", condition: { ...condition, value: unknown } }),
    verdict: "undecided",
    level: "mandatory",
    path: "/condition/value",
  },
  {
    title: "an unknown principal",
    resources: permission({ principal: unknown }),
    verdict: "undecided",
    path: "/principal",
  },
]);
