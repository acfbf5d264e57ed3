import type { Value } from "../../../../policy-pack/engine/value";
import { passRoleLimited } from "../../../../policy-pack/rules/iam/pass-role";
import {
  attach,
  boundedRole,
  documentOf,
  objectOf,
  policy,
  role,
  roleArn,
  rolePolicy,
  type StatementValue,
  trustIn,
} from "../../../support/policy-pack/identities";
import { unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";

const deployer = role("deployer");
const pay = role("pay", { assumeRolePolicy: trustIn("ecs-tasks.amazonaws.com") });
const toService = (service: Value, operator = "StringEquals"): StatementValue => ({
  Condition: { [operator]: { "iam:PassedToService": service } },
});
const passes = (...statements: readonly StatementValue[]) => [
  pay,
  deployer,
  rolePolicy(
    deployer,
    documentOf(
      ...statements.map((each) => ({ Action: "iam:PassRole", Resource: roleArn("pay"), ...each })),
    ),
  ),
];

const limit = policy("limit", documentOf({ Action: "sqs:SendMessage", Resource: "*" }));

// Named so that it comes before the deployer, who passes for certain.
const elsewhere = role("abroad", {
  permissionsBoundary: "arn:aws:iam::111122223333:policy/elsewhere",
});
const passing = policy("passing", documentOf({ Action: "iam:PassRole", Resource: "*" }));

export const passRoleCases = ruleCases(passRoleLimited, [
  {
    title: "a named role passed to a named service",
    resources: passes(toService("ecs-tasks.amazonaws.com")),
    verdict: "pass",
  },
  {
    title: "named roles passed to named services, as lists in an object",
    resources: [
      deployer,
      rolePolicy(
        deployer,
        objectOf({
          Action: ["iam:PassRole"],
          Resource: [roleArn("pay"), roleArn("app/order")],
          ...toService(["ecs-tasks.amazonaws.com", "lambda.amazonaws.com"], "StringLike"),
        }),
      ),
    ],
    verdict: "pass",
  },
  {
    requirement: "POL-144",
    title: "a named role passed to any service, and knows which service it is for",
    resources: passes({}),
    verdict: "fail",
    path: "/policy/Statement/0/Action",
    message: /^iam:PassRole on arn:aws:iam::111122223333:role\/pay leaves the service open\.$/,
    fix: /Add Condition \{"StringEquals": \{"iam:PassedToService": "ecs-tasks.amazonaws.com"\}\}/,
    count: 1,
  },
  {
    requirement: "POL-144",
    title: "a pattern of roles, whatever the service",
    resources: passes({
      Resource: "arn:aws:iam::111122223333:role/pay-*",
      ...toService("lambda.amazonaws.com"),
    }),
    verdict: "fail",
    message: /covers roles that nobody named/,
    fix: /Replace arn:aws:iam::111122223333:role\/pay-\* by the full ARN/,
  },
  {
    requirement: "POL-144",
    title: "every role, as scalar",
    resources: passes({ Resource: "*", ...toService("lambda.amazonaws.com") }),
    verdict: "fail",
  },
  {
    requirement: "POL-144",
    title: "an action that hides in iam:Pass*",
    resources: passes({ Action: "iam:Pass*" }),
    verdict: "fail",
    message: /^iam:Pass\* on/,
  },
  {
    requirement: "POL-144",
    title: "an action that hides in iam:*, in capitals",
    resources: passes({ Action: ["sqs:SendMessage", "IAM:*"], Resource: "*" }),
    verdict: "fail",
    path: "/policy/Statement/0/Action/1",
  },
  {
    requirement: "POL-144",
    title: "an action that hides in an exclusion",
    resources: [deployer, rolePolicy(deployer, documentOf({ NotAction: "s3:*", Resource: "*" }))],
    verdict: "fail",
    path: "/policy/Statement/0/NotAction",
  },
  {
    title: "an exclusion that excludes it",
    resources: [
      deployer,
      rolePolicy(deployer, documentOf({ NotAction: ["iam:*"], Resource: "*" })),
    ],
    verdict: "pass",
  },
  {
    title: "every role but one",
    resources: [
      deployer,
      rolePolicy(
        deployer,
        documentOf({
          Action: "iam:PassRole",
          NotResource: roleArn("audit"),
          ...toService("lambda.amazonaws.com"),
        }),
      ),
    ],
    verdict: "fail",
    message: /every resource but those listed/,
  },
  {
    requirement: "POL-43",
    title: "every action, which is the cause that another rule reports",
    resources: passes({ Action: "*", Resource: "*" }),
    verdict: "pass",
  },
  {
    title: "any service by pattern",
    resources: passes(toService("*.amazonaws.com", "StringLike")),
    verdict: "fail",
  },
  {
    title: "any service by a list of which one is a pattern",
    resources: passes(toService(["lambda.amazonaws.com", "*"], "StringLike")),
    verdict: "fail",
  },
  {
    title: "a condition that a request without service meets",
    resources: passes(toService("lambda.amazonaws.com", "StringEqualsIfExists")),
    verdict: "fail",
  },
  {
    title: "every service but one",
    resources: passes(toService("lambda.amazonaws.com", "StringNotEquals")),
    verdict: "fail",
  },
  {
    requirement: "POL-136",
    title: "a condition on something else",
    resources: passes({ Condition: { Bool: { "aws:SecureTransport": "true" } } }),
    verdict: "fail",
  },
  {
    title: "two statements, one good and one bad",
    resources: passes(toService("ecs-tasks.amazonaws.com"), {}),
    verdict: "fail",
    path: "/policy/Statement/1/Action",
    count: 1,
  },
  {
    requirement: "POL-128",
    title: "what a wider denial takes away",
    resources: [
      deployer,
      rolePolicy(
        deployer,
        documentOf(
          { Action: "iam:PassRole", Resource: "*" },
          { Effect: "Deny", Action: "iam:Pass*", Resource: "*" },
        ),
      ),
    ],
    verdict: "pass",
  },
  {
    requirement: "POL-140",
    title: "what the boundary does not let through",
    resources: [
      limit,
      boundedRole("deployer", limit),
      rolePolicy(deployer, documentOf({ Action: "iam:PassRole", Resource: "*" })),
    ],
    verdict: "pass",
  },
  {
    requirement: "POL-141",
    title: "a policy that two roles have, once",
    resources: [
      deployer,
      pay,
      ...[policy("passing", documentOf({ Action: "iam:PassRole", Resource: "*" }))].flatMap(
        (passing) => [passing, attach(deployer, passing), attach(pay, passing)],
      ),
    ],
    verdict: "fail",
    count: 1,
  },
  {
    requirement: "POL-147",
    title: "a policy that nobody has",
    resources: [policy("passing", documentOf({ Action: "iam:PassRole", Resource: "*" }))],
    verdict: "fail",
  },
  {
    title: "an unknown role",
    resources: passes({ Resource: unknown, ...toService("lambda.amazonaws.com") }),
    verdict: "undecided",
    message: /^Whether iam:PassRole on a resource that is unknown is limited cannot be told/,
  },
  {
    title: "an unknown role passed to any service",
    resources: passes({ Resource: unknown }),
    verdict: "fail",
  },
  {
    title: "an unknown service",
    resources: passes(toService(unknown)),
    verdict: "undecided",
  },
  {
    title: "an unknown condition",
    resources: passes({ Condition: unknown }),
    verdict: "undecided",
  },
  {
    title: "an unknown action on roles",
    resources: passes({ Action: unknown, ...toService("lambda.amazonaws.com") }),
    verdict: "undecided",
    path: "/policy/Statement/0/Action",
  },
  {
    title: "an unknown document",
    resources: [deployer, rolePolicy(deployer, unknown)],
    verdict: "undecided",
    path: "/policy",
  },
  {
    title: "a boundary outside the stack",
    resources: [
      role("deployer", { permissionsBoundary: "arn:aws:iam::111122223333:policy/elsewhere" }),
      rolePolicy(deployer, documentOf({ Action: "iam:PassRole", Resource: "*" })),
    ],
    verdict: "undecided",
    message: /what the permissions boundary allows cannot be seen/,
  },
  { title: "no action of the kind", resources: passes({ Action: "iam:GetRole" }), verdict: "pass" },
  {
    title: "a policy of a role that is bounded elsewhere, and of one that is not",
    resources: [
      elsewhere,
      deployer,
      passing,
      attach(elsewhere, passing),
      attach(deployer, passing),
    ],
    verdict: "fail",
    count: 1,
  },
  {
    title: "a policy of a role that is not bounded, and of one that is bounded elsewhere",
    resources: [
      deployer,
      elsewhere,
      passing,
      attach(deployer, passing),
      attach(elsewhere, passing),
    ],
    verdict: "fail",
    count: 1,
  },
]);
