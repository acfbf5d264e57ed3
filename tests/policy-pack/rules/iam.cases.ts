import type { Value } from "../../../policy-pack/engine/value";
import { malformed } from "../../../policy-pack/rules/iam/malformed";
import { wildcardAction } from "../../../policy-pack/rules/iam/wildcard-action";
import { wildcardResource } from "../../../policy-pack/rules/iam/wildcard-resource";
import { document, resource, unknown } from "../../support/policy-pack/resources";
import { type RuleCase, ruleCases } from "../../support/policy-pack/rule-cases";

const queue = "arn:aws:sqs:eu-west-1:111122223333:orders";
const identity = (policy: Value) => [resource("aws:iam/rolePolicy:RolePolicy", { policy })];
const allow = (statement: Readonly<Record<string, Value>>) =>
  identity(document({ Action: "sqs:SendMessage", Resource: queue, ...statement }));

const actionFails = (title: string, Action: Value): RuleCase => ({
  title,
  resources: allow({ Action }),
  verdict: "fail",
});

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
    ],
  },
});

export const wildcardActionCases = ruleCases(wildcardAction, [
  {
    title: "a list of full actions",
    resources: allow({ Action: ["sqs:SendMessage"] }),
    verdict: "pass",
  },
  actionFails("every action", "*"),
  actionFails("every action of a service", "sqs:*"),
  actionFails("every action in capitals", "SQS:**"),
  actionFails("a partial pattern", "s3:Get*"),
  actionFails("a pattern with a question mark", "dynamodb:?etItem"),
  actionFails("every action spelt with a question mark", "?*"),
  {
    title: "a pattern among full actions, at its place",
    resources: allow({ Action: ["sqs:SendMessage", "sqs:*"] }),
    verdict: "fail",
    path: "/policy/Statement/0/Action/1",
  },
  {
    title: "a single statement that is not in a list, in odd letter case",
    resources: identity(
      JSON.stringify({ statement: { effect: "allow", ACTION: "S3:*", resource: queue } }),
    ),
    verdict: "fail",
  },
  {
    title: "a document given as object",
    resources: identity({ Statement: [{ Effect: "Allow", Action: "sqs:*" }] }),
    verdict: "fail",
  },
  {
    title: "actions by exclusion",
    resources: identity(document({ NotAction: ["iam:CreateUser"], Resource: "*" })),
    verdict: "fail",
    message: /NotAction/,
  },
  {
    title: "a denial of everything",
    resources: allow({ Effect: "Deny", Action: "*" }),
    verdict: "pass",
  },
  {
    title: "a denial by exclusion",
    resources: identity(document({ Effect: "Deny", NotAction: "sqs:SendMessage", Resource: "*" })),
    verdict: "pass",
  },
  {
    title: "an inline policy of a role",
    resources: [
      resource("aws:iam/role:Role", {
        inlinePolicies: [{ name: "a", policy: document({ Action: "s3:*" }) }],
      }),
    ],
    verdict: "fail",
    path: "/inlinePolicies/0/policy/Statement/0/Action",
  },
  {
    title: "a key policy",
    resources: [
      resource("aws:kms/key:Key", { policy: document({ Action: "kms:*", Resource: "*" }) }),
    ],
    verdict: "fail",
  },
  {
    title: "a known pattern beside an unknown resource",
    resources: identity({ Statement: [{ Effect: "Allow", Action: "*", Resource: unknown }] }),
    verdict: "fail",
  },
  {
    title: "a document that is unknown and that nobody declares",
    resources: identity(unknown),
    verdict: "undecided",
    path: "/policy",
  },
  {
    title: "one unknown action",
    resources: allow({ Action: ["sqs:SendMessage", unknown] }),
    verdict: "undecided",
    path: "/policy/Statement/0/Action/1",
  },
  {
    title: "a pattern that a component declares for an unknown document",
    resources: [
      component,
      resource(
        "aws:iam/rolePolicy:RolePolicy",
        { policy: unknown },
        { name: "declared", parent: component },
      ),
    ],
    verdict: "fail",
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
    resources: [
      component,
      resource(
        "aws:iam/rolePolicy:RolePolicy",
        { policy: document({ Action: "sns:*", Resource: queue }) },
        { name: "declared", parent: component },
      ),
    ],
    verdict: "fail",
    message: /sns:\*/,
  },
]);

const resourceCase = (verdict: RuleCase["verdict"], title: string, Resource: Value): RuleCase => ({
  title,
  resources: allow({ Resource }),
  verdict,
});

export const wildcardResourceCases = ruleCases(wildcardResource, [
  resourceCase("pass", "one full ARN", queue),
  resourceCase("pass", "objects of one bucket", "arn:aws:s3:::orders/*"),
  resourceCase(
    "pass",
    "streams of one log group",
    "arn:aws:logs:eu-west-1:111122223333:log-group:/svc/orbit:*",
  ),
  resourceCase(
    "pass",
    "indexes of one table",
    "arn:aws:dynamodb:eu-west-1:111122223333:table/orders/index/*",
  ),
  resourceCase(
    "pass",
    "versions of one function",
    "arn:aws:lambda:eu-west-1:111122223333:function:pay:*",
  ),
  resourceCase(
    "pass",
    "the suffix of a secret",
    "arn:aws:secretsmanager:eu-west-1:111122223333:secret:orbit/token-??????",
  ),
  resourceCase(
    "fail",
    "every secret below a path",
    "arn:aws:secretsmanager:eu-west-1:111122223333:secret:orbit/*",
  ),
  resourceCase(
    "fail",
    "a secret with an open suffix",
    "arn:aws:secretsmanager:eu-west-1:111122223333:secret:orbit/token-*",
  ),
  resourceCase("fail", "buckets by name pattern", "arn:aws:s3:::orders*"),
  resourceCase("fail", "every bucket", "arn:aws:s3:::*"),
  resourceCase("fail", "objects of every bucket", "arn:aws:s3:::*/*"),
  resourceCase(
    "fail",
    "log groups by pattern",
    "arn:aws:logs:eu-west-1:111122223333:log-group:/svc/*:*",
  ),
  resourceCase("fail", "a queue with a question mark", "arn:aws:sqs:eu-west-1:111122223333:order?"),
  resourceCase("fail", "every account", "arn:aws:sqs:eu-west-1:*:orders"),
  resourceCase("fail", "everything", "*"),
  resourceCase("fail", "everything, spelt with two stars", "**"),
  resourceCase("fail", "everything, spelt as an ARN", "arn:*:*"),
  resourceCase("undecided", "an unknown resource", unknown),
  resourceCase("undecided", "text that an unknown value is part of", `${unknown}/*`),
  resourceCase("fail", "a reference that is widened to a pattern", { ref: "queue", suffix: "-*" }),
  resourceCase("pass", "a reference to a path of one resource", {
    ref: "table",
    suffix: "/index/*",
  }),
  {
    title: "an action that takes no resource",
    resources: allow({ Action: ["ecr:GetAuthorizationToken"], Resource: "*" }),
    verdict: "pass",
  },
  {
    title: "an action that takes a resource beside one that does not, naming it alone",
    resources: allow({ Action: ["ecr:GetAuthorizationToken", "ecr:BatchGetImage"], Resource: "*" }),
    verdict: "fail",
    message: /allows ecr:BatchGetImage everywhere/,
  },
  {
    title: "resources by exclusion",
    resources: identity(document({ Action: "sqs:SendMessage", NotResource: queue })),
    verdict: "fail",
    message: /NotResource/,
  },
  {
    title: "a denial of everything",
    resources: allow({ Effect: "Deny", Resource: "*" }),
    verdict: "pass",
  },
  {
    title: "a key policy, where * is the key itself",
    resources: [
      resource("aws:kms/key:Key", { policy: document({ Action: "kms:Decrypt", Resource: "*" }) }),
    ],
    verdict: "pass",
  },
]);

export const malformedCases = ruleCases(malformed, [
  { title: "a well-formed document", resources: allow({}), verdict: "pass" },
  {
    title: "text that is not JSON",
    resources: identity("{not json"),
    verdict: "fail",
    path: "/policy",
  },
  { title: "a document without statements", resources: identity("{}"), verdict: "fail" },
  {
    title: "a statement that is no object",
    resources: identity({ Statement: ["*"] }),
    verdict: "fail",
  },
  {
    title: "an effect that does not exist",
    resources: allow({ Effect: "Permit" }),
    verdict: "fail",
  },
  {
    title: "a statement without action",
    resources: identity({ Statement: [{ Effect: "Allow", Resource: queue }] }),
    verdict: "fail",
  },
  {
    title: "action and its exclusion together",
    resources: allow({ NotAction: "sqs:*" }),
    verdict: "fail",
  },
  {
    title: "a trust policy without resource",
    resources: [
      resource("aws:iam/role:Role", {
        assumeRolePolicy: document({
          Principal: { Service: "a.amazonaws.com" },
          Action: "sts:AssumeRole",
        }),
      }),
    ],
    verdict: "pass",
  },
]);
