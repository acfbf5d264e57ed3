import type { Value } from "../../../../policy-pack/engine/value";
import { wildcardResource } from "../../../../policy-pack/rules/iam/wildcard-resource";
import { allow, queue } from "../../../support/policy-pack/documents";
import { type RuleCase, ruleCases } from "../../../support/policy-pack/rule-cases";

const own = "eu-west-1:111122223333";

const on = (Resource: Value, Action = "s3:GetObject"): RuleCase["resources"] =>
  allow({ Action, Resource });

/** Resources by class of scope, with what a finding says of the class; nothing where it is accepted. */
const classes: readonly (readonly [name: string, says: RegExp | undefined, patterns: string[]])[] =
  [
    ["exact", undefined, [queue, "arn:aws:s3:::orders"]],
    [
      "inside one named resource",
      undefined,
      [
        "arn:aws:s3:::orders/*",
        `arn:aws:dynamodb:${own}:table/orders/index/*`,
        `arn:aws:lambda:${own}:function:pay:*`,
      ],
    ],
    [
      "name pattern",
      / on more than one resource: /,
      [`arn:aws:sqs:${own}:orders-*`, "arn:aws:s3:::orders*"],
    ],
    [
      "broad",
      / on all such resources: /,
      ["arn:aws:iam::*:*", "arn:aws:s3:::*", "arn:aws:s3:::*/*", "arn:*:s3:::orders/*"],
    ],
    ["all", / everywhere: /, ["*", "arn:aws:*"]],
  ];

const invoking = (verdict: "pass" | "fail", patterns: readonly (readonly [string, string])[]) =>
  patterns.map(
    ([Action, name]): RuleCase => ({
      requirement: "POL-197",
      title: `${Action} on ${name}`,
      resources: on(`arn:aws:${name}`, Action),
      verdict,
      count: verdict === "fail" ? 1 : 0,
    }),
  );

export const resourceScopeCases = ruleCases(wildcardResource, [
  ...classes.flatMap(([name, says, patterns]) =>
    patterns.map(
      (pattern): RuleCase => ({
        requirement: "POL-114",
        title: `${pattern}, of scope ${name}`,
        resources: on(pattern),
        verdict: says === undefined ? "pass" : "fail",
        ...(says !== undefined && { message: says, count: 1 }),
      }),
    ),
  ),
  {
    requirement: "POL-115",
    title: "a question mark in a name",
    resources: on(`arn:aws:sqs:${own}:queue/order?`, "sqs:SendMessage"),
    verdict: "fail",
    path: "/policy/Statement/0/Resource",
    message: / on more than one resource: /,
    count: 1,
  },
  {
    requirement: "POL-115",
    title: "a question mark in the Region",
    resources: on("arn:aws:sqs:eu-west-?:111122223333:orders", "sqs:SendMessage"),
    verdict: "fail",
    message: / on all such resources: /,
  },
  {
    requirement: "POL-115",
    title: "the question marks of a secret's suffix, but for which one is a wildcard",
    resources: on(`arn:aws:secretsmanager:${own}:secret:orbit/api-token-??????`),
    verdict: "pass",
  },
  ...invoking("pass", [
    ["vpc-lattice-svcs:Invoke", `vpc-lattice:${own}:service/svc-0a1b2c3d4e5f60718/*`],
    ["vpc-lattice-svcs:Invoke", `vpc-lattice:${own}:service/svc-0a1b2c3d4e5f60718/orders/*`],
    ["execute-api:Invoke", `execute-api:${own}:a1b2c3d4e5/prod/GET/*`],
    ["execute-api:Invoke", `execute-api:${own}:a1b2c3d4e5/prod/*`],
  ]),
  ...invoking("fail", [
    ["vpc-lattice-svcs:Invoke", `vpc-lattice:${own}:service/*`],
    ["vpc-lattice-svcs:Invoke", `vpc-lattice:${own}:service/svc-*/orders`],
    ["execute-api:Invoke", `execute-api:${own}:*`],
    ["execute-api:Invoke", `execute-api:${own}:*/prod/GET/orders`],
  ]),
]);
