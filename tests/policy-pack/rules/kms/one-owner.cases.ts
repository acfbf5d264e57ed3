import { oneOwner } from "../../../../policy-pack/rules/kms/one-owner";
import { unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";
import { key, keyObject, ours, root, unknownKey } from "./keys";

const other = "arn:aws:iam::444455556666:root";
const every = (AWS: string) => ({ Principal: { AWS }, Action: "kms:*" });
const both = key(every(root), every(other));
const byCaller = (value: string) => ({
  ...every(other),
  Condition: { ArnEquals: { "aws:PrincipalArn": value } },
});

export const oneOwnerCases = ruleCases(oneOwner, [
  {
    requirement: "POL-341",
    title: "every action for two accounts, neither known to be ours",
    resources: both,
    verdict: "fail",
    level: "mandatory",
    path: "/policy",
    message: /^Accounts 111122223333 and 444455556666 each have every action/,
    fix: /allowedAccountIds/,
    count: 1,
  },
  {
    title: "every action for two accounts in one statement",
    resources: keyObject({ Principal: { AWS: [other, "111122223333"] }, Action: ["*"] }),
    verdict: "fail",
    message: /^Accounts 111122223333 and 444455556666/,
    count: 1,
  },
  {
    title:
      "every action for two accounts, the second by an unknown caller, left to iam/wildcard-action",
    resources: key(every(root), byCaller(unknown)),
    verdict: "pass",
  },
  {
    title: "every action for two accounts, the second under an unknown condition, as before",
    resources: key(every(root), { ...every(other), Condition: unknown }),
    verdict: "pass",
  },
  {
    title: "every action for two accounts, one of them ours, a finding of iam/wildcard-action",
    resources: both,
    configuration: ours,
    verdict: "pass",
  },
  {
    title: "every action for two accounts, neither of them ours, as before",
    resources: both,
    configuration: { accounts: ["777788889999"] },
    verdict: "pass",
  },
  { title: "every action for one account", resources: key(every(root)), verdict: "pass" },
  {
    title: "every action for one account in two spellings",
    resources: key(every(root), every("111122223333")),
    verdict: "pass",
  },
  {
    title: "every action for one account, and one action for another",
    resources: key(every(root), { Principal: { AWS: other }, Action: "kms:Decrypt" }),
    verdict: "pass",
  },
  {
    title: "every action for one account, and a denial of it for another",
    resources: key(every(root), { ...every(other), Effect: "Deny" }),
    verdict: "pass",
  },
  {
    title: "every action for one account, and for one role of another",
    resources: key(every(root), byCaller("arn:aws:iam::444455556666:role/reader")),
    verdict: "pass",
  },
  {
    title: "every action for one account, and for a role and a service of others",
    resources: key(every(root), every("arn:aws:iam::444455556666:role/reader"), {
      Principal: { Service: "logs.amazonaws.com" },
      Action: "kms:*",
    }),
    verdict: "pass",
  },
  {
    title: "an unknown policy",
    resources: unknownKey,
    verdict: "undecided",
    path: "/policy",
    message: /^The key policy is unknown/,
  },
]);
