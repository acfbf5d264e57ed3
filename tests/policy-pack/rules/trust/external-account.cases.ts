import type { Value } from "../../../../policy-pack/engine/value";
import { externalAccount } from "../../../../policy-pack/rules/trust/external-account";
import { unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";
import { noTrust, ours, trust, trustObject, unknownTrust } from "./trusts";

const foreign = "arn:aws:iam::444455556666:root";
const account = (AWS: Value, Condition?: Value) =>
  trust({ Principal: { AWS }, ...(Condition !== undefined && { Condition }) });

export const externalAccountCases = ruleCases(externalAccount, [
  {
    requirement: "POL-153",
    title: "another account's root",
    resources: account(foreign),
    configuration: ours,
    verdict: "fail",
    path: "/assumeRolePolicy/Statement/0/Principal/AWS",
    message: /Account 444455556666 is not ours/,
    fix: /sts:ExternalId/,
    count: 1,
  },
  {
    requirement: "POL-153",
    title: "another account's bare id",
    resources: trustObject({
      Principal: { AWS: ["arn:aws:iam::111122223333:role/a", "444455556666"] },
    }),
    configuration: ours,
    verdict: "fail",
    path: "/assumeRolePolicy/Statement/0/Principal/AWS/1",
  },
  {
    requirement: "POL-153",
    title: "another account with an external id",
    resources: account(foreign, { StringEquals: { "sts:ExternalId": "orbit-7f3a" } }),
    configuration: ours,
    verdict: "pass",
  },
  {
    requirement: "POL-153",
    title: "another account of our organization",
    resources: account(foreign, { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } }),
    configuration: { ...ours, organizations: ["o-a1b2c3d4e5"] },
    verdict: "pass",
  },
  {
    requirement: "POL-153",
    title: "one exact role of another account",
    resources: account(foreign, {
      ArnEquals: { "aws:PrincipalArn": "arn:aws:iam::444455556666:role/deploy" },
    }),
    configuration: ours,
    verdict: "pass",
  },
  {
    title: "the ARN of a role in another account",
    resources: account("arn:aws:iam::444455556666:role/deploy"),
    configuration: ours,
    verdict: "pass",
  },
  {
    title: "our own root",
    resources: account("arn:aws:iam::111122223333:root"),
    configuration: ours,
    verdict: "pass",
  },
  {
    title: "a path in our organization",
    resources: account(foreign, {
      "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": "o-a1b2c3d4e5/*" },
    }),
    configuration: { ...ours, organizations: ["o-a1b2c3d4e5"] },
    verdict: "pass",
  },
  {
    title: "an organization that is not ours",
    resources: account(foreign, { StringEquals: { "aws:PrincipalOrgID": "o-zzzzzzzzzz" } }),
    configuration: { ...ours, organizations: ["o-a1b2c3d4e5"] },
    verdict: "fail",
  },
  {
    title: "a pattern of roles",
    resources: account(foreign, {
      ArnLike: { "aws:PrincipalArn": "arn:aws:iam::444455556666:role/*" },
    }),
    configuration: ours,
    verdict: "fail",
  },
  {
    title: "a principal ARN that is the account again",
    resources: account(foreign, { ArnEquals: { "aws:PrincipalArn": foreign } }),
    configuration: ours,
    verdict: "fail",
  },
  {
    title: "any external id",
    resources: account(foreign, { StringLike: { "sts:ExternalId": "*" } }),
    configuration: ours,
    verdict: "fail",
  },
  {
    title: "an empty external id",
    resources: account(foreign, { StringEquals: { "sts:ExternalId": " " } }),
    configuration: ours,
    verdict: "fail",
  },
  {
    title: "an external id that callers may leave out",
    resources: account(foreign, { StringEqualsIfExists: { "sts:ExternalId": "orbit-7f3a" } }),
    configuration: ours,
    verdict: "fail",
  },
  {
    title: "an account when ours are not known",
    resources: account(foreign),
    verdict: "undecided",
    level: "mandatory",
    message: /Whether account 444455556666 is ours is unknown/,
    fix: /allowedAccountIds/,
  },
  {
    title: "an unknown external id",
    resources: account(foreign, { StringEquals: { "sts:ExternalId": unknown } }),
    configuration: ours,
    verdict: "undecided",
    message: /limits account 444455556666 is unknown/,
  },
  {
    title: "a denial",
    resources: trust({ Effect: "Deny", Principal: { AWS: foreign } }),
    configuration: ours,
    verdict: "pass",
  },
  { title: "no document", resources: noTrust, verdict: "pass" },
  { title: "an unknown document", resources: unknownTrust, verdict: "undecided" },
]);
