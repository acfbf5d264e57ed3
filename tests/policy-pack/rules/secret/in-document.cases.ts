import { secretInDocument } from "../../../../policy-pack/rules/secret/in-document";
import {
  allow,
  endpointPolicy,
  identity,
  keyPolicy,
  organizationPolicy,
  topicPolicy,
  trust,
} from "../../../support/policy-pack/documents";
import { document, resource, unknown } from "../../../support/policy-pack/resources";
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

const held = { Sid: credential };
const component = resource("demo:index:Component", {
  zeroTrust: {
    contract: 1,
    documents: [
      {
        id: "bound",
        kind: "boundary",
        target: "bound",
        property: "policy",
        statements: [{ Sid: credential, Effect: "Allow", Action: ["*"], Resource: ["*"] }],
      },
    ],
  },
});

/** One document of each further kind. */
const kinds: readonly (readonly [string, RuleCase["resources"]])[] = [
  ["a trust policy", trust(held)],
  ["a resource policy", topicPolicy(held)],
  ["a key policy", keyPolicy(held)],
  ["an endpoint policy", endpointPolicy(held)],
  [
    "an auth policy",
    [resource("aws:vpclattice/authPolicy:AuthPolicy", { policy: document(held) })],
  ],
  ["an organization's policy", organizationPolicy(held)],
  [
    "a declared boundary",
    [
      component,
      resource("aws:iam/policy:Policy", { policy: unknown }, { name: "bound", parent: component }),
    ],
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
  ...kinds.map(
    ([title, resources]): RuleCase => ({
      title: `a credential in ${title}`,
      resources,
      verdict: "fail",
      count: 1,
    }),
  ),
  {
    title: "an unknown document",
    resources: identity(unknown),
    verdict: "undecided",
    level: "advisory",
  },
]);
