import type { Value } from "../../../../policy-pack/engine/value";
import { wildcardPrincipal } from "../../../../policy-pack/rules/iam/wildcard-principal";
import { document, resource, unknown } from "../../../support/policy-pack/resources";
import { type RuleCase, ruleCases } from "../../../support/policy-pack/rule-cases";

const queue = "arn:aws:sqs:eu-west-1:111122223333:orders";

const everybody = (Condition?: Value, Principal: Value = "*") => [
  resource("aws:sns/topicPolicy:TopicPolicy", {
    policy: document({
      Principal,
      Action: "sns:Publish",
      Resource: queue,
      ...(Condition !== undefined && { Condition }),
    }),
  }),
];

// How a message names everybody: the kind is left out where there is none.
const shown = (principal: Value): RegExp =>
  typeof principal === "object" && principal !== null && "AWS" in principal
    ? /^Principal AWS \* admits everybody: no condition limits who\.$/
    : /^Principal \* admits everybody: no condition limits who\.$/;

export const wildcardPrincipalCases = ruleCases(wildcardPrincipal, [
  {
    title: "an exact role",
    resources: everybody(undefined, { AWS: "arn:aws:iam::111122223333:role/a" }),
    verdict: "pass",
  },
  { title: "everybody", resources: everybody(), verdict: "fail" },
  {
    title: "everybody in a list of AWS principals",
    resources: everybody(undefined, { AWS: ["arn:aws:iam::111122223333:role/a", "*"] }),
    verdict: "fail",
    path: "/policy/Statement/0/Principal/AWS/1",
  },
  {
    title: "every service",
    resources: everybody(undefined, { Service: "*.amazonaws.com" }),
    verdict: "fail",
  },
  {
    title: "principals by exclusion, a finding of iam/complement",
    resources: [
      resource("aws:sns/topicPolicy:TopicPolicy", {
        policy: document({
          NotPrincipal: { AWS: "arn:aws:iam::111122223333:role/a" },
          Action: "sns:Publish",
        }),
      }),
    ],
    verdict: "pass",
  },
  {
    title: "our own account by condition",
    resources: everybody({ StringEquals: { "aws:PrincipalAccount": "111122223333" } }),
    verdict: "pass",
  },
  {
    title: "an organization by condition, key in odd letter case",
    resources: everybody({ StringEquals: { "AWS:PrincipalOrgID": "o-abc" } }),
    verdict: "pass",
  },
  {
    title: "a condition that every account meets",
    resources: everybody({ StringLike: { "aws:PrincipalOrgID": "o-*" } }),
    verdict: "fail",
  },
  {
    title: "a condition of which one value is a pattern",
    resources: everybody({ StringLike: { "aws:SourceAccount": ["111122223333", "*"] } }),
    verdict: "fail",
  },
  {
    title: "a condition that a missing key meets",
    resources: everybody({ StringEqualsIfExists: { "aws:PrincipalAccount": "111122223333" } }),
    verdict: "fail",
  },
  {
    title: "a negated condition",
    resources: everybody({ StringNotEquals: { "aws:PrincipalAccount": "111122223333" } }),
    verdict: "fail",
  },
  {
    title: "a condition on what the caller chooses",
    resources: everybody({ StringEquals: { "aws:Referer": "secret" } }),
    verdict: "fail",
  },
  {
    title: "a condition on TLS only",
    resources: everybody({ Bool: { "aws:SecureTransport": "true" } }),
    verdict: "fail",
  },
  {
    title: "a source ARN in every account",
    resources: everybody({ ArnLike: { "aws:SourceArn": "arn:aws:s3:::*" } }),
    verdict: "fail",
  },
  {
    title: "a source ARN in one account",
    resources: everybody({
      ArnLike: { "aws:SourceArn": "arn:aws:events:eu-west-1:111122223333:rule/*" },
    }),
    verdict: "pass",
  },
  {
    title: "a denial for everybody",
    resources: [
      resource("aws:sns/topicPolicy:TopicPolicy", {
        policy: document({ Effect: "Deny", Principal: "*", Action: "sns:Publish" }),
      }),
    ],
    verdict: "pass",
  },
  {
    title: "layers of AWS's own image bucket through an endpoint",
    resources: [
      resource("aws:ec2/vpcEndpoint:VpcEndpoint", {
        policy: document({
          Principal: "*",
          Action: "s3:GetObject",
          Resource: "arn:aws:s3:::prod-eu-west-1-starport-layer-bucket/*",
        }),
      }),
    ],
    verdict: "pass",
  },
  {
    title: "another bucket through an endpoint",
    resources: [
      resource("aws:ec2/vpcEndpoint:VpcEndpoint", {
        policy: document({
          Principal: "*",
          Action: "s3:GetObject",
          Resource: "arn:aws:s3:::someone/*",
        }),
      }),
    ],
    verdict: "fail",
  },
  {
    title: "an unknown principal",
    resources: everybody(undefined, { AWS: unknown }),
    verdict: "undecided",
  },
  {
    title: "a condition whose value is unknown",
    resources: everybody({ StringEquals: { "aws:PrincipalAccount": unknown } }),
    verdict: "undecided",
    path: "/policy/Statement/0/Condition/StringEquals/aws:PrincipalAccount",
  },
  {
    title: "a condition that is unknown as a whole",
    resources: [
      resource("aws:sns/topicPolicy:TopicPolicy", {
        policy: {
          Statement: [
            { Effect: "Allow", Principal: "*", Action: "sns:Publish", Condition: unknown },
          ],
        },
      }),
    ],
    verdict: "undecided",
  },
  {
    title: "an unknown principal under a condition that limits",
    resources: everybody(
      { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } },
      { AWS: unknown },
    ),
    verdict: "pass",
  },
  ...(["*", { AWS: "*" }, { AWS: ["*"] }, { "*": "*" }] as const).map(
    (Principal): RuleCase => ({
      requirement: "POL-162",
      title: `everybody, spelt ${JSON.stringify(Principal)}`,
      resources: everybody(undefined, Principal),
      verdict: "fail",
      count: 1,
      message: shown(Principal),
    }),
  ),
  {
    requirement: "POL-161",
    title: "everybody in the second statement",
    resources: [
      resource("aws:sqs/queuePolicy:QueuePolicy", {
        policy: {
          Statement: [
            {
              Effect: "Allow",
              Principal: "*",
              Action: "sqs:SendMessage",
              Condition: { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } },
            },
            { Effect: "Allow", Principal: { AWS: ["*"] }, Action: ["sqs:*"] },
          ],
        },
      }),
    ],
    verdict: "fail",
    count: 1,
    path: "/policy/Statement/1/Principal/AWS/0",
  },
  {
    requirement: "POL-195",
    title: "a denial for everybody under a condition",
    resources: [
      resource("aws:s3/bucketPolicy:BucketPolicy", {
        policy: document({
          Effect: "Deny",
          Principal: "*",
          Action: "s3:*",
          Resource: "*",
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        }),
      }),
    ],
    verdict: "pass",
  },
  {
    title: "everybody beside a denial for everybody",
    resources: [
      resource("aws:sns/topicPolicy:TopicPolicy", {
        policy: {
          Statement: [
            { Effect: "Allow", Principal: "*", Action: "sns:Publish" },
            { Effect: "Deny", Principal: "*", Action: "sns:*" },
          ],
        },
      }),
    ],
    verdict: "pass",
  },
  {
    requirement: "POL-127",
    title: "everybody beside a denial for one role",
    resources: [
      resource("aws:sns/topicPolicy:TopicPolicy", {
        policy: {
          Statement: [
            { Effect: "Allow", Principal: "*", Action: "sns:Publish" },
            {
              Effect: "Deny",
              Principal: { AWS: "arn:aws:iam::111122223333:role/a" },
              Action: "sns:*",
            },
          ],
        },
      }),
    ],
    verdict: "fail",
  },
  {
    requirement: "POL-198",
    title: "everybody of an organization of ours",
    resources: everybody({ StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } }),
    configuration: { organizations: ["o-a1b2c3d4e5"] },
    verdict: "pass",
  },
  {
    requirement: "POL-134",
    title: "everybody of an organization that is not ours",
    resources: everybody({ StringEquals: { "aws:PrincipalOrgID": "o-z9y8x7w6v5" } }),
    configuration: { organizations: ["o-a1b2c3d4e5"] },
    verdict: "fail",
    message: /aws:principalorgid o-z9y8x7w6v5 is not ours\.$/,
  },
  {
    requirement: "POL-134",
    title: "everybody of an account that is not ours",
    resources: everybody({ StringEquals: { "aws:PrincipalAccount": "444455556666" } }),
    configuration: { accounts: ["111122223333"] },
    verdict: "fail",
    message: /444455556666 is not ours/,
  },
  {
    requirement: "POL-130",
    title: "a vacuous condition beside one that limits",
    resources: everybody({
      StringLike: { "aws:PrincipalArn": "*" },
      StringEquals: { "aws:PrincipalAccount": "111122223333" },
    }),
    verdict: "pass",
  },
  {
    requirement: "POL-130",
    title: "two reasons why nothing limits who",
    resources: everybody({
      StringLike: { "aws:PrincipalArn": "*" },
      Bool: { "aws:SecureTransport": "true" },
    }),
    verdict: "fail",
    message: /every aws:principalarn matches \*; aws:securetransport says how or what, not who\.$/,
  },
  {
    requirement: "POL-134",
    title: "private addresses, which AWS never sees",
    resources: everybody({ IpAddress: { "aws:SourceIp": "10.0.0.0/8" } }),
    verdict: "fail",
    message: /holds no public address/,
  },
  {
    title: "a pattern of roles, which AWS does not read as one",
    resources: everybody(undefined, { AWS: "arn:aws:iam::111122223333:role/*" }),
    verdict: "fail",
  },
  {
    title: "everybody in a trust policy, which trust rules judge",
    resources: [
      resource("aws:iam/role:Role", {
        assumeRolePolicy: document({ Principal: "*", Action: "sts:AssumeRole" }),
      }),
    ],
    verdict: "pass",
  },
  {
    title: "a declared reference",
    resources: [
      resource("aws:sns/topicPolicy:TopicPolicy", {
        policy: {
          Statement: [
            { Effect: "Allow", Principal: { AWS: [{ ref: "role" }] }, Action: "sns:Publish" },
          ],
        },
      }),
    ],
    verdict: "pass",
  },
  {
    title: "layers of AWS's own image bucket in a bucket policy",
    resources: [
      resource("aws:s3/bucketPolicy:BucketPolicy", {
        policy: document({
          Principal: "*",
          Action: "s3:GetObject",
          Resource: "arn:aws:s3:::prod-eu-west-1-starport-layer-bucket/*",
        }),
      }),
    ],
    verdict: "fail",
  },
]);
