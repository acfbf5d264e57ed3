import type { Value } from "../../../../policy-pack/engine/value";
import { conditionKey } from "../../../../policy-pack/rules/iam/condition-key";
import { allow, identity, keyPolicy, queue, trust } from "../../../support/policy-pack/documents";
import { unknown } from "../../../support/policy-pack/resources";
import { type RuleCase, ruleCases } from "../../../support/policy-pack/rule-cases";

const accepted = (title: string, Condition: Value): RuleCase => ({
  requirement: "POL-135",
  title,
  resources: allow({ Condition }),
  verdict: "pass",
});

const reported = (title: string, Condition: Value, rest: Partial<RuleCase> = {}): RuleCase => ({
  requirement: "POL-135",
  title,
  resources: allow({ Condition }),
  verdict: "fail",
  count: 1,
  level: "mandatory",
  ...rest,
});

const sending = { Effect: "Allow", Action: "sqs:SendMessage", Resource: queue };

export const conditionKeyCases = ruleCases(conditionKey, [
  { title: "no condition", resources: allow({}), verdict: "pass" },
  accepted("a global key", { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } }),
  accepted("a global key in odd letter case", { StringEquals: { "AWS:principalorgid": "o-a1" } }),
  accepted("a tag as key", { StringEquals: { "aws:PrincipalTag/team": "orders" } }),
  accepted("an ARN by an operator for text", { StringLike: { "aws:SourceArn": "arn:aws:sns:*" } }),
  accepted("a switch as text", { StringEquals: { "aws:SecureTransport": "true" } }),
  accepted("a moment in seconds", { NumericLessThan: { "aws:EpochTime": "1800000000" } }),
  accepted("the version of the instance metadata service, a number", {
    NumericLessThan: { "ec2:RoleDelivery": "2.0" },
  }),
  accepted("an ARN of a sign-in session", {
    ArnEquals: {
      "aws:SignInSessionArn": "arn:aws:signin:eu-west-1:111122223333:session/a1b2",
    },
  }),
  accepted("presence of a number", { Null: { "aws:MultiFactorAuthAge": "true" } }),
  accepted("a qualified operator", {
    "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": "o-a1/*" },
  }),
  {
    title: "a key of the service",
    resources: keyPolicy({
      Condition: { StringEquals: { "kms:ViaService": "sqs.eu-west-1.amazonaws.com" } },
    }),
    verdict: "pass",
  },
  {
    title: "a key of the service with a name of its own",
    resources: keyPolicy({
      Condition: { StringEquals: { "kms:EncryptionContext:app": "orders" } },
    }),
    verdict: "pass",
  },
  {
    title: "a key of an identity provider",
    resources: trust({
      Action: "sts:AssumeRoleWithWebIdentity",
      Condition: {
        StringEquals: { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com" },
      },
    }),
    verdict: "pass",
  },
  {
    title: "a key of a SAML provider",
    resources: trust({
      Action: "sts:AssumeRoleWithSAML",
      Condition: { StringEquals: { "saml:aud": "https://signin.aws.amazon.com/saml" } },
    }),
    verdict: "pass",
  },
  {
    title: "a key of any service beside every action",
    resources: allow({ Action: "*", Condition: { StringEquals: { "ec2:Vpc": "x" } } }),
    verdict: "pass",
  },
  {
    title: "a key of any service beside an exclusion",
    resources: identity({
      Statement: [
        {
          Effect: "Deny",
          NotAction: "iam:*",
          Resource: "*",
          Condition: { StringEquals: { "ec2:Vpc": "x" } },
        },
      ],
    }),
    verdict: "pass",
  },
  {
    title: "a key of a service that nobody knows",
    resources: allow({
      Action: "newservice:DoIt",
      Condition: { StringEquals: { "newservice:a": "x" } },
    }),
    verdict: "pass",
  },
  {
    title: "a key that only one of the services sends",
    resources: allow({
      Action: ["sqs:SendMessage", "kms:Decrypt"],
      Condition: { StringEquals: { "kms:ViaService": "sqs.eu-west-1.amazonaws.com" } },
    }),
    verdict: "pass",
  },
  {
    title: "what a session keeps of its SAML assertion, in any service",
    resources: allow({ Condition: { StringEquals: { "saml:sub": "orders" } } }),
    verdict: "pass",
  },
  {
    title: "an operator that is unknown",
    resources: identity({
      Statement: [{ ...sending, Condition: { [unknown]: { "aws:PrincipalOrg": "o-a1" } } }],
    }),
    verdict: "pass",
  },
  {
    title: "a key that is unknown",
    resources: identity({
      Statement: [{ ...sending, Condition: { StringEquals: { [unknown]: "o-a1" } } }],
    }),
    verdict: "pass",
  },
  reported(
    "a global key that does not exist",
    { StringEquals: { "aws:PrincipalOrg": "o-a1" } },
    {
      path: "/policy/Statement/0/Condition/StringEquals/aws:PrincipalOrg",
      message: /^aws:principalorg is no global condition key\.$/,
    },
  ),
  {
    requirement: "POL-135",
    title: "a global key that does not exist beside every action",
    resources: allow({ Action: "*", Condition: { StringEquals: { "aws:PrincipalOrg": "o-a1" } } }),
    verdict: "fail",
    level: "mandatory",
  },
  reported(
    "a key that the service does not send",
    { StringEquals: { "kms:ViaService": "x" } },
    {
      level: "advisory",
      message: /^No service of the statement is known to send kms:viaservice\.$/,
    },
  ),
  reported(
    "an operator that does not exist",
    { StringEqual: { "aws:PrincipalOrgID": "o-a1" } },
    {
      message: /^StringEqual is no condition operator\.$/,
    },
  ),
  reported(
    "an address by an operator for text",
    { StringEquals: { "aws:SourceIp": "203.0.113.9" } },
    {
      message:
        /^StringEquals does not compare values of aws:sourceip, which are of type IPAddress\.$/,
    },
  ),
  reported("an account by an operator for numbers", {
    NumericEquals: { "aws:PrincipalAccount": "111122223333" },
  }),
  reported("an organization by an operator for days", {
    DateEquals: { "aws:PrincipalOrgID": "o-a1" },
  }),
  reported("a moment by an operator for text", {
    StringEquals: { "aws:CurrentTime": "2026-01-31" },
  }),
  reported("a switch by an operator for ARNs", { ArnLike: { "aws:SecureTransport": "true" } }),
  reported("an ARN by an operator for addresses", { IpAddress: { "aws:SourceArn": "10.0.0.0/8" } }),
  reported("a number by an operator for switches", { Bool: { "aws:MultiFactorAuthAge": "true" } }),
  reported(
    "a wildcard that an equality takes literally",
    { StringEquals: { "aws:PrincipalOrgID": ["o-a1", "o-*"] } },
    {
      level: "advisory",
      path: "/policy/Statement/0/Condition/StringEquals/aws:PrincipalOrgID/1",
      fix: /^Use StringLike, or write the value in full\.$/,
    },
  ),
  reported(
    "a wildcard that an inequality takes literally",
    { StringNotEqualsIgnoreCase: { "aws:PrincipalOrgID": "o-*" } },
    {
      level: "advisory",
      fix: /^Use StringNotLike,/,
    },
  ),
  {
    title: "a denial by a key that does not exist",
    resources: allow({
      Effect: "Deny",
      Condition: { StringEquals: { "aws:PrincipalOrg": "o-a1" } },
    }),
    verdict: "fail",
  },
  {
    title: "an unknown document",
    resources: identity(unknown),
    verdict: "undecided",
    level: "advisory",
  },
]);
