import type { Value } from "../../../../policy-pack/engine/value";
import { boundaryEffect } from "../../../../policy-pack/rules/boundary/effect";
import {
  boundedRole,
  documentOf,
  objectOf,
  policy,
  type StatementValue,
} from "../../../support/policy-pack/identities";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";

const bounding = (document: Value) => {
  const limit = policy("limit", document);
  return [limit, boundedRole("pay", limit)];
};
const everything: StatementValue = { Action: "*", Resource: "*" };
const withDenial = (denial: StatementValue) =>
  bounding(documentOf(everything, { Effect: "Deny", Resource: "*", ...denial }));

const letters = Array.from("abcdefghijklmnopqrstuvwxyz0123456789").map((letter) => `${letter}*`);

export const boundaryEffectCases = ruleCases(boundaryEffect, [
  {
    title: "a list of services",
    resources: bounding(documentOf({ Action: ["sqs:*", "logs:*"], Resource: "*" })),
    verdict: "pass",
  },
  {
    requirement: "POL-171",
    title: "everything without denials",
    resources: bounding(documentOf(everything)),
    verdict: "fail",
    path: "/policy",
    message: /^The boundary allows every action on every resource, and denies nothing of it\.$/,
    count: 1,
  },
  {
    requirement: "POL-171",
    title: "everything, as lists in an object",
    resources: bounding(objectOf({ Action: ["*:*"], Resource: ["arn:aws:*"] })),
    verdict: "fail",
  },
  {
    requirement: "POL-171",
    title: "everything, letter by letter",
    resources: bounding(documentOf({ Action: letters, Resource: "*" })),
    verdict: "fail",
  },
  {
    requirement: "POL-171",
    title: "everything in two statements",
    resources: bounding(
      documentOf(
        { Action: letters.slice(0, 10), Resource: "*" },
        { Action: letters.slice(10), Resource: "*" },
      ),
    ),
    verdict: "fail",
  },
  {
    requirement: "POL-171",
    title: "everything with a denial of all but a list",
    resources: withDenial({ NotAction: ["sqs:*", "logs:*"] }),
    verdict: "pass",
  },
  {
    requirement: "POL-171",
    title: "everything with a denial of a service",
    resources: withDenial({ Action: ["iam:*"] }),
    verdict: "pass",
  },
  {
    title: "everything with a denial of changes to the boundary alone",
    resources: withDenial({
      Action: ["iam:DeleteRolePermissionsBoundary", "iam:CreatePolicyVersion"],
    }),
    verdict: "fail",
  },
  {
    title: "everything with a denial of a misspelt action, which denies nothing",
    resources: withDenial({ Action: "iaam:*" }),
    verdict: "fail",
  },
  {
    title: "everything but some services",
    resources: bounding(documentOf({ NotAction: ["iam:*", "organizations:*"], Resource: "*" })),
    verdict: "pass",
  },
  {
    title: "everything but a misspelt service, which is everything",
    resources: bounding(documentOf({ NotAction: ["iaam:*"], Resource: "*" })),
    verdict: "fail",
  },
  {
    title: "everything in one Region",
    resources: bounding(
      documentOf({
        ...everything,
        Condition: { StringEquals: { "aws:RequestedRegion": "eu-west-1" } },
      }),
    ),
    verdict: "pass",
  },
  {
    title: "everything under a condition that everybody meets",
    resources: bounding(
      documentOf({ ...everything, Condition: { StringLike: { "aws:PrincipalArn": "*" } } }),
    ),
    verdict: "fail",
  },
  {
    title: "everything on one bucket",
    resources: bounding(documentOf({ Action: "*", Resource: "arn:aws:s3:::orders/*" })),
    verdict: "pass",
  },
  {
    requirement: "POL-175",
    title: "everything, for a user whose boundary is known by its ARN only after the policy exists",
    resources: [
      policy("limit", documentOf(everything)),
      resource(
        "aws:iam/user:User",
        { permissionsBoundary: unknown },
        { refersTo: { permissionsBoundary: policy("limit", "{}") } },
      ),
    ],
    verdict: "fail",
  },
  {
    title: "everything in a policy that bounds nobody",
    resources: [policy("limit", documentOf(everything))],
    verdict: "pass",
  },
  {
    title: "an unknown boundary",
    resources: bounding(unknown),
    verdict: "undecided",
    path: "/policy",
  },
  {
    title: "an unknown action on everything",
    resources: bounding(documentOf({ Action: unknown, Resource: "*" })),
    verdict: "undecided",
    message: /part of it is unknown/,
  },
  {
    title: "everything on an unknown resource",
    resources: bounding(documentOf({ Action: "*", Resource: unknown })),
    verdict: "undecided",
  },
  {
    title: "everything, and an unknown denial",
    resources: withDenial({ Action: unknown }),
    verdict: "undecided",
  },
  {
    title: "everything but what is unknown",
    resources: bounding(documentOf({ NotAction: [unknown], Resource: "*" })),
    verdict: "undecided",
  },
  {
    title: "everything under an unknown condition",
    resources: bounding(documentOf({ ...everything, Condition: unknown })),
    verdict: "undecided",
  },
  {
    title: "an unknown action on one bucket",
    resources: bounding(documentOf({ Action: unknown, Resource: "arn:aws:s3:::orders" })),
    verdict: "pass",
  },
]);
