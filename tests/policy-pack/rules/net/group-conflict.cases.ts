import { exclusiveRulesType } from "../../../../policy-pack/network/exclusive-rules";
import { groupConflict } from "../../../../policy-pack/rules/net/group-conflict";
import { networkTypes, tcp443 } from "../../../support/policy-pack/network-resources";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";

const inline = { protocol: "tcp", fromPort: 443, toPort: 443, self: true };
const bare = resource(networkTypes.group, { description: "web" }, { name: "web" });
const full = resource(networkTypes.group, { ingress: [inline] }, { name: "web" });
const rule = (type: string, of = bare, name = "rule") =>
  resource(
    type,
    { securityGroupId: unknown, ...tcp443 },
    { name, refersTo: { securityGroupId: of } },
  );
const older = (type: string, of = bare) =>
  resource(
    networkTypes.rule,
    { securityGroupId: unknown, type, protocol: "tcp", fromPort: 1, toPort: 2 },
    { refersTo: { securityGroupId: of } },
  );
const loose = (type: string) =>
  resource(type, { securityGroupId: unknown, ...tcp443 }, { name: "loose" });

const ingressRule = rule(networkTypes.ingress);
const closedList = (ingressRuleIds: readonly string[], listed?: typeof bare) =>
  resource(
    exclusiveRulesType,
    { securityGroupId: unknown, ingressRuleIds, egressRuleIds: [] },
    {
      name: "closed",
      refersTo: {
        securityGroupId: bare,
        ...(listed !== undefined && { ingressRuleIds: listed }),
      },
    },
  );

export const groupConflictCases = ruleCases(groupConflict, [
  { title: "inline rules alone", resources: [full], verdict: "pass" },
  {
    requirement: "POL-210",
    title: "rule resources alone",
    resources: [bare, rule(networkTypes.ingress), rule(networkTypes.egress)],
    verdict: "pass",
  },
  {
    requirement: "POL-210",
    title: "an inline rule and one of its own",
    resources: [full, rule(networkTypes.ingress, full)],
    verdict: "fail",
    path: "",
    message: /ingress rules in another style \(inline, rule resources\)/,
    fix: /SecurityGroupIngressRule/,
    count: 1,
  },
  {
    requirement: "POL-210",
    title: "an inline rule and one of the older kind",
    resources: [full, older("ingress", full)],
    verdict: "fail",
  },
  {
    requirement: "POL-210",
    title: "the older and the newer kind",
    resources: [bare, older("ingress"), rule(networkTypes.ingress)],
    verdict: "fail",
    message: /SecurityGroupRule, rule resources/,
  },
  {
    title: "one style inwards and another outwards",
    resources: [full, rule(networkTypes.egress, full)],
    verdict: "pass",
  },
  {
    title: "two groups in two styles",
    resources: [
      resource(networkTypes.group, { ingress: [inline] }, { name: "db" }),
      bare,
      rule(networkTypes.ingress),
    ],
    verdict: "pass",
  },
  {
    title: "a rule of an unknown group beside a group with inline rules",
    resources: [full, loose(networkTypes.ingress)],
    verdict: "undecided",
    path: "/securityGroupId",
    message: /Its group is unknown/,
  },
  {
    title: "a rule of an unknown group in the other direction",
    resources: [full, loose(networkTypes.egress)],
    verdict: "pass",
  },
  {
    title: "a rule of an unknown group beside rules in the same style",
    resources: [bare, rule(networkTypes.ingress), loose(networkTypes.ingress)],
    verdict: "pass",
  },
  {
    title: "an inline egress rule and one of its own",
    resources: [
      resource(networkTypes.group, { egress: [inline] }, { name: "web" }),
      rule(networkTypes.egress),
    ],
    verdict: "fail",
    message: /egress rules/,
  },
  {
    requirement: "PUL-104",
    title: "a closed list that names the rule",
    resources: [bare, ingressRule, closedList([unknown], ingressRule)],
    verdict: "pass",
  },
  {
    requirement: "PUL-104",
    title: "a closed list that leaves the rule out",
    resources: [bare, ingressRule, closedList([])],
    verdict: "fail",
    path: "/ingressRuleIds",
    message: /removes the ingress rule of rule/,
    fix: /Add the id of rule/,
    count: 1,
  },
  {
    title: "a closed list beside an inline rule",
    resources: [
      resource(networkTypes.group, { ingress: [inline] }, { name: "web" }),
      closedList([]),
    ],
    verdict: "fail",
    fix: /a resource of its own/,
  },
  {
    title: "a closed list of ids that depend on nothing",
    resources: [bare, ingressRule, closedList([unknown])],
    verdict: "undecided",
    path: "/ingressRuleIds",
  },
]);
