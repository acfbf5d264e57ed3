import { ownLimit } from "../../../../policy-pack/rules/boundary/own-limit";
import {
  boundedRole,
  documentOf,
  policy,
  role,
  roleArn,
  rolePolicy,
  type StatementValue,
} from "../../../support/policy-pack/identities";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { type RuleCase, ruleCases } from "../../../support/policy-pack/rule-cases";

const provider = resource("pulumi:providers:aws", {
  region: "eu-west-1",
  allowedAccountIds: '["111122223333"]',
});
const everything: StatementValue = { Action: "*", Resource: "*" };
const keepLimits: StatementValue = { Effect: "Deny", Action: "iam:*", Resource: "*" };

const bounded = (own: StatementValue, ...limits: readonly StatementValue[]) => {
  const limit = policy("limit", documentOf(...limits));
  const pay = boundedRole("pay", limit);
  return [provider, limit, pay, rolePolicy(pay, documentOf(own))];
};

const changes = [
  "iam:AttachRolePolicy",
  "iam:DeleteRolePermissionsBoundary",
  "iam:DeleteRolePolicy",
  "iam:DetachRolePolicy",
  "iam:PutRolePermissionsBoundary",
  "iam:PutRolePolicy",
  "iam:UpdateAssumeRolePolicy",
];
const rewrites = [
  "iam:CreatePolicyVersion",
  "iam:DeletePolicy",
  "iam:DeletePolicyVersion",
  "iam:SetDefaultPolicyVersion",
];
const policyArn = "arn:aws:iam::111122223333:policy/limit";

export const ownLimitCases = ruleCases(ownLimit, [
  ...changes.map(
    (action): RuleCase => ({
      requirement: "IAM-58",
      title: `a role that may use ${action} on itself`,
      resources: bounded({ Action: action, Resource: roleArn("pay") }, everything),
      verdict: "fail",
      message: new RegExp(`pay is able to use ${action} on itself`),
      count: 1,
    }),
  ),
  ...rewrites.map(
    (action): RuleCase => ({
      title: `a role that may use ${action} on its boundary`,
      resources: bounded({ Action: action, Resource: policyArn }, everything),
      verdict: "fail",
      message: new RegExp(`${action} on limit`),
      count: 1,
    }),
  ),
  {
    title: "a role whose boundary denies every change of limits",
    resources: bounded({ Action: "iam:*", Resource: "*" }, everything, keepLimits),
    verdict: "pass",
  },
  {
    title: "a role that may change other roles",
    resources: bounded({ Action: "iam:PutRolePolicy", Resource: roleArn("other") }, everything),
    verdict: "pass",
  },
  {
    title: "a role without a boundary that may attach policies to every role",
    resources: [
      role("pay"),
      rolePolicy(role("pay"), documentOf({ Action: "iam:*", Resource: "*" })),
    ],
    verdict: "fail",
    count: changes.length,
  },
  {
    title: "a boundary that is unknown",
    resources: [
      policy("limit", unknown),
      boundedRole("pay", policy("limit", unknown)),
      rolePolicy(role("pay"), documentOf({ Action: "iam:PutRolePolicy", Resource: "*" })),
    ],
    verdict: "undecided",
  },
]);
