import { missingStatement } from "../../../../policy-pack/rules/contract/missing-statement";
import { unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";
import { declaredAndDeployed, queueArn, send, text } from "./contracts";

const deny = { Sid: "Tls", Effect: "Deny", Action: "*", Resource: "*" };

export const missingStatementCases = ruleCases(missingStatement, [
  {
    requirement: "POL-62",
    title: "a declared denial that is not deployed",
    resources: declaredAndDeployed([send, deny], text(send)),
    verdict: "fail",
    level: "mandatory",
    count: 1,
    path: "/policy",
    message: /^send declares statement Tls \(Deny \*\), and the document lacks it\.$/,
  },
  {
    requirement: "POL-62",
    title: "a statement that is deployed with fewer resources",
    resources: declaredAndDeployed(
      [{ ...send, Resource: [queueArn("jobs"), queueArn("mail")] }],
      text(send),
    ),
    verdict: "fail",
    path: "/policy/Statement/0",
    message: /^send declares statement Send .* holds only part of it\.$/,
  },
  {
    title: "a document without statements",
    resources: declaredAndDeployed([send], text()),
    verdict: "fail",
  },
  {
    title: "a statement that differs in more, which contract/undeclared-statement reports",
    resources: declaredAndDeployed([send], text({ ...send, Action: "sqs:*" })),
    verdict: "pass",
  },
  {
    title: "every declared statement among others",
    resources: declaredAndDeployed([send], text(deny, send)),
    verdict: "pass",
  },
  {
    title: "a document that is unknown",
    resources: declaredAndDeployed([send], unknown),
    verdict: "pass",
  },
]);
