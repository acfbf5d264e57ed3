import type { Value } from "../../../../policy-pack/engine/value";
import { ownAccountRoot } from "../../../../policy-pack/rules/trust/own-account-root";
import { unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";
import { noTrust, ours, trust, trustObject, unknownTrust } from "./trusts";

const strict = { ...ours, profile: "strict" } as const;
const root = "arn:aws:iam::111122223333:root";
const account = (AWS: Value, Condition?: Value) =>
  trust({ Principal: { AWS }, ...(Condition !== undefined && { Condition }) });

export const ownAccountRootCases = ruleCases(ownAccountRoot, [
  {
    requirement: "POL-153",
    title: "our own root in profile strict",
    resources: account(root),
    configuration: strict,
    verdict: "fail",
    path: "/assumeRolePolicy/Statement/0/Principal/AWS",
    message: /Our account 111122223333 is trusted as a whole/,
    fix: /exact role ARN/,
    count: 1,
  },
  {
    requirement: "POL-153",
    title: "our own root in profile baseline",
    resources: account(root),
    configuration: ours,
    verdict: "pass",
  },
  {
    title: "our own id in profile strict",
    resources: trustObject({ Principal: { AWS: "111122223333" } }),
    configuration: strict,
    verdict: "fail",
  },
  {
    title: "an exact role by condition",
    resources: account(root, {
      ArnEquals: { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/deploy" },
    }),
    configuration: strict,
    verdict: "pass",
  },
  {
    title: "a pattern of roles by condition",
    resources: account(root, {
      ArnLike: { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/d*" },
    }),
    configuration: strict,
    verdict: "fail",
  },
  {
    title: "a role of ours",
    resources: account("arn:aws:iam::111122223333:role/deploy"),
    configuration: strict,
    verdict: "pass",
  },
  {
    title: "a foreign root, which another rule reports",
    resources: account("arn:aws:iam::444455556666:root"),
    configuration: strict,
    verdict: "pass",
  },
  {
    title: "an unknown principal ARN",
    resources: account(root, { ArnEquals: { "aws:PrincipalArn": unknown } }),
    configuration: strict,
    verdict: "undecided",
    level: "mandatory",
    message: /principal ARN that limits it is unknown/,
  },
  { title: "no document", resources: noTrust, configuration: strict, verdict: "pass" },
  {
    title: "an unknown document",
    resources: unknownTrust,
    configuration: strict,
    verdict: "undecided",
  },
]);
