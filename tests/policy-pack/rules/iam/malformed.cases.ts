import type { Value } from "../../../../policy-pack/engine/value";
import { malformed } from "../../../../policy-pack/rules/iam/malformed";
import {
  allow,
  endpointPolicy,
  identity,
  keyPolicy,
  organizationPolicy,
  queue,
  sessionPolicy,
  topicPolicy,
  trust,
} from "../../../support/policy-pack/documents";
import { document, resource, unknown } from "../../../support/policy-pack/resources";
import { type RuleCase, ruleCases } from "../../../support/policy-pack/rule-cases";

const text = (body: string) =>
  identity(`{"Version":"2012-10-17","Statement":[{"Effect":"Allow",${body}}]}`);

const reported = (requirement: string, title: string, rest: Partial<RuleCase>): RuleCase => ({
  requirement,
  title,
  resources: [],
  verdict: "fail",
  level: "mandatory",
  count: 1,
  ...rest,
});

const noted = (title: string, policy: Value, path: string): RuleCase => ({
  requirement: "POL-102",
  title,
  resources: identity(policy),
  verdict: "fail",
  level: "advisory",
  count: 1,
  path,
});

const statement = { Effect: "Allow", Action: "sqs:SendMessage", Resource: queue };

export const malformedCases = ruleCases(malformed, [
  { title: "a well-formed document", resources: allow({}), verdict: "pass" },
  {
    title: "every element there is",
    resources: identity({
      Version: "2008-10-17",
      Id: "orders",
      Statement: { Sid: "a", ...statement, Condition: { Bool: { "aws:SecureTransport": "true" } } },
    }),
    verdict: "pass",
  },
  {
    title: "references in place of text",
    resources: identity({ Statement: [{ ...statement, Resource: [{ ref: "queue" }] }] }),
    verdict: "pass",
  },
  reported("POL-100", "text that is not JSON", {
    resources: identity("{not json"),
    path: "/policy",
    message: /^The text is not JSON\.$/,
  }),
  ...["", " ", "[]", '"*"', "null", "7"].map((policy) =>
    reported("POL-100", `text that is no object: ${JSON.stringify(policy)}`, {
      resources: identity(policy),
      path: "/policy",
    }),
  ),
  reported("POL-100", "a number", { resources: identity(7), message: /not a JSON object/ }),
  reported("POL-100", "a document without statements", {
    resources: identity("{}"),
    message: /has no Statement/,
  }),
  reported("POL-100", "statements that are null", { resources: identity({ Statement: null }) }),
  reported("POL-100", "a statement that is no object", {
    resources: identity({ Statement: ["*"] }),
    path: "/policy/Statement/0",
  }),
  reported("POL-104", "an element twice in one statement", {
    resources: text(
      `"Action":"sqs:SendMessage","Action":"sqs:ReceiveMessage","Resource":"${queue}"`,
    ),
    path: "/policy/Statement/0/Action",
    message: /^Action occurs more than once/,
  }),
  reported("POL-104", "an element in two spellings", {
    resources: text(
      `"Action":"sqs:SendMessage","action":"sqs:ReceiveMessage","Resource":"${queue}"`,
    ),
    path: "/policy/Statement/0/action",
    message: /^Action occurs twice, as action as well\.$/,
  }),
  noted(
    "an element in odd letter case",
    { Statement: [{ effect: "Allow", Action: "sqs:SendMessage", Resource: queue }] },
    "/policy/Statement/0/effect",
  ),
  noted("a statement in odd letter case", { statement: [statement] }, "/policy/statement"),
  noted(
    "an effect in odd letter case",
    { Statement: [{ ...statement, Effect: "ALLOW" }] },
    "/policy/Statement/0/Effect",
  ),
  noted(
    "a denial in odd letter case",
    { Statement: [{ ...statement, Effect: "deny" }] },
    "/policy/Statement/0/Effect",
  ),
  reported("POL-105", "an effect that does not exist", {
    resources: allow({ Effect: "Permit" }),
    path: "/policy/Statement/0/Effect",
    message: /counts as Allow/,
  }),
  reported("POL-105", "no effect", {
    resources: identity({ Statement: [{ Action: "sqs:SendMessage", Resource: queue }] }),
  }),
  ...(["Action", "Resource"] as const).map((name) =>
    reported("POL-105", `${name} beside Not${name}`, {
      resources: allow({ [`Not${name}`]: "sqs:x" }),
      message: new RegExp(`both ${name} and Not${name}`),
    }),
  ),
  reported("POL-105", "Principal beside NotPrincipal", {
    resources: topicPolicy({ Principal: { AWS: "111122223333" }, NotPrincipal: "*" }),
    message: /both Principal and NotPrincipal/,
  }),
  reported("POL-100", "a statement without action", {
    resources: identity({ Statement: [{ Effect: "Allow", Resource: queue }] }),
    message: /names no Action/,
  }),
  reported("POL-100", "a statement with an empty list of actions", {
    resources: allow({ Action: [] }),
    message: /names no Action/,
  }),
  reported("POL-100", "an action that is a number", {
    resources: allow({ Action: ["sqs:SendMessage", 7] }),
    path: "/policy/Statement/0/Action/1",
    message: /^7 is not text\.$/,
  }),
  reported("POL-100", "a resource that is a switch", {
    resources: allow({ Resource: true }),
    path: "/policy/Statement/0/Resource",
  }),
  reported("POL-100", "an element that does not exist", {
    resources: allow({ Actions: "sqs:*" }),
    path: "/policy/Statement/0/Actions",
    message: /^Actions is no element of a policy\.$/,
  }),
  reported("POL-100", "a member of the document that does not exist", {
    resources: identity({ Statement: [statement], Statements: [] }),
    path: "/policy/Statements",
  }),
  reported("POL-100", "a condition that is text", {
    resources: allow({ Condition: "x" }),
    path: "/policy/Statement/0/Condition",
  }),
  reported("POL-100", "an operator without keys", {
    resources: allow({ Condition: { StringEquals: "x" } }),
    path: "/policy/Statement/0/Condition/StringEquals",
  }),
  reported("POL-100", "a version that does not exist", {
    resources: identity({ Version: "2012-10-18", Statement: [statement] }),
    path: "/policy/Version",
    message: /^Version "2012-10-18" does not exist; use 2012-10-17\.$/,
  }),
  reported("POL-100", "an identity policy that names no resource", {
    resources: identity({ Statement: [{ Effect: "Allow", Action: "sqs:SendMessage" }] }),
    path: "/policy/Statement/0",
    message: /names no Resource/,
  }),
  reported("POL-100", "an identity policy that names a principal", {
    resources: allow({ Principal: "*" }),
    message: /takes no Principal/,
  }),
  reported("POL-100", "an organization policy that names no resource", {
    resources: organizationPolicy({ Action: "*" }),
  }),
  reported("POL-100", "a session policy that names no resource", {
    resources: sessionPolicy({ Action: "s3:GetObject" }),
    message: /names no Resource/,
  }),
  reported("POL-100", "a trust policy that names a resource", {
    resources: trust({ Resource: "*" }),
    message: /takes no Resource/,
  }),
  reported("POL-100", "a trust policy that names nobody", {
    resources: trust({ Principal: [] }),
    message: /names no Principal/,
  }),
  reported("POL-100", "a topic policy that names nobody", {
    resources: topicPolicy({}),
    message: /names no Principal/,
  }),
  {
    requirement: "POL-106",
    title: "a trust policy without resource",
    resources: trust({}),
    verdict: "pass",
  },
  {
    requirement: "POL-106",
    title: "a repository policy without resource",
    resources: [
      resource("aws:ecr/repositoryPolicy:RepositoryPolicy", {
        policy: document({
          Principal: { AWS: "arn:aws:iam::111122223333:role/a" },
          Action: "ecr:BatchGetImage",
        }),
      }),
    ],
    verdict: "pass",
  },
  { title: "a key policy", resources: keyPolicy({}), verdict: "pass" },
  { title: "an endpoint policy", resources: endpointPolicy({}), verdict: "pass" },
  {
    title: "an organization policy",
    resources: organizationPolicy({ Action: "*", Resource: "*" }, "SERVICE_CONTROL_POLICY"),
    verdict: "pass",
  },
  {
    title: "a resource control policy",
    resources: organizationPolicy(
      { Effect: "Deny", Principal: "*", Action: "s3:*", Resource: "*" },
      "RESOURCE_CONTROL_POLICY",
    ),
    verdict: "pass",
  },
  {
    title: "an organization policy of another language",
    resources: [
      resource("aws:organizations/policy:Policy", {
        type: "TAG_POLICY",
        content: '{"tags":{"team":{}}}',
      }),
    ],
    verdict: "pass",
  },
  {
    title: "an unknown document, which the rules of meaning judge",
    resources: identity(unknown),
    verdict: "pass",
  },
  {
    title: "unknown parts, which the rules of meaning judge",
    resources: identity({
      Version: unknown,
      Statement: [
        unknown,
        { Effect: unknown, Action: unknown, Resource: [unknown], Condition: unknown },
        { ...statement, Condition: { StringEquals: unknown } },
      ],
    }),
    verdict: "pass",
  },
]);
