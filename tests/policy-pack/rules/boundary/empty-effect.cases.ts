import { boundaryEmptyEffect } from "../../../../policy-pack/rules/boundary/empty-effect";
import {
  boundedRole,
  documentOf,
  policy,
  role,
  rolePolicy,
  type StatementValue,
} from "../../../support/policy-pack/identities";
import { unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";

const queue = "arn:aws:sqs:eu-west-1:111122223333:orders";
const bucket = "arn:aws:s3:::orders/*";

const under = (limits: readonly StatementValue[], ...grants: readonly StatementValue[]) => {
  const limit = policy("limit", documentOf(...limits));
  const pay = boundedRole("pay", limit);
  return [limit, pay, rolePolicy(pay, documentOf(...grants))];
};
const send: StatementValue = { Action: "sqs:SendMessage", Resource: queue };
const read: StatementValue = { Action: "s3:GetObject", Resource: bucket };

export const boundaryEmptyEffectCases = ruleCases(boundaryEmptyEffect, [
  { title: "the same permission on both sides", resources: under([send], send), verdict: "pass" },
  {
    requirement: "POL-174",
    title: "a role whose every permission is outside its boundary",
    resources: under([send], read),
    verdict: "fail",
    path: "/permissionsBoundary",
    level: "advisory",
    message: /^Nothing that role pay is allowed is inside its boundary\.$/,
    count: 1,
  },
  {
    requirement: "POL-174",
    title: "a role whose two permissions are outside its boundary, once",
    resources: under([{ Action: "ec2:*", Resource: "*" }], send, read),
    verdict: "fail",
    count: 1,
  },
  {
    requirement: "POL-174",
    title: "one permission outside the boundary beside one inside",
    resources: under([send], send, read),
    verdict: "fail",
    path: "/policy/Statement/1/Action",
    level: "advisory",
    message:
      /^s3:GetObject on arn:aws:s3:::orders\/\* has no effect for role pay: its boundary does not allow it\.$/,
    count: 1,
  },
  {
    title: "one action of a list outside the boundary",
    resources: under([send], {
      Action: ["sqs:SendMessage", "sqs:PurgeQueue"],
      Resource: queue,
    }),
    verdict: "fail",
    path: "/policy/Statement/0/Action/1",
  },
  {
    title: "the right action on a resource outside the boundary",
    resources: under([send], {
      Action: "sqs:SendMessage",
      Resource: "arn:aws:sqs:eu-west-1:111122223333:refunds",
    }),
    verdict: "fail",
  },
  {
    title: "wide permissions under a narrow boundary",
    resources: under([send], { Action: "sqs:*", Resource: "*" }),
    verdict: "pass",
  },
  {
    title: "permissions by exclusion under a narrow boundary",
    resources: under([send], { NotAction: "iam:*", Resource: "*" }),
    verdict: "pass",
  },
  {
    title: "a narrow permission under a wide boundary, in other letters",
    resources: under([{ Action: "SQS:Send*", Resource: "*" }], send),
    verdict: "pass",
  },
  {
    title: "a boundary by exclusion that lets it through",
    resources: under([{ NotAction: "iam:*", Resource: "*" }], send),
    verdict: "pass",
  },
  {
    title: "a boundary by exclusion that excludes it",
    resources: under([{ NotAction: "sqs:*", Resource: "*" }], send),
    verdict: "fail",
  },
  {
    title: "a boundary on every resource but this one",
    resources: under([{ Action: "sqs:SendMessage", NotResource: queue }], send),
    verdict: "fail",
  },
  {
    title: "a boundary on every resource but another",
    resources: under([{ Action: "sqs:SendMessage", NotResource: bucket }], send),
    verdict: "pass",
  },
  { title: "a role without permissions", resources: under([send]), verdict: "pass" },
  {
    title: "a role without boundary",
    resources: [role("pay"), rolePolicy(role("pay"), documentOf(send))],
    verdict: "pass",
  },
  {
    title: "a boundary with an unknown action, which may be the right one",
    resources: under([{ Action: unknown, Resource: "*" }], send),
    verdict: "undecided",
    level: "advisory",
    path: "/policy/Statement/0/Action",
  },
  {
    title: "an unknown boundary",
    resources: [
      policy("limit", unknown),
      boundedRole("pay", policy("limit", unknown)),
      rolePolicy(role("pay"), documentOf(send)),
    ],
    verdict: "pass",
  },
]);
