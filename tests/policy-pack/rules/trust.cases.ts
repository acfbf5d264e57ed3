import type { Value } from "../../../policy-pack/engine/value";
import { anyPrincipal } from "../../../policy-pack/rules/trust/any-principal";
import { document, resource, unknown } from "../../support/policy-pack/resources";
import { ruleCases } from "../../support/policy-pack/rule-cases";

const trust = (statement: Readonly<Record<string, Value>>) => [
  resource("aws:iam/role:Role", {
    assumeRolePolicy: document({ Action: "sts:AssumeRole", ...statement }),
  }),
];

export const anyPrincipalCases = ruleCases(anyPrincipal, [
  {
    title: "a service",
    resources: trust({ Principal: { Service: "ecs-tasks.amazonaws.com" } }),
    verdict: "pass",
  },
  { title: "everybody as text", resources: trust({ Principal: "*" }), verdict: "fail" },
  {
    title: "everybody as AWS principal",
    resources: trust({ Principal: { AWS: "*" } }),
    verdict: "fail",
  },
  {
    title: "everybody in a list",
    resources: trust({ Principal: { AWS: ["arn:aws:iam::111122223333:role/a", "*"] } }),
    verdict: "fail",
  },
  {
    title: "every identity provider",
    resources: trust({ Principal: { Federated: "*" } }),
    verdict: "fail",
  },
  {
    title: "everybody but one",
    resources: trust({ NotPrincipal: { AWS: "arn:aws:iam::111122223333:role/a" } }),
    verdict: "fail",
  },
  {
    title: "everybody even with a condition on the organization",
    resources: trust({
      Principal: "*",
      Condition: { StringEquals: { "aws:PrincipalOrgID": "o-abc" } },
    }),
    verdict: "fail",
  },
  {
    title: "a denial for everybody",
    resources: trust({ Effect: "Deny", Principal: "*" }),
    verdict: "pass",
  },
  {
    title: "an unknown principal",
    resources: trust({ Principal: { AWS: unknown } }),
    verdict: "undecided",
  },
  {
    title: "an unknown document",
    resources: [resource("aws:iam/role:Role", { assumeRolePolicy: unknown })],
    verdict: "undecided",
  },
]);
