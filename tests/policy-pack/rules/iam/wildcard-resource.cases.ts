import type { Value } from "../../../../policy-pack/engine/value";
import { wildcardResource } from "../../../../policy-pack/rules/iam/wildcard-resource";
import { allow, queue } from "../../../support/policy-pack/documents";
import { unknown } from "../../../support/policy-pack/resources";
import { type RuleCase, ruleCases } from "../../../support/policy-pack/rule-cases";

const own = "eu-west-1:111122223333";

const on = (
  verdict: RuleCase["verdict"],
  title: string,
  { Resource, ...rest }: { readonly Resource: Value } & Partial<RuleCase>,
): RuleCase => ({
  title,
  resources: allow({ Action: "s3:GetObject", Resource }),
  verdict,
  ...rest,
});

const accepted = (requirement: string, title: string, Resource: Value) =>
  on("pass", title, { requirement, Resource });

const reported = (requirement: string, title: string, Resource: Value) =>
  on("fail", title, { requirement, Resource, count: 1 });

const characters = Array.from("abcdefghijklmnopqrstuvwxyz0123456789");

export const wildcardResourceCases = ruleCases(wildcardResource, [
  accepted("POL-114", "one full ARN", queue),
  accepted("POL-114", "objects of one bucket", "arn:aws:s3:::orders/*"),
  accepted("POL-193", "objects of one bucket below a prefix", "arn:aws:s3:::orders/2026/*.json"),
  accepted("POL-193", "a declared reference", { ref: "orders" }),
  accepted("POL-193", "a declared reference to a path of one resource", {
    ref: "table",
    suffix: "/index/*",
  }),
  accepted("POL-114", "indexes of one table", `arn:aws:dynamodb:${own}:table/orders/index/*`),
  accepted("POL-114", "versions of one function", `arn:aws:lambda:${own}:function:pay:*`),
  accepted("POL-192", "streams of one log group", `arn:aws:logs:${own}:log-group:/svc/orbit:*`),
  accepted(
    "POL-192",
    "named streams of one log group",
    `arn:aws:logs:${own}:log-group:/svc/orbit:log-stream:*`,
  ),
  accepted(
    "POL-194",
    "the suffix of a secret",
    `arn:aws:secretsmanager:${own}:secret:orbit/api-token-??????`,
  ),
  accepted("POL-197", "paths of one mesh service", `arn:aws:vpc-lattice:${own}:service/svc-0a1/*`),
  accepted("POL-197", "paths of one API stage", `arn:aws:execute-api:${own}:a1b2c3/prod/GET/*`),
  accepted("POL-114", "executions of one state machine", `arn:aws:states:${own}:execution:pay:*`),
  accepted("POL-114", "subscriptions of one topic", `arn:aws:sns:${own}:alerts:*`),
  accepted("POL-114", "tasks of one cluster", `arn:aws:ecs:${own}:task/orbit/*`),
  accepted("POL-108", "objects of a bucket in another partition", "arn:aws-us-gov:s3:::orders/*"),
  accepted("POL-108", "a resource in a partition nobody knows", "arn:aws-new:s3:::orders"),
  accepted("POL-117", "literal characters", "arn:aws:s3:::orders${*}${?}${$}"),
  {
    ...accepted(
      "POL-117",
      "a variable that AWS sets",
      "arn:aws:iam::111122223333:user/${aws:username}",
    ),
  },
  ...["*", "**", "?*", "*:*", "arn:*", "arn:*:*", "arn:aws:*", "arn:aws:*:*:*:*"].map((text) =>
    reported("POL-111", `everything, spelt ${text}`, text),
  ),
  on("fail", "everything, saying so", {
    Resource: "arn:aws:*",
    message: /^Resource arn:aws:\* allows s3:GetObject everywhere: it matches every resource\.$/,
  }),
  reported("POL-114", "buckets by name pattern", "arn:aws:s3:::orders*"),
  reported("POL-114", "queues by name pattern", `arn:aws:sqs:${own}:orders-*`),
  on("fail", "queues by name pattern, saying so", {
    Resource: `arn:aws:sqs:${own}:orders-*`,
    message: /on more than one resource: it covers every resource whose name matches\.$/,
    fix: /^Name each resource in full/,
  }),
  reported("POL-114", "every account", "arn:aws:iam::*:*"),
  reported("POL-114", "every bucket", "arn:aws:s3:::*"),
  reported("POL-114", "objects of every bucket", "arn:aws:s3:::*/*"),
  on("fail", "every bucket, saying so", {
    Resource: "arn:aws:s3:::*",
    message: /on all such resources: it names no single resource\.$/,
  }),
  reported("POL-114", "every Region", "arn:aws:sqs:*:111122223333:orders"),
  on("fail", "every Region, saying so", {
    Resource: "arn:aws:sqs:*:111122223333:orders",
    message: /it names no single Region\./,
  }),
  reported("POL-114", "every partition", "arn:*:s3:::orders/*"),
  reported("POL-114", "every service", "arn:aws:*:eu-west-1:111122223333:orders"),
  reported("POL-114", "a pattern across parts of the ARN", "arn:aws:sqs*orders"),
  reported("POL-114", "every log group", `arn:aws:logs:${own}:log-group:*`),
  reported("POL-114", "log groups by pattern", `arn:aws:logs:${own}:log-group:/svc/*:*`),
  reported("POL-114", "every function", `arn:aws:lambda:${own}:function:*`),
  reported("POL-114", "every table with its indexes", `arn:aws:dynamodb:${own}:table/*`),
  reported("POL-114", "indexes of every table", `arn:aws:dynamodb:${own}:table/*/index/*`),
  reported("POL-115", "a queue with a question mark", `arn:aws:sqs:${own}:queue/order?`),
  reported("POL-194", "every secret below a path", `arn:aws:secretsmanager:${own}:secret:orbit/*`),
  on("fail", "a secret with an open suffix, with the right suffix as fix", {
    requirement: "POL-194",
    Resource: `arn:aws:secretsmanager:${own}:secret:orbit/token-*`,
    fix: /secret:orbit\/token-\?{6}\.$/,
  }),
  on("fail", "a bucket without its slash, with the slash as fix", {
    requirement: "POL-42",
    Resource: "arn:aws:s3:::orders*",
    fix: /^Replace arn:aws:s3:::orders\* by arn:aws:s3:::orders\/\*\.$/,
  }),
  reported(
    "POL-194",
    "a secret with five question marks",
    `arn:aws:secretsmanager:${own}:secret:a-?????`,
  ),
  on("fail", "every bucket by one pattern a character, once", {
    requirement: "POL-116",
    Resource: characters.map((letter) => `arn:aws:s3:::${letter}*`),
    count: 1,
    path: "/policy/Statement/0/Resource/0",
    message: /^36 patterns, arn:aws:s3:::a\* first, together cover every resource of the type\.$/,
  }),
  on("fail", "every bucket beside a part of them, once", {
    Resource: ["arn:aws:s3:::*", "arn:aws:s3:::orders*"],
    count: 1,
    message: /^2 patterns, arn:aws:s3:::\* first,/,
  }),
  on("fail", "every character but one, each pattern by itself", {
    Resource: characters.slice(1).map((letter) => `arn:aws:s3:::${letter}*`),
    count: 35,
  }),
  on("pass", "all characters for an action that takes no resource", {
    Resource: [],
    resources: allow({
      Action: "sts:GetCallerIdentity",
      Resource: characters.map((letter) => `arn:aws:s3:::${letter}*`),
    }),
  }),
  on("undecided", "a tag as variable", {
    requirement: "POL-117",
    Resource: "arn:aws:s3:::data/${aws:PrincipalTag/team}/*",
    message: /depends on the caller: nothing here fixes \$\{aws:PrincipalTag\/team\}/,
  }),
  {
    requirement: "POL-117",
    title: "a tag as variable that a condition fixes",
    resources: allow({
      Action: "s3:GetObject",
      Resource: "arn:aws:s3:::data/${aws:PrincipalTag/team}/*",
      Condition: { StringEquals: { "aws:PrincipalTag/team": "orders" } },
    }),
    verdict: "pass",
  },
  ...(["StringEqualsIfExists", "ForAllValues:StringEquals", "StringLike"] as const).map(
    (operator): RuleCase => ({
      title: `a tag as variable that ${operator} does not fix`,
      resources: allow({
        Action: "s3:GetObject",
        Resource: "arn:aws:s3:::data/${aws:PrincipalTag/team}/*",
        Condition: { [operator]: { "aws:PrincipalTag/team": "orders" } },
      }),
      verdict: "undecided",
    }),
  ),
  {
    title: "a tag as variable that is compared with a pattern",
    resources: allow({
      Action: "s3:GetObject",
      Resource: "arn:aws:s3:::data/${aws:PrincipalTag/team}/*",
      Condition: { StringEquals: { "aws:PrincipalTag/team": "o*" } },
    }),
    verdict: "undecided",
  },
  reported(
    "POL-117",
    "a variable whose default is a wildcard",
    "arn:aws:s3:::data/${aws:PrincipalTag/team, '*'}/*",
  ),
  reported("POL-117", "a variable the caller chooses", "arn:aws:s3:::data/${aws:RequestTag/team}"),
  reported("POL-117", "a variable in a pattern", "arn:aws:s3:::${aws:PrincipalTag/team}*"),
  on("undecided", "an unknown resource", { Resource: unknown }),
  on("undecided", "text that an unknown value is part of", { Resource: `${unknown}/*` }),
  on("fail", "a reference that is widened to a pattern", {
    Resource: { ref: "queue", suffix: "-*" },
    message: /suffix -\* turns one resource/,
    fix: /^Begin the suffix with a separator/,
  }),
  {
    requirement: "POL-190",
    title: "actions that take no resource",
    resources: allow({
      Action: [
        "ecr:GetAuthorizationToken",
        "sts:GetCallerIdentity",
        "xray:PutTraceSegments",
        "cloudwatch:PutMetricData",
      ],
      Resource: "*",
    }),
    verdict: "pass",
  },
  {
    requirement: "POL-190",
    title: "a pattern of actions none of which takes a resource",
    resources: allow({ Action: "ecr:GetAuthorizationToke?", Resource: "*" }),
    verdict: "pass",
  },
  {
    requirement: "POL-120",
    title: "an action that takes a resource beside one that does not, naming it alone",
    resources: allow({ Action: ["ecr:GetAuthorizationToken", "ecr:BatchGetImage"], Resource: "*" }),
    verdict: "fail",
    count: 1,
    message: /allows ecr:BatchGetImage everywhere/,
  },
  {
    requirement: "POL-118",
    title: "an action that nobody knows, which is never harmless",
    resources: allow({ Action: "newservice:DoIt", Resource: "*" }),
    verdict: "fail",
    message: /newservice:DoIt/,
  },
  {
    title: "a pattern of actions on everything",
    resources: allow({ Action: "sqs:*", Resource: "*" }),
    verdict: "fail",
  },
  {
    title: "an unknown action on everything",
    resources: allow({ Action: ["ecr:GetAuthorizationToken", unknown], Resource: "*" }),
    verdict: "undecided",
    path: "/policy/Statement/0/Resource",
  },
  {
    title: "an unknown action beside one that takes a resource",
    resources: allow({ Action: ["ecr:BatchGetImage", unknown], Resource: "*" }),
    verdict: "fail",
  },
]);
