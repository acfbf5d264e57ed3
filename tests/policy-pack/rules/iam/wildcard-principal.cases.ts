import type { Value } from "../../../../policy-pack/engine/value";
import { wildcardPrincipal } from "../../../../policy-pack/rules/iam/wildcard-principal";
import { document, resource, unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";

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
    title: "principals by exclusion",
    resources: [
      resource("aws:sns/topicPolicy:TopicPolicy", {
        policy: document({
          NotPrincipal: { AWS: "arn:aws:iam::111122223333:role/a" },
          Action: "sns:Publish",
        }),
      }),
    ],
    verdict: "fail",
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
    verdict: "fail",
  },
]);
