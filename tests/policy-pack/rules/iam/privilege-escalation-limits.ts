import {
  boundedRole,
  documentOf,
  policy,
  role,
  roleArn,
  rolePolicy,
  type StatementValue,
} from "../../../support/policy-pack/identities";
import type { RuleCase } from "../../../support/policy-pack/rule-cases";

const deployer = role("deployer");
const allowed = (...statements: readonly StatementValue[]) => [
  deployer,
  rolePolicy(deployer, documentOf(...statements)),
];

const setBoundary = policy(
  "limit",
  documentOf({ Action: ["iam:GetRole", "sqs:SendMessage"], Resource: "*" }),
);

/** Cases of iam/privilege-escalation in which a denial or a boundary limits what is allowed. */
export const limitedCases: readonly RuleCase[] = [
  {
    requirement: "POL-128",
    title: "an action that a wider denial of the same document takes away",
    resources: allowed(
      { Action: "iam:PutRolePolicy", Resource: roleArn("pay") },
      { Effect: "Deny", Action: "iam:Put*", Resource: "*" },
    ),
    verdict: "pass",
  },
  {
    requirement: "POL-127",
    title: "an action that a denial takes away from one role only",
    resources: allowed(
      { Action: "iam:PutRolePolicy", Resource: "*" },
      { Effect: "Deny", Action: "iam:PutRolePolicy", Resource: roleArn("audit") },
    ),
    verdict: "fail",
  },
  {
    requirement: "POL-127",
    title: "a denial under a condition that the grant does not ask for",
    resources: allowed(
      { Action: "iam:PutRolePolicy", Resource: "*" },
      {
        Effect: "Deny",
        Action: "iam:PutRolePolicy",
        Resource: "*",
        Condition: { StringEquals: { "aws:RequestedRegion": "eu-west-1" } },
      },
    ),
    verdict: "fail",
  },
  {
    requirement: "POL-127",
    title: "a denial under the very condition of the grant",
    resources: allowed(
      {
        Action: "iam:PutRolePolicy",
        Resource: "*",
        Condition: { StringEquals: { "aws:RequestedRegion": "eu-west-1" } },
      },
      {
        Effect: "Deny",
        Action: "iam:PutRolePolicy",
        Resource: "*",
        Condition: { StringEquals: { "aws:RequestedRegion": ["eu-west-1"] } },
      },
    ),
    verdict: "pass",
  },
  {
    title: "a denial of everything but some actions",
    resources: allowed(
      { Action: "iam:PutRolePolicy", Resource: "*" },
      { Effect: "Deny", NotAction: "sqs:*", Resource: "*" },
    ),
    verdict: "pass",
  },
  {
    title: "a denial of everything but this very role",
    resources: allowed(
      { Action: "iam:PutRolePolicy", Resource: roleArn("pay") },
      { Effect: "Deny", Action: "iam:*", NotResource: roleArn("pay") },
    ),
    verdict: "fail",
  },
  {
    title: "a denial on every other resource",
    resources: allowed(
      { Action: "iam:PutRolePolicy", Resource: roleArn("pay") },
      { Effect: "Deny", Action: "iam:*", NotResource: "arn:aws:s3:::orders" },
    ),
    verdict: "pass",
  },
  {
    requirement: "POL-140",
    title: "an action outside the boundary",
    resources: [
      setBoundary,
      boundedRole("deployer", setBoundary),
      rolePolicy(
        boundedRole("deployer", setBoundary),
        documentOf({ Action: "iam:PutRolePolicy", Resource: "*" }),
      ),
    ],
    verdict: "pass",
  },
  {
    requirement: "POL-140",
    title: "an action inside the boundary",
    resources: [
      policy("limit", documentOf({ Action: "iam:*", Resource: "*" })),
      boundedRole("deployer", setBoundary),
      rolePolicy(deployer, documentOf({ Action: "iam:PutRolePolicy", Resource: "*" })),
    ],
    verdict: "fail",
  },
  {
    title: "a boundary outside the stack, which may forbid it",
    resources: [
      role("deployer", { permissionsBoundary: "arn:aws:iam::111122223333:policy/elsewhere" }),
      rolePolicy(deployer, documentOf({ Action: "iam:PutRolePolicy", Resource: "*" })),
    ],
    verdict: "undecided",
    message: /for all that can be told: what the permissions boundary allows cannot be seen/,
  },
];
