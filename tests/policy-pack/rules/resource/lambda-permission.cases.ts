import type { Properties } from "../../../../policy-pack/engine/value";
import { lambdaPermission } from "../../../../policy-pack/rules/resource/lambda-permission";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";

const permission = (properties: Properties) => [
  resource("aws:lambda/permission:Permission", { action: "lambda:InvokeFunction", ...properties }),
];
const events = "events.amazonaws.com";
const ours = { accounts: ["111122223333"], organizations: ["o-a1b2c3d4e5"] };

export const lambdaPermissionCases = ruleCases(lambdaPermission, [
  {
    title: "a service for one account",
    resources: permission({ principal: events, sourceAccount: "111122223333" }),
    configuration: ours,
    verdict: "pass",
  },
  {
    title: "a service for one source",
    resources: permission({
      principal: events,
      sourceArn: "arn:aws:events:eu-west-1:111122223333:rule/nightly",
    }),
    configuration: ours,
    verdict: "pass",
  },
  {
    title: "a service for a source that is not known yet, which another rule follows",
    resources: permission({ principal: events, sourceArn: unknown }),
    verdict: "pass",
  },
  { title: "an account", resources: permission({ principal: "111122223333" }), verdict: "pass" },
  {
    title: "a role",
    resources: permission({ principal: "arn:aws:iam::111122223333:role/caller" }),
    verdict: "pass",
  },
  {
    requirement: "POL-163",
    title: "everybody",
    resources: permission({ principal: "*" }),
    verdict: "fail",
    path: "/principal",
    message: /^Everybody may invoke the function\.$/,
    fix: /principalOrgId/,
    count: 1,
  },
  {
    requirement: "POL-163",
    title: "everybody of our organization",
    resources: permission({ principal: "*", principalOrgId: "o-a1b2c3d4e5" }),
    configuration: ours,
    verdict: "pass",
  },
  {
    title: "everybody of another organization",
    resources: permission({ principal: "*", principalOrgId: "o-zzzzzzzzzz" }),
    configuration: ours,
    verdict: "fail",
  },
  {
    title: "everybody for a source of ours",
    resources: permission({ principal: "*", sourceAccount: "111122223333" }),
    configuration: ours,
    verdict: "pass",
  },
  {
    title: "everybody of an unknown organization",
    resources: permission({ principal: "*", principalOrgId: unknown }),
    verdict: "undecided",
  },
  {
    title: "everybody for an unknown account",
    resources: permission({ principal: "*", sourceAccount: unknown }),
    verdict: "undecided",
  },
  {
    requirement: "POL-163",
    title: "a service for any account",
    resources: permission({ principal: events }),
    configuration: ours,
    verdict: "fail",
    message: /^events may invoke the function for any account\.$/,
    fix: /aws:SourceAccount 111122223333/,
  },
  {
    title: "a service for a foreign account",
    resources: permission({ principal: events, sourceAccount: "444455556666" }),
    configuration: ours,
    verdict: "fail",
  },
  {
    requirement: "POL-163",
    title: "S3 by the ARN of a bucket, without sourceAccount",
    resources: permission({ principal: "s3.amazonaws.com", sourceArn: "arn:aws:s3:::orders" }),
    verdict: "fail",
    message: /^s3 is limited by an ARN that holds no account/,
    fix: /aws:SourceAccount/,
  },
  {
    requirement: "POL-163",
    title: "S3 by the unknown ARN of a bucket, without sourceAccount",
    resources: permission({ principal: "s3.amazonaws.com", sourceArn: unknown }),
    verdict: "fail",
    message: /holds no account/,
  },
  {
    requirement: "POL-163",
    title: "S3 by the ARN of a bucket, with sourceAccount",
    resources: permission({
      principal: "s3.amazonaws.com",
      sourceArn: "arn:aws:s3:::orders",
      sourceAccount: "111122223333",
    }),
    verdict: "pass",
  },
  {
    requirement: "POL-163",
    title: "every action",
    resources: permission({ principal: "111122223333", action: "lambda:*" }),
    verdict: "fail",
    path: "/action",
    message: /lambda:\* is a pattern/,
    fix: /Replace lambda:\* by lambda:InvokeFunction/,
    count: 1,
  },
  {
    requirement: "POL-163",
    title: "a function URL without authentication",
    resources: permission({
      principal: "*",
      action: "lambda:InvokeFunctionUrl",
      functionUrlAuthType: "NONE",
    }),
    verdict: "fail",
    path: "/functionUrlAuthType",
    fix: /AWS_IAM/,
    count: 1,
  },
  {
    title: "a function URL with authentication",
    resources: permission({
      principal: "111122223333",
      action: "lambda:InvokeFunctionUrl",
      functionUrlAuthType: "AWS_IAM",
    }),
    verdict: "pass",
  },
  {
    title: "a pattern of accounts",
    resources: permission({ principal: "arn:aws:iam::*:root" }),
    verdict: "fail",
  },
  {
    title: "a pattern of services",
    resources: permission({ principal: "*.amazonaws.com" }),
    verdict: "fail",
    message: /pattern of services/,
  },
  {
    title: "Alexa by the token of a skill",
    resources: permission({
      principal: "alexa-appkit.amazon.com",
      eventSourceToken: "amzn1.ask.x",
    }),
    verdict: "pass",
  },
  {
    title: "Alexa by an unknown token",
    resources: permission({ principal: "alexa-appkit.amazon.com", eventSourceToken: unknown }),
    verdict: "pass",
  },
  {
    title: "a principal of no known form",
    resources: permission({ principal: "somebody" }),
    verdict: "undecided",
    message: /no form/,
  },
  {
    title: "a service for an unknown source of a foreign account",
    resources: permission({
      principal: events,
      sourceArn: unknown,
      sourceAccount: "444455556666",
    }),
    configuration: ours,
    verdict: "fail",
    message: /for any account/,
  },
  {
    title: "S3 for an unknown bucket of an unknown account",
    resources: permission({
      principal: "s3.amazonaws.com",
      sourceArn: unknown,
      sourceAccount: unknown,
    }),
    verdict: "undecided",
  },
  {
    title: "S3 for any account",
    resources: permission({ principal: "s3.amazonaws.com" }),
    verdict: "fail",
    message: /s3 may invoke the function for any account/,
  },
  {
    title: "a service by an ARN that holds no account",
    resources: permission({
      principal: "apigateway.amazonaws.com",
      sourceArn: "arn:aws:apigateway:eu-west-1::/restapis/abc",
    }),
    verdict: "fail",
    message: /holds no account/,
  },
  {
    title: "a name in place of a source ARN, which another rule reports",
    resources: permission({ principal: events, sourceArn: "nightly" }),
    verdict: "pass",
  },
  {
    title: "a source ARN in any account",
    resources: permission({ principal: events, sourceArn: "arn:aws:events:eu-west-1:*:rule/x" }),
    verdict: "fail",
  },
  {
    title: "an empty source",
    resources: permission({ principal: events, sourceAccount: "" }),
    verdict: "fail",
  },
  {
    title: "an unknown principal",
    resources: permission({ principal: unknown }),
    verdict: "undecided",
    path: "/principal",
  },
  {
    title: "an unknown account",
    resources: permission({ principal: events, sourceAccount: unknown }),
    verdict: "undecided",
    level: "mandatory",
    message: /account that limits events is unknown/,
  },
  {
    title: "an unknown action",
    resources: permission({ principal: "111122223333", action: unknown }),
    verdict: "undecided",
    path: "/action",
  },
]);
