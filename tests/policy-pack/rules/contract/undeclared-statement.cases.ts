import type { Value } from "../../../../policy-pack/engine/value";
import { undeclaredStatement } from "../../../../policy-pack/rules/contract/undeclared-statement";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { type RuleCase, ruleCases } from "../../../support/policy-pack/rule-cases";
import {
  component,
  declaration,
  declaredAndDeployed,
  keyArn,
  queueArn,
  rolePolicy,
  send,
  text,
} from "./contracts";

const deny = { Sid: "Tls", Effect: "Deny", Action: "*", Resource: "*" };
const use = (Resource: Value) => ({ Effect: "Allow", Action: "kms:Decrypt", Resource });

/** The declared documents that use a key by reference, above the deployed one. */
const byReference = (declared: Value, deployed: Value, type = "aws:kms/key:Key") => [
  resource(type, {}, { name: "orbit-key" }),
  resource("aws:dynamodb/table:Table", { name: "orders" }, { name: "orders-table" }),
  ...declaredAndDeployed([use(declared)], text(use(deployed))),
];

const equal = (title: string, declared: Value, deployed: Value): RuleCase => ({
  requirement: "POL-62",
  title,
  resources: declaredAndDeployed(declared, deployed),
  verdict: "pass",
});

const unequal = (title: string, deployed: Value, message: RegExp): RuleCase => ({
  requirement: "POL-62",
  title,
  resources: declaredAndDeployed([send, deny], deployed),
  verdict: "fail",
  level: "mandatory",
  count: 1,
  message,
});

export const undeclaredStatementCases = ruleCases(undeclaredStatement, [
  equal("a document equal to its declaration", [send, deny], text(send, deny)),
  equal("the statements in another order", [send, deny], text(deny, send)),
  equal("one statement without a list", send, JSON.stringify({ Statement: send })),
  equal("a document that is an object", [send], { Statement: [send] }),
  equal(
    "scalars for lists, other letter cases, another Sid, and the same value twice",
    [send],
    text({
      sid: "Other",
      EFFECT: "allow",
      action: ["SQS:sendmessage", "sqs:SendMessage"],
      resource: queueArn("jobs"),
    }),
  ),
  equal("the same statement twice", [send], text(send, send)),
  equal(
    "principals and conditions in other words",
    [
      {
        ...send,
        Principal: { AWS: ["111122223333", "*"], Service: "sns.amazonaws.com" },
        Condition: { Bool: { "aws:SecureTransport": "true" } },
      },
    ],
    text({
      ...send,
      Principal: { Service: ["sns.amazonaws.com"], AWS: ["*", "arn:aws:iam::111122223333:root"] },
      Condition: { bool: { "AWS:securetransport": true } },
    }),
  ),
  unequal(
    "a statement that nobody declares",
    text(send, deny, { ...send, Sid: "More" }).replace(
      '"Sid":"More","Effect":"Allow","Action":["sqs:SendMessage"]',
      '"Sid":"More","Effect":"Allow","Action":["sqs:DeleteMessage"]',
    ),
    /^Statement More \(Allow sqs:DeleteMessage\) is not declared: send declares no such statement\.$/,
  ),
  {
    requirement: "POL-64",
    title: "a wildcard where one action is declared",
    resources: declaredAndDeployed([send], text({ ...send, Action: "sqs:*" })),
    verdict: "fail",
    count: 1,
    path: "/policy/Statement/0",
    message:
      /^Statement Send \(Allow sqs:\*\) is not declared: send declares Send \(Allow sqs:SendMessage\) in its place\.$/,
    fix: /^Deploy Send \(Allow sqs:SendMessage\) as declared/,
  },
  unequal(
    "another effect",
    text({ ...send, Effect: "Deny" }, deny),
    /Send \(Deny sqs:SendMessage\) is not declared/,
  ),
  unequal("another resource", text({ ...send, Resource: queueArn("audit") }, deny), /Send/),
  unequal(
    "a resource of another letter case",
    text({ ...send, Resource: queueArn("Jobs") }, deny),
    /Send/,
  ),
  unequal(
    "more resources",
    text({ ...send, Resource: [queueArn("jobs"), queueArn("a")] }, deny),
    /Send/,
  ),
  unequal(
    "a condition that nobody declares",
    text({ ...send, Condition: { Bool: { a: "b" } } }, deny),
    /Send/,
  ),
  unequal(
    "NotAction for Action",
    text({ Sid: "Send", Effect: "Allow", NotAction: send.Action, Resource: send.Resource }, deny),
    /all but sqs:SendMessage/,
  ),
  unequal("an undeclared principal", text({ ...send, Principal: "*" }, deny), /Send/),
  {
    title: "a condition that is declared and not deployed",
    resources: declaredAndDeployed([{ ...send, Condition: { Bool: { a: "b" } } }], text(send)),
    verdict: "fail",
  },
  {
    title: "more actions than the message has room for",
    resources: declaredAndDeployed(
      [send],
      text(send, { Effect: "Allow", Action: ["a:A", "a:B", "a:C", "a:D"], Resource: "*" }),
    ),
    verdict: "fail",
    message: /^Statement Allow a:A, a:B, a:C, … is not declared/,
  },
  {
    title: "fewer actions than declared, which contract/missing-statement reports",
    resources: declaredAndDeployed(
      [{ ...send, Action: ["sqs:SendMessage", "sqs:GetQueueUrl"] }],
      text(send),
    ),
    verdict: "pass",
  },
  {
    title: "a document that no component declares",
    resources: [rolePolicy(text(send), undefined)],
    verdict: "pass",
  },
  {
    requirement: "POL-63",
    title: "an unknown document in a preview, for which the declaration stands",
    resources: declaredAndDeployed([send], unknown),
    verdict: "pass",
  },
  {
    requirement: "POL-63",
    title: "a document that is still unknown in an update",
    resources: declaredAndDeployed([send], unknown),
    isUpdate: true,
    verdict: "undecided",
    level: "mandatory",
    path: "/policy",
  },
  {
    requirement: "POL-63",
    title: "an update whose document resolves to something else, before it is created",
    resources: declaredAndDeployed([send], text({ ...send, Action: "sqs:*" })),
    isUpdate: true,
    verdict: "fail",
  },
  {
    requirement: "POL-69",
    title: "the ARN of a key where the key is declared by reference",
    resources: byReference([{ ref: "orbit-key" }], keyArn("1")),
    verdict: "pass",
  },
  {
    requirement: "POL-69",
    title: "the ARN with a pattern after it, where the reference has no suffix",
    resources: byReference([{ ref: "orbit-key" }], `${keyArn("1")}*`),
    verdict: "fail",
  },
  {
    requirement: "POL-69",
    title: "references with and without suffix, in another order",
    resources: byReference(
      [{ ref: "orbit-key" }, { ref: "orders-table", suffix: "/index/*" }],
      ["arn:aws:dynamodb:eu-west-1:111122223333:table/orders/index/*", keyArn("1")],
    ),
    verdict: "pass",
  },
  {
    requirement: "POL-69",
    title: "another suffix than the reference has",
    resources: byReference(
      [{ ref: "orders-table", suffix: "/index/*" }],
      "arn:aws:dynamodb:eu-west-1:111122223333:table/orders/*",
    ),
    verdict: "fail",
  },
  {
    title: "another name than the referred table has",
    resources: byReference(
      [{ ref: "orders-table" }],
      "arn:aws:dynamodb:eu-west-1:111122223333:table/audit",
    ),
    verdict: "fail",
  },
  {
    title: "an ARN of another service than the referred key's",
    resources: byReference([{ ref: "orbit-key" }], queueArn("jobs")),
    verdict: "fail",
  },
  {
    title: "an ARN of a service whose name in ARNs is not the provider's",
    resources: byReference(
      [{ ref: "orbit-key" }],
      "arn:aws:vpc-lattice:eu-west-1:111122223333:service/svc-1",
      "aws:vpclattice/service:Service",
    ),
    verdict: "pass",
  },
  {
    title: "two ARNs, one more than the key that is referred to can have",
    resources: byReference(
      [{ ref: "orbit-key" }, { ref: "orders-table" }],
      [keyArn("1"), keyArn("2")],
    ),
    verdict: "fail",
  },
  {
    title: "a reference to nothing that stands for anything but an exact ARN",
    resources: declaredAndDeployed([use([{ ref: "nothing" }])], text(use("*"))),
    verdict: "fail",
  },
  {
    requirement: "POL-62",
    title: "an unknown leaf in the place where the declaration has one",
    resources: declaredAndDeployed(
      [{ ...send, Resource: [queueArn("jobs"), unknown] }],
      text({ ...send, Resource: [queueArn("jobs"), queueArn("audit")] }),
    ),
    verdict: "pass",
  },
  {
    requirement: "POL-62",
    title: "an unknown leaf in another place than the deployed value",
    resources: declaredAndDeployed(
      [{ ...send, Resource: [unknown, queueArn("jobs")] }],
      text({ ...send, Resource: [queueArn("jobs"), queueArn("audit")] }),
    ),
    verdict: "fail",
  },
  {
    title: "a deployed leaf that is unknown where the declaration has a reference",
    resources: byReference([{ ref: "orbit-key" }], [unknown]),
    verdict: "pass",
  },
  {
    title: "an unknown condition and an unknown statement in their own places",
    resources: declaredAndDeployed(
      [{ ...send, Condition: unknown }, unknown],
      text({ ...send, Condition: { Bool: { a: "b" } } }, deny),
    ),
    verdict: "pass",
  },
  {
    title: "a statement of another component of the same type",
    resources: [
      component({ documents: [declaration([send])] }, "first"),
      rolePolicy(text(deny), component({}, "second")),
    ],
    verdict: "pass",
  },
]);
