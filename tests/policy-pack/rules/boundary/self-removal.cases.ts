import type { Value } from "../../../../policy-pack/engine/value";
import { boundarySelfRemoval } from "../../../../policy-pack/rules/boundary/self-removal";
import {
  boundedRole,
  documentOf,
  policy,
  roleArn,
  type StatementValue,
} from "../../../support/policy-pack/identities";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { type RuleCase, ruleCases } from "../../../support/policy-pack/rule-cases";

const arn = "arn:aws:iam::111122223333:policy/limit";
const bounding = (...statements: readonly StatementValue[]) => bound(documentOf(...statements));
const bound = (document: Value) => {
  const limit = policy("limit", document);
  return [limit, boundedRole("pay", limit)];
};
const boundingUser = (...statements: readonly StatementValue[]) => {
  const limit = policy("limit", documentOf(...statements));
  const refersTo = { permissionsBoundary: limit };
  return [
    limit,
    resource("aws:iam/user:User", { name: "ana", permissionsBoundary: unknown }, { refersTo }),
  ];
};
const same = (value: Value = arn, operator = "StringEquals"): StatementValue => ({
  Condition: { [operator]: { "iam:PermissionsBoundary": value } },
});

const onRoles: readonly (readonly [string, RegExp])[] = [
  ["iam:DeleteRolePermissionsBoundary", /which removes it\.$/],
  ["iam:PutRolePermissionsBoundary", /which replaces it\.$/],
  ["iam:CreatePolicyVersion", /which rewrites it\.$/],
  ["iam:SetDefaultPolicyVersion", /which reverts it\.$/],
  ["iam:CreateRole", /which makes a role without it\.$/],
  ["iam:CreateUser", /which makes a user without it\.$/],
];

const onUsers: readonly (readonly [string, RegExp])[] = [
  ["iam:DeleteUserPermissionsBoundary", /which removes it\.$/],
  ["iam:PutUserPermissionsBoundary", /which replaces it\.$/],
];

const refused = (
  [action, message]: readonly [string, RegExp],
  resources: RuleCase["resources"],
): RuleCase => ({
  requirement: "POL-172",
  title: `a boundary that allows ${action}`,
  resources,
  verdict: "fail",
  path: "/policy/Statement/0/Action",
  message,
  fix:
    action.startsWith("iam:Create") && !action.includes("Version")
      ? /PermissionsBoundary/
      : /denies/,
  count: 1,
});

export const boundarySelfRemovalCases = ruleCases(boundarySelfRemoval, [
  ...onRoles.map((each) => refused(each, bounding({ Action: each[0], Resource: "*" }))),
  ...onUsers.map((each) => refused(each, boundingUser({ Action: each[0], Resource: "*" }))),
  ...[...onRoles, ...onUsers].map(
    ([action]): RuleCase => ({
      requirement: "POL-172",
      title: `${action} that demands the same boundary`,
      resources: (action.includes("UserPermissions") ? boundingUser : bounding)({
        Action: action,
        Resource: "*",
        ...same(),
      }),
      verdict: /:(Put|CreateRole|CreateUser)/.test(action) ? "pass" : "fail",
    }),
  ),
  {
    title:
      "everything of IAM that demands an unknown boundary, which keeps nothing from being removed",
    resources: bounding({ Action: "iam:*", Resource: "*", ...same(unknown) }),
    verdict: "fail",
    count: 1,
  },
  {
    title: "a boundary that allows nothing of the kind",
    resources: bounding({ Action: "sqs:SendMessage", Resource: "*" }),
    verdict: "pass",
  },
  {
    requirement: "POL-172",
    title: "everything, minus changes to itself and creation without it",
    resources: bounding(
      { Action: "*", Resource: "*" },
      {
        Effect: "Deny",
        Action: [
          "iam:DeleteRolePermissionsBoundary",
          "iam:PutRolePermissionsBoundary",
          "iam:CreatePolicyVersion",
          "iam:SetDefaultPolicyVersion",
        ],
        Resource: "*",
      },
      {
        Effect: "Deny",
        Action: ["iam:CreateRole", "iam:CreateUser"],
        Resource: "*",
        ...same(arn, "StringNotEquals"),
      },
    ),
    verdict: "pass",
  },
  {
    requirement: "POL-172",
    title: "everything, minus creation without some other boundary",
    resources: bounding(
      { Action: "iam:CreateRole", Resource: "*" },
      {
        Effect: "Deny",
        Action: "iam:CreateRole",
        Resource: "*",
        ...same("arn:aws:iam::111122223333:policy/other", "StringNotEquals"),
      },
    ),
    verdict: "fail",
  },
  {
    requirement: "POL-172",
    title: "a pattern of actions",
    resources: bounding({ Action: "iam:Delete*", Resource: "*" }),
    verdict: "fail",
    message: /use iam:Delete\* on \*, which removes it/,
  },
  {
    requirement: "POL-172",
    title: "actions by exclusion",
    resources: bounding({ NotAction: "s3:*", Resource: "*" }),
    verdict: "fail",
    count: 1,
  },
  {
    title: "removal from another role",
    resources: bounding({
      Action: "iam:DeleteRolePermissionsBoundary",
      Resource: roleArn("other"),
    }),
    verdict: "pass",
  },
  {
    requirement: "POL-172",
    title: "removal from this very role",
    resources: bounding({ Action: "iam:DeleteRolePermissionsBoundary", Resource: roleArn("pay") }),
    verdict: "fail",
  },
  {
    title: "removal from users by a boundary that bounds roles",
    resources: bounding({ Action: "iam:DeleteUserPermissionsBoundary", Resource: "*" }),
    verdict: "pass",
  },
  {
    title: "a new version of another policy",
    resources: bounding({
      Action: "iam:CreatePolicyVersion",
      Resource: "arn:aws:iam::111122223333:policy/other",
    }),
    verdict: "pass",
  },
  {
    requirement: "POL-172",
    title: "a new version of this very policy",
    resources: bounding({ Action: "iam:CreatePolicyVersion", Resource: arn }),
    verdict: "fail",
  },
  {
    requirement: "POL-172",
    title: "creation that demands the same boundary",
    resources: bounding({ Action: "iam:CreateRole", Resource: "*", ...same() }),
    verdict: "pass",
  },
  {
    requirement: "POL-172",
    title: "creation that demands another boundary",
    resources: bounding({
      Action: "iam:CreateRole",
      Resource: "*",
      ...same("arn:aws:iam::111122223333:policy/other"),
    }),
    verdict: "fail",
  },
  {
    title: "creation that demands this boundary or another",
    resources: bounding({
      Action: "iam:CreateRole",
      Resource: "*",
      ...same([arn, "arn:aws:iam::111122223333:policy/other"]),
    }),
    verdict: "fail",
  },
  {
    title: "creation where a request without boundary passes",
    resources: bounding({
      Action: "iam:CreateRole",
      Resource: "*",
      ...same(arn, "StringEqualsIfExists"),
    }),
    verdict: "fail",
  },
  {
    title: "creation under a condition on something else",
    resources: bounding({
      Action: "iam:CreateRole",
      Resource: "*",
      Condition: { StringEquals: { "aws:RequestedRegion": arn } },
    }),
    verdict: "fail",
  },
  {
    title: "replacement by the same boundary",
    resources: bounding({ Action: "iam:PutRolePermissionsBoundary", Resource: "*", ...same() }),
    verdict: "pass",
  },
  {
    title: "removal that demands the same boundary, which keeps nothing",
    resources: bounding({ Action: "iam:DeleteRolePermissionsBoundary", Resource: "*", ...same() }),
    verdict: "fail",
  },
  {
    title: "a policy that bounds nobody",
    resources: [policy("limit", documentOf({ Action: "iam:CreateRole", Resource: "*" }))],
    verdict: "pass",
  },
  {
    title: "creation that demands an unknown boundary",
    resources: bounding({ Action: "iam:CreateRole", Resource: "*", ...same(unknown) }),
    verdict: "undecided",
    path: "/policy/Statement/0/Action",
  },
  {
    title: "creation under an unknown condition",
    resources: bounding({ Action: "iam:CreateRole", Resource: "*", Condition: unknown }),
    verdict: "undecided",
  },
  {
    title: "removal from an unknown role",
    resources: bounding({ Action: "iam:DeleteRolePermissionsBoundary", Resource: unknown }),
    verdict: "undecided",
  },
  {
    title: "an unknown action",
    resources: bounding({ Action: [unknown], Resource: "*" }),
    verdict: "undecided",
    path: "/policy/Statement/0/Action/0",
  },
  { title: "an unknown document", resources: bound(unknown), verdict: "undecided" },
]);
