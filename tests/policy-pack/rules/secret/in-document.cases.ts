import { secretInDocument } from "../../../../policy-pack/rules/secret/in-document";
import { allow, identity, topicPolicy } from "../../../support/policy-pack/documents";
import { unknown } from "../../../support/policy-pack/resources";
import { type RuleCase, ruleCases } from "../../../support/policy-pack/rule-cases";

// Made up; of the form of an access key id.
const credential = `AKIA${"Q7".repeat(8)}`;

const places: readonly (readonly [string, RuleCase["resources"], string])[] = [
  ["a Sid", allow({ Sid: credential }), "/Sid"],
  ["an action", allow({ Action: `sqs:${credential}` }), "/Action"],
  ["an excluded action", allow({ Action: [], NotAction: [credential] }), "/NotAction/0"],
  ["a resource", allow({ Resource: ["*", `arn:aws:s3:::a/${credential}`] }), "/Resource/1"],
  ["an excluded resource", allow({ Resource: [], NotResource: credential }), "/NotResource"],
  ["a principal", topicPolicy({ Principal: { AWS: credential } }), "/Principal/AWS"],
  [
    "an excluded principal",
    topicPolicy({ Effect: "Deny", NotPrincipal: { AWS: credential } }),
    "/NotPrincipal/AWS",
  ],
  [
    "a condition value",
    allow({ Condition: { StringEquals: { "aws:PrincipalTag/key": credential } } }),
    "/Condition/StringEquals/aws:PrincipalTag~1key",
  ],
];

export const secretInDocumentCases = ruleCases(secretInDocument, [
  { title: "a document without credentials", resources: allow({ Sid: "Send" }), verdict: "pass" },
  ...places.map(
    ([title, resources, path]): RuleCase => ({
      requirement: "POL-109",
      title: `a credential in ${title}`,
      resources,
      verdict: "fail",
      level: "mandatory",
      count: 1,
      path: `/policy/Statement/0${path}`,
      message: /^The document holds what looks like a credential\.$/,
    }),
  ),
  {
    title: "an unknown document",
    resources: identity(unknown),
    verdict: "undecided",
    level: "advisory",
  },
]);
