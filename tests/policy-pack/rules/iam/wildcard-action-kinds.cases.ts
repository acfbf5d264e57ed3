import type { Value } from "../../../../policy-pack/engine/value";
import { wildcardAction } from "../../../../policy-pack/rules/iam/wildcard-action";
import {
  allow,
  endpointPolicy,
  identity,
  keyPolicy,
  organizationPolicy,
  queue,
  statements,
  topicPolicy,
  trust,
} from "../../../support/policy-pack/documents";
import { document, resource, unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";

const component = resource("demo:index:Component", {
  zeroTrust: {
    contract: 1,
    documents: [
      {
        id: "send",
        kind: "identity",
        target: "declared",
        property: "policy",
        statements: [{ Effect: "Allow", Action: ["sqs:*"], Resource: [{ ref: "queue" }] }],
      },
      {
        id: "bound",
        kind: "boundary",
        target: "bound",
        property: "policy",
        statements: [{ Effect: "Allow", Action: ["*"], Resource: ["*"] }],
      },
    ],
  },
});

const declared = (policy: Value) =>
  resource("aws:iam/rolePolicy:RolePolicy", { policy }, { name: "declared", parent: component });

const ownRoot = { AWS: "arn:aws:iam::111122223333:root" };

export const wildcardActionKindCases = ruleCases(wildcardAction, [
  {
    requirement: "POL-195",
    title: "a denial of everything",
    resources: allow({ Effect: "Deny", Action: "*", Resource: "*" }),
    verdict: "pass",
  },
  {
    requirement: "POL-195",
    title: "a denial by exclusion",
    resources: identity(document({ Effect: "Deny", NotAction: "sqs:SendMessage", Resource: "*" })),
    verdict: "pass",
  },
  {
    requirement: "POL-196",
    title: "every action in an organization policy",
    resources: organizationPolicy({ Action: "*", Resource: "*" }),
    verdict: "pass",
  },
  {
    requirement: "POL-128",
    title: "a pattern that a denial takes away whole",
    resources: statements(
      { Effect: "Allow", Action: "sqs:Send*", Resource: queue },
      { Effect: "Deny", Action: "sqs:S*", Resource: "*" },
    ),
    verdict: "pass",
  },
  {
    requirement: "POL-127",
    title: "everything of a service, beside a denial for one bucket",
    resources: statements(
      { Effect: "Allow", Action: "s3:*", Resource: "*" },
      { Effect: "Deny", Action: "s3:*", Resource: "arn:aws:s3:::audit/*" },
    ),
    verdict: "fail",
  },
  {
    requirement: "POL-127",
    title: "a pattern beside a denial in one Region only",
    resources: statements(
      { Effect: "Allow", Action: "sqs:*", Resource: queue },
      {
        Effect: "Deny",
        Action: "sqs:*",
        Resource: "*",
        Condition: { StringEquals: { "aws:RequestedRegion": "eu-west-1" } },
      },
    ),
    verdict: "fail",
  },
  {
    title: "a pattern beside a denial in another policy of the role",
    resources: [
      resource("aws:iam/role:Role", {
        inlinePolicies: [
          { name: "a", policy: document({ Action: "s3:*", Resource: queue }) },
          { name: "b", policy: document({ Effect: "Deny", Action: "*", Resource: "*" }) },
        ],
      }),
    ],
    verdict: "fail",
    path: "/inlinePolicies/0/policy/Statement/0/Action",
  },
  {
    title: "every way of assuming, which trust rules judge",
    resources: trust({ Action: "sts:*" }),
    verdict: "pass",
  },
  {
    title: "a pattern in a topic policy",
    resources: topicPolicy({ Principal: ownRoot, Action: "sns:*" }),
    verdict: "fail",
  },
  {
    title: "a pattern in an endpoint policy",
    resources: endpointPolicy({ Action: "sqs:*" }),
    verdict: "fail",
  },
  {
    title: "a pattern in a mesh policy",
    resources: [
      resource("aws:vpclattice/authPolicy:AuthPolicy", {
        policy: document({ Principal: ownRoot, Action: "vpc-lattice-svcs:*", Resource: "*" }),
      }),
    ],
    verdict: "fail",
  },
  {
    title: "a session policy, which only takes away",
    resources: [
      resource("aws:transfer/user:User", { policy: document({ Action: "s3:*", Resource: "*" }) }),
    ],
    verdict: "pass",
  },
  {
    requirement: "POL-191",
    title: "every KMS action for our own account root, a finding of kms/root-delegation",
    resources: keyPolicy({ Principal: ownRoot, Action: "kms:*" }),
    verdict: "pass",
  },
  {
    title: "every KMS action for an account that is not ours",
    resources: keyPolicy({ Principal: ownRoot, Action: "kms:*" }),
    configuration: { accounts: ["444455556666"] },
    verdict: "fail",
  },
  {
    title: "every KMS action for our account, by a condition that may name a role",
    resources: keyPolicy({
      Principal: ownRoot,
      Action: "kms:*",
      Condition: { ArnEquals: { "aws:PrincipalArn": unknown } },
    }),
    verdict: "undecided",
    path: "/policy/Statement/0/Condition/ArnEquals/aws:PrincipalArn",
  },
  {
    requirement: "POL-23",
    title: "every KMS action for our account, by a condition that is unknown",
    resources: [
      resource("aws:kms/key:Key", {
        policy: {
          Statement: [
            {
              Effect: "Allow",
              Principal: ownRoot,
              Action: "kms:*",
              Resource: "*",
              Condition: unknown,
            },
          ],
        },
      }),
    ],
    verdict: "undecided",
    path: "/policy/Statement/0/Condition",
  },
  {
    title: "every KMS action for our account, by a condition that names a role",
    resources: keyPolicy({
      Principal: ownRoot,
      Action: "kms:*",
      Condition: { ArnEquals: { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/a" } },
    }),
    verdict: "fail",
  },
  {
    title: "every KMS action for an account that is unknown",
    resources: keyPolicy({ Principal: { AWS: unknown }, Action: "kms:*" }),
    verdict: "undecided",
    path: "/policy/Statement/0/Principal/AWS",
  },
  {
    title: "every KMS action for a role",
    resources: keyPolicy({ Action: "kms:*" }),
    verdict: "fail",
  },
  {
    title: "every KMS action for the account root and a role",
    resources: keyPolicy({
      Principal: { AWS: ["111122223333", "arn:aws:iam::111122223333:role/a"] },
      Action: "kms:*",
    }),
    verdict: "fail",
  },
  {
    title: "a part of KMS for our own account root",
    resources: keyPolicy({ Principal: ownRoot, Action: "kms:De*" }),
    verdict: "fail",
  },
  {
    title: "a key policy that names nobody",
    resources: [
      resource("aws:kms/key:Key", { policy: document({ Action: "kms:*", Resource: "*" }) }),
    ],
    verdict: "fail",
  },
  {
    requirement: "POL-22",
    title: "a known pattern beside an unknown resource",
    resources: identity({ Statement: [{ Effect: "Allow", Action: "*", Resource: unknown }] }),
    verdict: "fail",
    count: 1,
  },
  {
    requirement: "POL-7",
    title: "a known pattern in text with an unknown resource",
    resources: identity(
      `{"Statement":[{"Effect":"Allow","Action":"sqs:*","Resource":"${unknown}"}]}`,
    ),
    verdict: "fail",
  },
  {
    requirement: "POL-7",
    title: "text with an unknown part that is no JSON",
    resources: identity(`{"Statement":[${unknown}]}`),
    verdict: "undecided",
    path: "/policy",
  },
  {
    title: "a document that is unknown and that nobody declares",
    resources: identity(unknown),
    verdict: "undecided",
    path: "/policy",
  },
  {
    title: "statements that are unknown as a whole",
    resources: identity({ Statement: unknown }),
    verdict: "undecided",
    path: "/policy/Statement",
  },
  {
    title: "one statement that is unknown",
    resources: identity({ Statement: [unknown] }),
    verdict: "undecided",
    path: "/policy/Statement/0",
  },
  {
    requirement: "POL-23",
    title: "one unknown action",
    resources: allow({ Action: ["sqs:SendMessage", unknown] }),
    verdict: "undecided",
    path: "/policy/Statement/0/Action/1",
    count: 1,
  },
  {
    title: "a pattern that a component declares for an unknown document",
    resources: [component, declared(unknown)],
    verdict: "fail",
    path: "/policy/Statement/0/Action/0",
  },
  {
    title: "an unknown document that another component declares",
    resources: [
      component,
      resource("aws:iam/rolePolicy:RolePolicy", { policy: unknown }, { name: "declared" }),
    ],
    verdict: "undecided",
  },
  {
    title: "a known pattern whatever a component declares",
    resources: [component, declared(document({ Action: "sns:*", Resource: queue }))],
    verdict: "fail",
    message: /sns:\*/,
  },
  {
    title: "a policy that its component declares a boundary",
    resources: [
      component,
      resource(
        "aws:iam/policy:Policy",
        { policy: document({ Action: "*", Resource: "*" }) },
        { name: "bound", parent: component },
      ),
    ],
    verdict: "pass",
  },
]);
