import { target } from "../../../../policy-pack/rules/contract/target";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";
import { component, declaration, rolePolicy, send } from "./contracts";

const owner = component({ documents: [declaration([send])] });
const inner = resource("demo:index:Inner", {}, { name: "inner", parent: owner });

export const targetCases = ruleCases(target, [
  {
    requirement: "POL-65",
    title: "a declaration with its child",
    resources: [owner, rolePolicy(unknown, owner)],
    verdict: "pass",
  },
  {
    title: "a descendant further below",
    resources: [owner, inner, rolePolicy(unknown, inner)],
    verdict: "pass",
  },
  {
    title: "a child beside another of its name that has no such property",
    resources: [
      owner,
      resource("aws:iam/role:Role", {}, { name: "send", parent: owner }),
      rolePolicy(unknown, owner),
    ],
    verdict: "pass",
  },
  {
    requirement: "POL-65",
    title: "a declaration without a child",
    resources: [owner],
    verdict: "fail",
    level: "mandatory",
    count: 1,
    path: "/zeroTrust/documents/0/target",
    message: /^send is about send, which is not in the stack\.$/,
  },
  {
    requirement: "POL-65",
    title: "a declaration about a resource of nobody",
    resources: [owner, rolePolicy(unknown, undefined)],
    verdict: "fail",
    message: /is not a descendant of the component\.$/,
  },
  {
    requirement: "POL-65",
    title: "a declaration about the child of another component of the same type",
    resources: [owner, rolePolicy(unknown, component({}, "other"))],
    verdict: "fail",
    message: /is not a descendant of the component\.$/,
  },
  {
    title: "a child that lacks the property",
    resources: [owner, resource("aws:iam/role:Role", {}, { name: "send", parent: owner })],
    verdict: "fail",
    message: /which has no property policy\.$/,
  },
  {
    title: "which of two children of one name is meant",
    resources: [
      owner,
      rolePolicy(unknown, owner),
      resource("aws:iam/policy:Policy", { policy: unknown }, { name: "send", parent: owner }),
    ],
    verdict: "undecided",
    message: /aws:iam\/rolePolicy:RolePolicy and aws:iam\/policy:Policy/,
  },
]);
