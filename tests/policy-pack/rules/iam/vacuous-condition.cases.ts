import type { Value } from "../../../../policy-pack/engine/value";
import { vacuousCondition } from "../../../../policy-pack/rules/iam/vacuous-condition";
import {
  allow,
  authPolicy,
  endpointPolicy,
  identity,
  keyPolicy,
  topicPolicy,
  trust,
} from "../../../support/policy-pack/documents";
import { unknown } from "../../../support/policy-pack/resources";
import { type RuleCase, ruleCases } from "../../../support/policy-pack/rule-cases";

const partner = { AWS: "arn:aws:iam::111122223333:role/partner" };

const under = (Condition: Value, rest: Record<string, Value> = {}): RuleCase["resources"] =>
  topicPolicy({ Principal: partner, Condition, ...rest });

const reported = (title: string, Condition: Value, rest: Partial<RuleCase> = {}): RuleCase => ({
  requirement: "POL-131",
  title,
  resources: under(Condition),
  verdict: "fail",
  count: 1,
  ...rest,
});

const accepted = (title: string, Condition: Value, rest: Partial<RuleCase> = {}): RuleCase => ({
  title,
  resources: under(Condition),
  verdict: "pass",
  ...rest,
});

const service = { Service: "events.amazonaws.com" };
const everyArn = { StringLike: { "aws:PrincipalArn": "*" } };
const everySource = { StringLike: { "aws:SourceAccount": "*" } };

export const vacuousConditionCases = ruleCases(vacuousCondition, [
  { title: "no condition", resources: allow({}), verdict: "pass" },
  accepted("one organization", { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } }),
  accepted("TLS only, which says how", { Bool: { "aws:SecureTransport": "true" } }),
  accepted("a public address block", { IpAddress: { "aws:SourceIp": "198.18.0.0/15" } }),
  accepted("a negation of what is done", { StringNotEquals: { "ec2:InstanceType": "t3.nano" } }),
  reported(
    "every ARN",
    { StringLike: { "aws:PrincipalArn": "*" } },
    {
      path: "/policy/Statement/0/Condition/StringLike/aws:PrincipalArn",
      message: /^The condition limits nothing: every aws:principalarn matches \*\.$/,
      fix: /^Compare the key by StringEquals/,
    },
  ),
  reported("every organization", { StringLike: { "aws:PrincipalOrgID": "o-*" } }),
  reported("all of IPv4", { IpAddress: { "aws:SourceIp": "0.0.0.0/0" } }),
  reported("all of IPv6", { IpAddress: { "aws:SourceIp": "::/0" } }),
  reported("the two halves of IPv4", {
    IpAddress: { "aws:SourceIp": ["0.0.0.0/1", "128.0.0.0/1"] },
  }),
  reported("all but one address", { NotIpAddress: { "aws:SourceIp": "203.0.113.9/32" } }),
  reported("all but one account", { StringNotEquals: { "aws:PrincipalAccount": "444455556666" } }),
  reported("all but a pattern of ARNs", {
    ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::4*:*" },
  }),
  reported("all but one ARN", {
    ArnNotEquals: { "aws:PrincipalArn": "arn:aws:iam::444455556666:root" },
  }),
  reported("absence of the key that should limit", { Null: { "aws:PrincipalOrgID": "true" } }),
  reported("a day that has passed", {
    DateGreaterThan: { "aws:CurrentTime": "2026-01-31T00:00:00Z" },
  }),
  accepted("a day to come", { DateGreaterThan: { "aws:CurrentTime": "2027-01-31T00:00:00Z" } }),
  accepted("an end to come", { DateLessThan: { "aws:CurrentTime": "2027-01-31T00:00:00Z" } }),
  reported(
    "an end that has passed",
    { DateLessThan: { "aws:CurrentTime": "2026-01-31T00:00:00Z" } },
    {
      level: "advisory",
      message: /^The statement has expired/,
      fix: /^Remove the statement/,
    },
  ),
  {
    requirement: "POL-132",
    title: "a key that may be missing",
    resources: under({ StringEqualsIfExists: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } }),
    verdict: "fail",
    message: /callers that send no aws:principalorgid/,
  },
  {
    requirement: "POL-132",
    title: "ForAllValues of a key that may be missing",
    resources: under({ "ForAllValues:StringEquals": { "aws:PrincipalOrgPaths": "o-a1/r-b2/*" } }),
    verdict: "fail",
  },
  {
    requirement: "POL-132",
    title: "ForAllValues of a key that must be there",
    resources: under({
      "ForAllValues:StringLike": { "aws:PrincipalOrgPaths": "o-a1/r-b2/*" },
      Null: { "aws:PrincipalOrgPaths": "false" },
    }),
    verdict: "pass",
  },
  {
    requirement: "POL-132",
    title: "optional keys in a denial, where they are right",
    resources: identity({
      Statement: [
        {
          Effect: "Deny",
          Action: "*",
          Resource: "*",
          Condition: { BoolIfExists: { "aws:MultiFactorAuthPresent": "false" } },
        },
        {
          Effect: "Deny",
          Action: "*",
          Resource: "*",
          Condition: { Null: { "aws:MultiFactorAuthAge": "true" } },
        },
        {
          Effect: "Deny",
          Action: "*",
          Resource: "*",
          Condition: { StringNotEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } },
        },
      ],
    }),
    verdict: "pass",
  },
  {
    requirement: "POL-133",
    title: "a key that the caller chooses",
    resources: under({ StringEquals: { "aws:Referer": "https://example.com" } }),
    verdict: "fail",
    message: /the caller chooses aws:referer/,
  },
  {
    requirement: "POL-135",
    title: "an account that is compared with itself",
    resources: under({ StringEquals: { "aws:PrincipalAccount": "${aws:PrincipalAccount}" } }),
    verdict: "fail",
    message: /always equals itself/,
  },
  accepted("the account of the resource", {
    StringEquals: { "aws:PrincipalAccount": "${aws:ResourceAccount}" },
  }),
  {
    requirement: "POL-130",
    title: "a negation beside a condition that limits",
    resources: under({
      StringNotEquals: { "aws:PrincipalAccount": "444455556666" },
      StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" },
    }),
    verdict: "pass",
  },
  {
    requirement: "POL-43",
    title: "everybody as principal, which iam/wildcard-principal reports with the reason",
    resources: under({ StringLike: { "aws:PrincipalArn": "*" } }, { Principal: "*" }),
    verdict: "pass",
  },
  {
    title: "an unknown pattern",
    resources: under({ StringLike: { "aws:PrincipalArn": unknown } }),
    verdict: "undecided",
    level: "advisory",
    path: "/policy/Statement/0/Condition/StringLike/aws:PrincipalArn",
  },
  {
    title: "an unknown address",
    resources: under({ IpAddress: { "aws:SourceIp": unknown } }),
    verdict: "undecided",
  },
  {
    title: "a vacuous condition for a principal that may be everybody",
    resources: under({ StringLike: { "aws:PrincipalArn": "*" } }, { Principal: { AWS: unknown } }),
    verdict: "undecided",
  },
  {
    title: "a vacuous condition beside one that may limit",
    resources: under({
      StringNotEquals: { "aws:PrincipalAccount": "444455556666" },
      StringEquals: { "aws:PrincipalOrgID": unknown },
    }),
    verdict: "undecided",
    count: 2,
  },
  ...(
    [
      ["a trust policy", trust({ Principal: partner, Condition: everyArn })],
      ["an endpoint policy", endpointPolicy({ Condition: everyArn })],
      ["a mesh policy", authPolicy({ Condition: everyArn })],
      ["a key policy, for a role", keyPolicy({ Condition: everyArn })],
      ["an identity policy", allow({ Condition: everyArn })],
      [
        "a topic policy, for an account",
        topicPolicy({ Principal: { AWS: "111122223333" }, Condition: everyArn }),
      ],
      [
        "an endpoint policy, on the source of a service",
        endpointPolicy({ Principal: service, Condition: everySource }),
      ],
      [
        "a topic policy, on the source, for a role",
        topicPolicy({ Principal: partner, Condition: everySource }),
      ],
      [
        "a topic policy, on the caller, for a service",
        topicPolicy({ Principal: service, Condition: everyArn }),
      ],
    ] as const
  ).map(
    ([title, resources]): RuleCase => ({
      title: `a condition that everybody meets in ${title}`,
      resources,
      verdict: "fail",
      count: 1,
    }),
  ),
  ...(
    [
      ["the source of a service in a trust policy", trust({ Condition: everySource })],
      [
        "the source of a service in a topic policy",
        topicPolicy({ Principal: service, Condition: everySource }),
      ],
      [
        "the source of a service in a key policy",
        keyPolicy({ Principal: service, Condition: everySource }),
      ],
      [
        "the callers of an account in a key policy",
        keyPolicy({ Principal: { AWS: "111122223333" }, Condition: everyArn }),
      ],
    ] as const
  ).map(
    ([title, resources]): RuleCase => ({
      requirement: "POL-43",
      title: `${title}, which the rules on principals report`,
      resources,
      verdict: "pass",
    }),
  ),
  accepted("an end that is compared with nothing", { DateLessThan: { "aws:CurrentTime": [] } }),
  {
    title: "an unknown document",
    resources: identity(unknown),
    verdict: "undecided",
  },
]);
