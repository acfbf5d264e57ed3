import type { Value } from "../../../../policy-pack/engine/value";
import { vacuousCondition } from "../../../../policy-pack/rules/iam/vacuous-condition";
import { wildcardPrincipal } from "../../../../policy-pack/rules/iam/wildcard-principal";
import { keyStatement } from "../../../../policy-pack/rules/kms/statement";
import { unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";
import { bareKey, key, keyObject, ours, roleArn, root, unknownKey } from "./keys";

const strict = { ...ours, profile: "strict" } as const;
const foreign = "arn:aws:iam::444455556666:root";
const viaService = { StringEquals: { "kms:ViaService": "s3.eu-west-1.amazonaws.com" } };
const account = (AWS: Value, Condition?: Value, Action: Value = "kms:Decrypt") =>
  key({ Principal: { AWS }, Action, ...(Condition !== undefined && { Condition }) });

export const keyStatementCases = ruleCases(keyStatement, [
  {
    title: "our account narrowed to exact roles",
    resources: account(root, { ArnEquals: { "aws:PrincipalArn": [roleArn("a"), roleArn("b")] } }),
    configuration: strict,
    verdict: "pass",
  },
  {
    requirement: "POL-340",
    title: "a principal ARN like everything",
    resources: account(root, { StringLike: { "aws:PrincipalArn": "*" } }),
    configuration: ours,
    verdict: "fail",
    path: "/policy/Statement/0/Principal/AWS",
    message: /aws:PrincipalArn is a pattern/,
    fix: /exact role ARN/,
    level: "mandatory",
    count: 1,
  },
  {
    requirement: "POL-340",
    title: "a service alone for our account",
    resources: account(root, viaService),
    configuration: ours,
    verdict: "fail",
    message: /through a service/,
    level: "advisory",
  },
  {
    requirement: "POL-340",
    title: "a service alone for our account in profile strict",
    resources: keyObject({ Principal: { AWS: ["111122223333"] }, Condition: viaService }),
    configuration: strict,
    verdict: "fail",
    level: "mandatory",
    path: "/policy/Statement/0/Principal/AWS/0",
  },
  {
    title: "use by our account without a condition",
    resources: account(root, undefined, ["kms:DescribeKey", "kms:GenerateDataKey"]),
    configuration: ours,
    verdict: "fail",
    level: "advisory",
    message: /as identity policies say/,
  },
  {
    title: "administration by our account",
    resources: account(root, undefined, ["kms:DescribeKey", "kms:PutKeyPolicy"]),
    configuration: strict,
    verdict: "pass",
  },
  {
    title: "administration by a pattern of roles",
    resources: account(root, { ArnLike: { "aws:PrincipalArn": roleArn("*") } }, "kms:PutKeyPolicy"),
    configuration: ours,
    verdict: "fail",
    message: /is a pattern/,
  },
  {
    title: "every action by our account, which another rule reports",
    resources: account(root, undefined, "kms:*"),
    configuration: strict,
    verdict: "pass",
  },
  {
    requirement: "POL-340",
    title: "a statement of a foreign account after one of ours",
    resources: key(
      { Principal: { AWS: roleArn("reader") } },
      { Principal: { AWS: foreign }, Action: "kms:DescribeKey", Condition: viaService },
    ),
    configuration: ours,
    verdict: "fail",
    path: "/policy/Statement/1/Principal/AWS",
    message: /account that is not ours/,
    level: "mandatory",
    count: 1,
  },
  {
    title: "a foreign account of our organization",
    resources: account(foreign, { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } }),
    configuration: ours,
    verdict: "pass",
  },
  {
    title: "our account and a foreign one, both limited to our organization",
    resources: account([root, foreign], {
      StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" },
    }),
    configuration: ours,
    verdict: "fail",
  },
  {
    title: "an unknown principal limited to our organization",
    resources: account(unknown, { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } }),
    configuration: ours,
    verdict: "undecided",
    path: "/policy/Statement/0/Principal/AWS",
    message: /Whether the principal is our own account/,
    count: 1,
  },
  {
    title: "an unknown principal, which another rule reports",
    resources: account(unknown, { Bool: { "aws:SecureTransport": "true" } }),
    configuration: ours,
    verdict: "pass",
  },
  {
    title: "an unknown principal of our organization limited to one role",
    resources: account(unknown, {
      StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" },
      ArnEquals: { "aws:PrincipalArn": roleArn("reader") },
    }),
    configuration: ours,
    verdict: "pass",
  },
  {
    title: "our own account limited to our organization, which says nothing",
    resources: account(root, { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } }),
    configuration: ours,
    verdict: "fail",
    level: "advisory",
  },
  {
    title: "an exact role of a foreign account",
    resources: account(foreign, {
      ArnEquals: { "aws:PrincipalArn": "arn:aws:iam::444455556666:role/reader" },
    }),
    configuration: ours,
    verdict: "pass",
  },
  { title: "a role", resources: account(roleArn("reader")), configuration: ours, verdict: "pass" },
  {
    title: "a denial for a foreign account",
    resources: key({ Effect: "Deny", Principal: { AWS: foreign } }),
    configuration: ours,
    verdict: "pass",
  },
  { title: "no policy", resources: bareKey, configuration: ours, verdict: "pass" },
  {
    title: "an unknown principal ARN",
    resources: account(root, { ArnEquals: { "aws:PrincipalArn": unknown } }),
    configuration: ours,
    verdict: "undecided",
    level: "mandatory",
    message: /who uses the key is unknown/,
  },
  { title: "an unknown policy", resources: unknownKey, verdict: "undecided" },
]);

/** What a rule on the principal says is not said again of the condition. */
export const conditionOfKeyCases = ruleCases(vacuousCondition, [
  {
    title: "a principal ARN like everything for our account, which is judged by principal",
    resources: account(root, { StringLike: { "aws:PrincipalArn": "*" } }),
    configuration: ours,
    verdict: "pass",
  },
  {
    title: "any source account of a service, which is judged by principal",
    resources: key({
      Principal: { Service: "logs.amazonaws.com" },
      Condition: { StringLike: { "aws:SourceAccount": "*" } },
    }),
    configuration: ours,
    verdict: "pass",
  },
  {
    title: "any account as the principal's",
    resources: account(roleArn("reader"), { StringLike: { "aws:PrincipalAccount": "*" } }),
    configuration: ours,
    verdict: "fail",
  },
]);

/** Everybody in a key policy is judged with everybody in any other resource policy. */
export const everybodyOfKeyCases = ruleCases(wildcardPrincipal, [
  {
    requirement: "POL-340",
    title: "everybody who may use a key",
    resources: account("*"),
    verdict: "fail",
    count: 1,
  },
  {
    requirement: "POL-340",
    title: "everybody who may use a key through a service",
    resources: account("*", viaService),
    verdict: "fail",
  },
  {
    requirement: "POL-340",
    title: "everybody whose ARN is like everything",
    resources: account("*", { StringLike: { "aws:PrincipalArn": "*" } }),
    verdict: "fail",
  },
  {
    title: "everybody of our account through a service",
    resources: account("*", {
      StringEquals: {
        "kms:ViaService": "s3.eu-west-1.amazonaws.com",
        "kms:CallerAccount": "111122223333",
      },
    }),
    configuration: ours,
    verdict: "pass",
  },
]);
