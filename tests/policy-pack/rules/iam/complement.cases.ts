import { complement } from "../../../../policy-pack/rules/iam/complement";
import {
  allow,
  authPolicy,
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

const role = "arn:aws:iam::111122223333:role/a";

export const complementCases = ruleCases(complement, [
  { title: "a statement that lists what it means", resources: allow({}), verdict: "pass" },
  {
    requirement: "POL-125",
    title: "all actions but those of IAM, listing the worst that remain",
    resources: identity(document({ NotAction: "iam:*", Resource: "*" })),
    verdict: "fail",
    count: 1,
    path: "/policy/Statement/0/NotAction",
    message:
      /^NotAction allows every action but those listed, sts:AssumeRole, organizations:LeaveOrganization, kms:PutKeyPolicy, kms:Decrypt, kms:ScheduleKeyDeletion, secretsmanager:GetSecretValue among them\.$/,
    fix: /^List the actions that are used in Action/,
  },
  {
    requirement: "POL-125",
    title: "a misspelt exclusion, which excludes nothing",
    resources: identity(document({ NotAction: ["iam:*", "sts:AssumRole"], Resource: "*" })),
    verdict: "fail",
    count: 1,
    path: "/policy/Statement/0/NotAction",
    message: /sts:AssumeRole, .* among them\. sts:AssumRole excludes nothing/,
  },
  {
    title: "an exclusion in odd letter case, which excludes all the same",
    resources: identity(document({ NotAction: ["IAM:*", "STS:*"], Resource: "*" })),
    verdict: "fail",
    message: /listed, organizations:LeaveOrganization/,
  },
  {
    requirement: "POL-126",
    title: "all resources but some, with what remains",
    resources: identity(
      document({ Action: "sqs:SendMessage", NotResource: [queue, `${queue}-2`] }),
    ),
    verdict: "fail",
    count: 1,
    path: "/policy/Statement/0/NotResource",
    message:
      /^NotResource allows the actions on every resource of every account but arn:.*orders, arn:.*orders-2\.$/,
  },
  {
    title: "all resources but an unknown one",
    resources: identity(document({ Action: "sqs:SendMessage", NotResource: unknown })),
    verdict: "fail",
    message: /but an unknown one\./,
  },
  {
    title: "all resources of a topic policy but one",
    resources: [
      resource("aws:sns/topicPolicy:TopicPolicy", {
        policy: document({ Principal: { AWS: role }, Action: "sns:Publish", NotResource: queue }),
      }),
    ],
    verdict: "fail",
    message: /every resource it may name but/,
  },
  {
    requirement: "POL-126",
    title: "all principals but some",
    resources: topicPolicy({ NotPrincipal: { AWS: role } }),
    verdict: "fail",
    count: 1,
    path: "/policy/Statement/0/NotPrincipal/AWS",
    message: /^NotPrincipal allows everybody but those listed, anonymous callers included\.$/,
  },
  {
    title: "all principals but some, through an endpoint",
    resources: endpointPolicy({ Principal: [], NotPrincipal: { AWS: [role, `${role}-2`] } }),
    verdict: "fail",
    count: 1,
    path: "/policy/Statement/0/NotPrincipal/AWS",
  },
  {
    title: "all resources but one, through an endpoint",
    resources: endpointPolicy({ Resource: [], NotResource: queue }),
    verdict: "fail",
    message: /on every resource of every account but arn:.*orders\.$/,
  },
  {
    title: "all resources but a declared one",
    resources: identity({
      Statement: [{ Effect: "Allow", Action: "sqs:SendMessage", NotResource: [{ ref: "orders" }] }],
    }),
    verdict: "fail",
    message: /of every account but orders\.$/,
  },
  {
    title: "all actions but one in a key policy",
    resources: keyPolicy({ Action: [], NotAction: "kms:ScheduleKeyDeletion" }),
    verdict: "fail",
    path: "/policy/Statement/0/NotAction",
  },
  {
    title: "all principals but one in a mesh policy",
    resources: authPolicy({ Principal: [], NotPrincipal: { AWS: role } }),
    verdict: "fail",
    path: "/policy/Statement/0/NotPrincipal/AWS",
  },
  {
    requirement: "POL-195",
    title: "a denial by every exclusion",
    resources: topicPolicy({
      Effect: "Deny",
      NotPrincipal: { AWS: role },
      NotAction: "sns:Publish",
      NotResource: queue,
    }),
    verdict: "pass",
  },
  {
    title: "an exclusion that a denial takes away whole",
    resources: statements(
      { Effect: "Allow", NotAction: "iam:*", Resource: "*" },
      { Effect: "Deny", Action: "*", Resource: "*" },
    ),
    verdict: "pass",
  },
  {
    requirement: "POL-125",
    title: "an exclusion beside a denial of the rest",
    resources: statements(
      { Effect: "Allow", NotAction: ["iam:*", "sqs:*"], Resource: "*" },
      { Effect: "Deny", NotAction: "iam:*", Resource: "*" },
    ),
    verdict: "pass",
  },
  {
    title: "an exclusion beside a denial of another rest",
    resources: statements(
      { Effect: "Allow", NotAction: "iam:*", Resource: "*" },
      { Effect: "Deny", NotAction: ["iam:*", "sqs:*"], Resource: "*" },
    ),
    verdict: "fail",
  },
  {
    title: "ways of assuming by exclusion, which trust rules judge",
    resources: trust({ Action: [], NotAction: "sts:TagSession" }),
    verdict: "pass",
  },
  {
    title: "an organization policy, which grants nothing",
    resources: organizationPolicy({ NotAction: "iam:*", Resource: "*" }),
    verdict: "pass",
  },
  { title: "an unknown document", resources: identity(unknown), verdict: "undecided" },
]);
