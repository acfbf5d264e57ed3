import type { Value } from "../../../../policy-pack/engine/value";
import { unknownAction } from "../../../../policy-pack/rules/iam/unknown-action";
import { allow, identity, organizationPolicy } from "../../../support/policy-pack/documents";
import { unknown } from "../../../support/policy-pack/resources";
import { type RuleCase, ruleCases } from "../../../support/policy-pack/rule-cases";

const known = (title: string, Action: Value): RuleCase => ({
  title,
  resources: allow({ Action }),
  verdict: "pass",
});

const noted = (title: string, Action: Value, rest: Partial<RuleCase>): RuleCase => ({
  requirement: "POL-118",
  title,
  resources: allow({ Action }),
  verdict: "fail",
  level: "advisory",
  count: 1,
  ...rest,
});

export const unknownActionCases = ruleCases(unknownAction, [
  known("an action in AWS's own spelling", "sqs:SendMessage"),
  known("an action in odd letter case", "SQS:sendmessage"),
  known("a pattern that matches something", "sqs:Send*"),
  known("every action", "*"),
  known("an unknown value", ["sqs:SendMessage", unknown]),
  noted("a misspelt action, with the right one", ["sqs:SendMessage", "sqs:SendMesage"], {
    path: "/policy/Statement/0/Action/1",
    message: /^sqs:SendMesage is no action of the catalogue of \d{4}-\d\d-\d\d\.$/,
    fix: /^Write sqs:SendMessage\.$/,
  }),
  noted("an action unlike any other", "sqs:Xyzzy", { fix: /^Correct the name/ }),
  noted("an action of a service that nobody knows", "newservice:DoIt", {
    message: /is no action and newservice no service of the catalogue/,
  }),
  noted("a pattern that matches nothing", "sqs:Zzz*", { message: /matches no action/ }),
  noted("a service without action", "sqs", { message: /^sqs is no action/ }),
  {
    requirement: "POL-118",
    title: "a misspelt action in a denial",
    resources: allow({ Effect: "Deny", Action: "sqs:DeleteQueu" }),
    verdict: "fail",
    fix: /^Write sqs:DeleteQueue\.$/,
  },
  {
    requirement: "POL-125",
    title: "a misspelt action in an exclusion",
    resources: allow({ Action: [], NotAction: "iam:CreateRol" }),
    verdict: "fail",
    fix: /^Write iam:CreateRole\.$/,
  },
  {
    title: "a misspelt action in an organization policy",
    resources: organizationPolicy({ Effect: "Deny", Action: "iam:CreateUsr", Resource: "*" }),
    verdict: "fail",
  },
  {
    title: "an unknown document",
    resources: identity(unknown),
    verdict: "undecided",
    level: "advisory",
  },
]);
