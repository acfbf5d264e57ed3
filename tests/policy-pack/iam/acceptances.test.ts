import assert from "node:assert/strict";
import { declaredDocuments } from "../../../policy-pack/engine/contract";
import type { StackResource } from "../../../policy-pack/engine/rule";
import { type AcceptanceContext, acceptancesOf } from "../../../policy-pack/iam/acceptances";
import {
  allow,
  endpointPolicy,
  keyPolicy,
  organizationPolicy,
  queue,
  topicPolicy,
} from "../../support/policy-pack/documents";
import { unknown } from "../../support/policy-pack/resources";

const context: AcceptanceContext = {
  declared: declaredDocuments([]),
  accounts: new Set(),
  organizations: new Set(),
  today: "2026-11-24",
};

const reasons = (resources: readonly StackResource[]) =>
  resources.flatMap((each) =>
    acceptancesOf(each, context).map(({ path, text, reason }) => [
      path.replace("/Statement/0", ""),
      text,
      reason,
    ]),
  );

const organization = { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } };

describe("accepted wildcards", () => {
  const cases: readonly (readonly [string, readonly StackResource[], readonly string[]])[] = [
    [
      "POL-190",
      allow({ Action: "sts:GetCallerIdentity", Resource: "*" }),
      ["/policy/Resource", "*", "none of the actions takes a resource"],
    ],
    [
      "POL-191",
      keyPolicy({}),
      ["/policy/Resource", "*", "the document is attached to one resource, and means that one"],
    ],
    [
      "POL-192",
      allow({
        Action: "logs:PutLogEvents",
        Resource: "arn:aws:logs:eu-west-1:111122223333:log-group:/a:*",
      }),
      [
        "/policy/Resource",
        "arn:aws:logs:eu-west-1:111122223333:log-group:/a:*",
        "it means streams of one log group",
      ],
    ],
    [
      "POL-193",
      allow({ Action: "s3:GetObject", Resource: "arn:aws:s3:::orders/*" }),
      ["/policy/Resource", "arn:aws:s3:::orders/*", "it means objects of one bucket"],
    ],
    [
      "POL-193",
      allow({ Resource: { ref: "table", suffix: "/index/*" } }),
      ["/policy/Resource", "table/index/*", "it lies inside one resource of this stack"],
    ],
    [
      "POL-194",
      allow({ Resource: "arn:aws:secretsmanager:eu-west-1:111122223333:secret:a-??????" }),
      [
        "/policy/Resource",
        "arn:aws:secretsmanager:eu-west-1:111122223333:secret:a-??????",
        "AWS appends six characters to the name of one secret",
      ],
    ],
    [
      "POL-195",
      allow({ Effect: "Deny", Action: "*" }),
      ["/policy/Action", "*", "a denial may be as wide as it likes"],
    ],
    [
      "POL-196",
      organizationPolicy({ Action: "*", Resource: queue }),
      ["/content/Action", "*", "an organization policy only bounds what others grant"],
    ],
    [
      "POL-197",
      allow({ Resource: "arn:aws:execute-api:eu-west-1:111122223333:a1b2/prod/GET/*" }),
      [
        "/policy/Resource",
        "arn:aws:execute-api:eu-west-1:111122223333:a1b2/prod/GET/*",
        "it means stages, methods and paths of one API",
      ],
    ],
    [
      "POL-198",
      topicPolicy({ Principal: "*", Condition: organization }),
      ["/policy/Principal", "*", "aws:principalorgid is o-a1b2c3d4e5"],
    ],
  ];
  for (const [requirement, resources, expected] of cases) {
    it(`${requirement} come with the reason: ${expected[2] ?? ""}`, () => {
      assert.deepEqual(reasons(resources), [expected]);
    });
  }

  it("are none where a rule reports, where nothing is a wildcard, and where nothing is known", () => {
    for (const resources of [
      allow({}),
      allow({ Resource: "*" }),
      allow({ Action: "*" }),
      allow({ Resource: unknown }),
      allow({ Action: "sqs:SendMessage", Resource: `${queue}*` }),
      topicPolicy({ Principal: "*" }),
      endpointPolicy({ Resource: "*" }),
    ]) {
      assert.deepEqual(reasons(resources), []);
    }
  });
});
