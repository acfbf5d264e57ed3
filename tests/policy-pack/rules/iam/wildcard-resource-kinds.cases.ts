import type { Value } from "../../../../policy-pack/engine/value";
import { wildcardResource } from "../../../../policy-pack/rules/iam/wildcard-resource";
import {
  allow,
  endpointPolicy,
  identity,
  keyPolicy,
  organizationPolicy,
  queue,
  statements,
  topicPolicy,
} from "../../../support/policy-pack/documents";
import { document, resource, unknown } from "../../../support/policy-pack/resources";
import { type RuleCase, ruleCases } from "../../../support/policy-pack/rule-cases";

const own = "eu-west-1:111122223333";

const interfaces = `arn:aws:ec2:${own}:network-interface/*`;
const creating = (Condition?: Value, Resource: Value = interfaces): RuleCase["resources"] =>
  identity(
    document({
      Action: "ec2:CreateNetworkInterface",
      Resource,
      ...(Condition !== undefined && { Condition }),
    }),
  );

export const wildcardResourceKindCases = ruleCases(wildcardResource, [
  {
    requirement: "POL-121",
    title: "a creation with a chosen id and no condition, with the keys as fix",
    resources: creating(),
    verdict: "fail",
    fix: /^Limit the statement by StringEquals or ArnEquals on one of ec2:vpc, ec2:subnetid, aws:requesttag\/…\.$/,
  },
  ...(
    [
      ["a VPC", { ArnEquals: { "ec2:Vpc": `arn:aws:ec2:${own}:vpc/vpc-0a1` } }],
      ["a subnet", { StringEquals: { "ec2:SubnetID": "subnet-0a1" } }],
      ["a request tag", { StringEquals: { "aws:RequestTag/team": "orders" } }],
    ] as const
  ).map(
    ([title, condition]): RuleCase => ({
      requirement: "POL-121",
      title: `a creation with a chosen id, limited to ${title}`,
      resources: creating(condition),
      verdict: "pass",
    }),
  ),
  ...(
    [
      ["by a key that says nothing of the place", { StringEquals: { "ec2:Region": "eu-west-1" } }],
      ["by a pattern", { StringLike: { "ec2:SubnetID": "subnet-*" } }],
      ["if the key is there", { StringEqualsIfExists: { "ec2:SubnetID": "subnet-0a1" } }],
      ["by a negation", { StringNotEquals: { "ec2:SubnetID": "subnet-0a1" } }],
      ["for all values", { "ForAllValues:StringEquals": { "ec2:SubnetID": "subnet-0a1" } }],
      ["by no value", { StringEquals: { "ec2:SubnetID": [] } }],
      ["by presence", { Null: { "ec2:SubnetID": "false" } }],
    ] as const
  ).map(
    ([title, condition]): RuleCase => ({
      requirement: "POL-121",
      title: `a creation that is limited ${title}`,
      resources: creating(condition),
      verdict: "fail",
    }),
  ),
  {
    title: "a creation with a limit on every resource of every type",
    resources: creating({ StringEquals: { "ec2:SubnetID": "subnet-0a1" } }, "*"),
    verdict: "fail",
  },
  {
    title: "a deletion with a limit, whose id is known",
    resources: identity(
      document({
        Action: "ec2:DeleteNetworkInterface",
        Resource: interfaces,
        Condition: { StringEquals: { "aws:RequestTag/team": "orders" } },
      }),
    ),
    verdict: "fail",
  },
  {
    title: "a creation of something that gets its name from the caller",
    resources: identity(
      document({
        Action: "ec2:CreateKeyPair",
        Resource: `arn:aws:ec2:${own}:key-pair/*`,
        Condition: { StringEquals: { "aws:RequestTag/team": "orders" } },
      }),
    ),
    verdict: "fail",
  },
  {
    title: "a creation whose limit is unknown",
    resources: creating({ StringEquals: { "ec2:SubnetID": unknown } }),
    verdict: "undecided",
  },
  {
    title: "a creation whose condition is unknown",
    resources: identity({
      Statement: [
        {
          Effect: "Allow",
          Action: "ec2:CreateNetworkInterface",
          Resource: interfaces,
          Condition: unknown,
        },
      ],
    }),
    verdict: "undecided",
  },
  {
    title: "resources by exclusion, a finding of iam/complement",
    resources: identity(document({ Action: "sqs:SendMessage", NotResource: queue })),
    verdict: "pass",
  },
  {
    title: "actions by exclusion on everything, a finding of iam/complement",
    resources: identity(document({ NotAction: "iam:*", Resource: "*" })),
    verdict: "pass",
  },
  {
    requirement: "POL-195",
    title: "a denial of everything",
    resources: allow({ Effect: "Deny", Resource: "*" }),
    verdict: "pass",
  },
  {
    title: "a pattern that a denial takes away whole",
    resources: statements(
      { Effect: "Allow", Action: "sqs:SendMessage", Resource: `arn:aws:sqs:${own}:orders-*` },
      { Effect: "Deny", Action: "sqs:*", Resource: `arn:aws:sqs:${own}:*` },
    ),
    verdict: "pass",
  },
  {
    requirement: "POL-196",
    title: "every resource in an organization policy",
    resources: organizationPolicy({ Action: "*", Resource: "*" }),
    verdict: "pass",
  },
  {
    requirement: "POL-191",
    title: "a key policy, where * is the key itself",
    resources: keyPolicy({ Resource: "*" }),
    verdict: "pass",
  },
  {
    requirement: "POL-191",
    title: "a topic policy, where * is the topic itself",
    resources: topicPolicy({ Principal: { AWS: "111122223333" }, Resource: "*" }),
    verdict: "pass",
  },
  {
    requirement: "POL-191",
    title: "a mesh policy, where * is the service itself",
    resources: [
      resource("aws:vpclattice/authPolicy:AuthPolicy", {
        policy: document({
          Principal: { AWS: "arn:aws:iam::111122223333:role/a" },
          Action: "vpc-lattice-svcs:Invoke",
          Resource: "*",
        }),
      }),
    ],
    verdict: "pass",
  },
  {
    title: "a policy over all log groups, where * is all of them",
    resources: [
      resource("aws:cloudwatch/logResourcePolicy:LogResourcePolicy", {
        policyDocument: document({
          Principal: { Service: "route53.amazonaws.com" },
          Action: "logs:PutLogEvents",
          Resource: "*",
        }),
      }),
    ],
    verdict: "fail",
    path: "/policyDocument/Statement/0/Resource",
  },
  {
    title: "everything through an endpoint",
    resources: endpointPolicy({ Resource: "*" }),
    verdict: "fail",
  },
]);
