import type { Value } from "../../../../policy-pack/engine/value";
import { wildcardAction } from "../../../../policy-pack/rules/iam/wildcard-action";
import { allow, identity, queue } from "../../../support/policy-pack/documents";
import { document } from "../../../support/policy-pack/resources";
import { type RuleCase, ruleCases } from "../../../support/policy-pack/rule-cases";

const reported = (requirement: string, title: string, Action: Value): RuleCase => ({
  requirement,
  title,
  resources: allow({ Action }),
  verdict: "fail",
  count: 1,
});

const letters = Array.from("abcdefghijklmnopqrstuvwxyz");
const allButOne = letters.filter((letter) => letter !== "s").map((letter) => `sqs:${letter}*`);

export const wildcardActionCases = ruleCases(wildcardAction, [
  {
    title: "a list of full actions",
    resources: allow({ Action: ["sqs:SendMessage"] }),
    verdict: "pass",
  },
  { title: "one full action", resources: allow({}), verdict: "pass" },
  ...["*", "**", "*:*", "?*", "*?", "?*:*"].map((action) =>
    reported("POL-111", `every action, spelt ${action}`, action),
  ),
  {
    title: "every action, saying so",
    resources: allow({ Action: "?*" }),
    verdict: "fail",
    message: /^Action \?\* allows every action of every service\.$/,
    fix: /^List the actions/,
  },
  ...["sqs:*", "SQS:**", "sqs:?*", "sqs:*?"].map((action) =>
    reported("POL-112", `every action of a service, spelt ${action}`, action),
  ),
  {
    title: "every action of a service, with their number and their names",
    resources: allow({ Action: "sqs:*" }),
    verdict: "fail",
    message: /^Action sqs:\* allows every action of sqs, \d\d as of \d{4}-\d\d-\d\d\.$/,
    fix: /Keep what is used of sqs:AddPermission, .*sqs:GetQueueUrl.* and \d+ more\./,
  },
  {
    requirement: "POL-112",
    title: "the whole of a service by one pattern a letter, once",
    resources: allow({ Action: letters.map((letter) => `sqs:${letter}*`) }),
    verdict: "fail",
    count: 1,
    path: "/policy/Statement/0/Action/0",
    message: /^26 patterns together allow every action of sqs\.$/,
    fix: /sqs:AddPermission/,
  },
  {
    requirement: "POL-112",
    title: "every known action of a service by few patterns, once",
    resources: allow({
      Action: ["sts:Assume*", "sts:D*", "sts:Get*", "sts:S*", "sts:TagG*", "sts:T*"],
    }),
    verdict: "fail",
    count: 1,
  },
  {
    requirement: "POL-112",
    title: "the whole of a service beside a part of it, once",
    resources: allow({ Action: ["sqs:SendMessage", "SQS:*", "sqs:Send*"] }),
    verdict: "fail",
    count: 1,
    path: "/policy/Statement/0/Action/1",
    message: /^2 patterns together allow every action of sqs\.$/,
  },
  {
    title: "patterns of different services, each by itself",
    resources: allow({ Action: ["sqs:*", "sns:*"] }),
    verdict: "fail",
    count: 2,
  },
  {
    title: "patterns of a service that nobody knows, each by itself",
    resources: allow({ Action: ["newservice:Get*", "newservice:Put*"] }),
    verdict: "fail",
    count: 2,
  },
  {
    title: "all letters but one, each pattern by itself",
    resources: allow({ Action: allButOne }),
    verdict: "fail",
    count: 25,
    message: /^Action sqs:a\* is a pattern for 1 actions/,
  },
  {
    requirement: "POL-113",
    title: "a partial pattern, listing what it means",
    resources: allow({ Action: "s3:GetObjectV*" }),
    verdict: "fail",
    message: /is a pattern for 8 actions as of 20/,
    fix: /^Replace s3:GetObjectV\* by what is used of s3:GetObjectVersion, s3:GetObjectVersionAcl/,
  },
  reported("POL-113", "a pattern in the middle of a name", "iam:*Role*"),
  reported("POL-113", "a pattern with a question mark", "dynamodb:?etItem"),
  {
    requirement: "POL-113",
    title: "a question mark, with the action it stands for",
    resources: allow({ Action: "dynamodb:?etItem" }),
    verdict: "fail",
    fix: /dynamodb:GetItem\.$/,
  },
  {
    title: "a pattern that matches nothing known",
    resources: allow({ Action: "sqs:Zzz*" }),
    verdict: "fail",
    message: /matches no known action/,
    fix: /^Remove the pattern/,
  },
  reported("POL-118", "a pattern of a service that nobody knows", "newservice:*"),
  {
    title: "a pattern among full actions, at its place",
    resources: allow({ Action: ["sqs:SendMessage", "sqs:*"] }),
    verdict: "fail",
    path: "/policy/Statement/0/Action/1",
  },
  {
    requirement: "POL-101",
    title: "a single statement that is not in a list, all elements scalar",
    resources: identity({ Statement: { Effect: "Allow", Action: "sqs:*", Resource: "*" } }),
    verdict: "fail",
    path: "/policy/Statement/0/Action",
  },
  {
    requirement: "POL-102",
    title: "element names, effect and action in odd letter case",
    resources: identity(
      JSON.stringify({ statement: { effect: "allow", ACTION: "S3:*", resource: queue } }),
    ),
    verdict: "fail",
    message: /S3:\*/,
  },
  {
    requirement: "POL-103",
    title: "the effect behind everything else",
    resources: identity('{"Statement":[{"Resource":"*","Action":"sqs:*","Effect":"Allow"}]}'),
    verdict: "fail",
  },
  {
    requirement: "POL-100",
    title: "text with white space around everything",
    resources: identity(
      `\n { "Statement" : [ { "Effect" : "Allow" ,\t"Action" : "sqs:*" , "Resource" : "${queue}" } ] } \n`,
    ),
    verdict: "fail",
  },
  {
    requirement: "POL-105",
    title: "an effect that does not exist",
    resources: identity(document({ Effect: "Permit", Action: "sqs:*", Resource: queue })),
    verdict: "fail",
  },
  {
    requirement: "POL-105",
    title: "a pattern in Action beside NotAction",
    resources: allow({ Action: "sqs:*", NotAction: "iam:*" }),
    verdict: "fail",
  },
  {
    title: "a document given as object",
    resources: identity({ Statement: [{ Effect: "Allow", Action: "sqs:*" }] }),
    verdict: "fail",
  },
]);
