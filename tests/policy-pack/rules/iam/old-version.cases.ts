import { oldVersion } from "../../../../policy-pack/rules/iam/old-version";
import { identity } from "../../../support/policy-pack/documents";
import { unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";

const user = "arn:aws:iam::111122223333:user/${aws:username}";
const statement = { Effect: "Allow", Action: "iam:GetUser", Resource: user };

export const oldVersionCases = ruleCases(oldVersion, [
  {
    title: "a variable in the current version",
    resources: identity({ Version: "2012-10-17", Statement: [statement] }),
    verdict: "pass",
  },
  {
    title: "no variable and no version",
    resources: identity({ Statement: [{ ...statement, Resource: "*" }] }),
    verdict: "pass",
  },
  {
    requirement: "POL-107",
    title: "a variable and no version",
    resources: identity({ Statement: [statement] }),
    verdict: "fail",
    count: 1,
    path: "/policy/Statement/0/Resource",
    message: /^\$\{aws:username\} is literal text in this version, so the Allow grants nothing\.$/,
    fix: /"Version": "2012-10-17"/,
  },
  {
    requirement: "POL-107",
    title: "a variable in the old version",
    resources: identity({ Version: "2008-10-17", Statement: [statement] }),
    verdict: "fail",
  },
  {
    requirement: "POL-107",
    title: "a variable in a denial, which then protects nothing",
    resources: identity({
      Statement: [{ Effect: "Deny", Action: "iam:*", NotResource: [user] }],
    }),
    verdict: "fail",
    path: "/policy/Statement/0/NotResource/0",
    message: /so the Deny protects nothing\.$/,
  },
  {
    requirement: "POL-107",
    title: "a variable in a condition",
    resources: identity({
      Statement: [
        {
          ...statement,
          Resource: "*",
          Condition: { StringEquals: { "aws:ResourceTag/team": "${aws:PrincipalTag/team}" } },
        },
      ],
    }),
    verdict: "fail",
    path: "/policy/Statement/0/Condition/StringEquals/aws:ResourceTag~1team",
  },
  {
    title: "a variable and an unknown version",
    resources: identity({ Version: unknown, Statement: [statement] }),
    verdict: "undecided",
    path: "/policy/Statement/0/Resource",
  },
  {
    title: "an unknown resource and no version",
    resources: identity({ Statement: [{ ...statement, Resource: ["*", unknown] }] }),
    verdict: "undecided",
    count: 1,
    path: "/policy/Statement/0/Resource/1",
  },
  { title: "an unknown document", resources: identity(unknown), verdict: "undecided" },
]);
