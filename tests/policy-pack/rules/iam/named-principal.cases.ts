import type { Value } from "../../../../policy-pack/engine/value";
import { namedPrincipal } from "../../../../policy-pack/rules/iam/named-principal";
import {
  authPolicy,
  endpointPolicy,
  identity,
  topicPolicy,
} from "../../../support/policy-pack/documents";
import { unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";

const organization = { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } };
const everybody = (Principal: Value = "*", Condition: Value = organization) =>
  topicPolicy({ Principal, Condition });
const strict = { profile: "strict" } as const;

export const namedPrincipalCases = ruleCases(namedPrincipal, [
  {
    requirement: "POL-198",
    title: "everybody of an organization, in profile baseline",
    resources: everybody(),
    verdict: "pass",
  },
  {
    requirement: "POL-198",
    title: "everybody of an organization, in profile strict",
    resources: everybody(),
    configuration: strict,
    verdict: "fail",
    level: "mandatory",
    path: "/policy/Statement/0/Principal",
  },
  {
    title: "everybody in a list, in profile strict",
    resources: everybody({ AWS: ["arn:aws:iam::111122223333:role/a", "*"] }),
    configuration: strict,
    verdict: "fail",
    path: "/policy/Statement/0/Principal/AWS/1",
  },
  {
    title: "an unknown principal, in profile strict",
    resources: everybody({ AWS: ["arn:aws:iam::111122223333:role/a", unknown] }),
    configuration: strict,
    verdict: "undecided",
    count: 1,
    path: "/policy/Statement/0/Principal/AWS/1",
  },
  {
    title: "everybody of an organization in a mesh policy, in profile strict",
    resources: authPolicy({ Principal: "*", Condition: organization }),
    configuration: strict,
    verdict: "fail",
    path: "/policy/Statement/0/Principal",
  },
  {
    title: "a role, in profile strict",
    resources: everybody({ AWS: "arn:aws:iam::111122223333:role/a" }),
    configuration: strict,
    verdict: "pass",
  },
  {
    title: "everybody without a limit, which iam/wildcard-principal reports",
    resources: everybody("*", { Bool: { "aws:SecureTransport": "true" } }),
    configuration: strict,
    verdict: "pass",
  },
  {
    title: "everybody of an organization through an endpoint, in profile strict",
    resources: endpointPolicy({ Principal: "*", Condition: organization }),
    configuration: strict,
    verdict: "pass",
  },
  {
    title: "an identity policy, in profile strict",
    resources: identity(unknown),
    configuration: strict,
    verdict: "pass",
  },
  {
    title: "an unknown document",
    resources: topicPolicy({}).map((each) => ({ ...each, properties: { policy: unknown } })),
    verdict: "undecided",
    level: "advisory",
  },
]);
