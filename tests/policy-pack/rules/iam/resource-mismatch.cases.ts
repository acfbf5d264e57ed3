import type { Value } from "../../../../policy-pack/engine/value";
import { resourceMismatch } from "../../../../policy-pack/rules/iam/resource-mismatch";
import { allow, endpointPolicy, identity, queue } from "../../../support/policy-pack/documents";
import { document, resource, unknown } from "../../../support/policy-pack/resources";
import { type RuleCase, ruleCases } from "../../../support/policy-pack/rule-cases";

const own = "eu-west-1:111122223333";

const pair = (
  verdict: RuleCase["verdict"],
  title: string,
  [Action, Resource]: readonly [Value, Value],
): RuleCase => ({ title, resources: allow({ Action, Resource }), verdict });

export const resourceMismatchCases = ruleCases(resourceMismatch, [
  pair("pass", "objects for an action on objects", ["s3:GetObject", "arn:aws:s3:::orders/*"]),
  pair("pass", "a pattern that objects match", ["s3:GetObject", "arn:aws:s3:::orders*"]),
  pair("pass", "everything", ["s3:GetObject", "*"]),
  pair("pass", "bucket and objects together", [
    ["s3:GetObject", "s3:ListBucket"],
    ["arn:aws:s3:::orders", "arn:aws:s3:::orders/*"],
  ]),
  pair("pass", "streams of a log group", [
    "logs:PutLogEvents",
    `arn:aws:logs:${own}:log-group:/a:*`,
  ]),
  pair("pass", "everything for an action without resource", ["sts:GetCallerIdentity", "*"]),
  pair("pass", "everything for an action with an optional resource", [
    "cloudwatch:PutMetricData",
    "*",
  ]),
  pair("pass", "a pattern of actions", ["s3:Get*", queue]),
  pair("pass", "an action that nobody knows", ["sqs:SendMesage", "arn:aws:s3:::orders"]),
  pair("pass", "a resource by reference", ["s3:GetObject", [{ ref: "orders" }]]),
  pair("pass", "an unknown resource beside another", ["s3:GetObject", [queue, unknown]]),
  pair("pass", "a resource with a variable", ["s3:GetObject", "${aws:PrincipalTag/bucket}"]),
  {
    requirement: "POL-119",
    title: "a bucket for an action on objects",
    resources: allow({
      Action: ["s3:ListBucket", "s3:GetObject"],
      Resource: "arn:aws:s3:::orders",
    }),
    verdict: "fail",
    level: "advisory",
    count: 1,
    path: "/policy/Statement/0/Action/1",
    message: /^s3:GetObject grants nothing here: it takes .*arn:\*:s3:::\*\/\*/,
    fix: /^Give s3:GetObject a resource such as arn:/,
  },
  {
    requirement: "POL-119",
    title: "a resource for an action that takes none",
    resources: allow({
      Action: "ecr:GetAuthorizationToken",
      Resource: `arn:aws:ecr:${own}:repository/a`,
    }),
    verdict: "fail",
    message: /it takes \*\.$/,
    fix: /a resource such as \*\.$/,
  },
  {
    title: "an alias for a cryptographic action",
    resources: allow({ Action: "kms:Decrypt", Resource: `arn:aws:kms:${own}:alias/orders` }),
    verdict: "fail",
  },
  {
    title: "a queue in a topic policy",
    resources: [
      resource("aws:sns/topicPolicy:TopicPolicy", {
        policy: document({ Principal: "*", Action: "sns:Publish", Resource: "arn:aws:s3:::a" }),
      }),
    ],
    verdict: "fail",
  },
  {
    title: "a bucket for an action on objects, through an endpoint",
    resources: endpointPolicy({ Action: "s3:GetObject", Resource: "arn:aws:s3:::orders" }),
    verdict: "fail",
  },
  {
    title: "a repository policy without resource, which is about its repository",
    resources: [
      resource("aws:ecr/repositoryPolicy:RepositoryPolicy", {
        policy: document({ Principal: "*", Action: "ecr:BatchGetImage" }),
      }),
    ],
    verdict: "pass",
  },
  {
    title: "a resource beside an exclusion, which iam/malformed reports",
    resources: allow({ Action: "s3:GetObject", NotResource: "arn:aws:s3:::a/*" }),
    verdict: "pass",
  },
  {
    title: "a denial",
    resources: allow({ Effect: "Deny", Action: "s3:GetObject", Resource: "arn:aws:s3:::orders" }),
    verdict: "pass",
  },
  {
    title: "all resources but one",
    resources: allow({ Action: "s3:GetObject", Resource: [], NotResource: queue }),
    verdict: "pass",
  },
  {
    title: "an unknown document",
    resources: identity(unknown),
    verdict: "undecided",
    level: "advisory",
  },
]);
