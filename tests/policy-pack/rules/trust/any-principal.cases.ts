import { anyPrincipal } from "../../../../policy-pack/rules/trust/any-principal";
import { unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";
import { noTrust, trust, trustObject, unknownTrust } from "./trusts";

const role = "arn:aws:iam::111122223333:role/a";

export const anyPrincipalCases = ruleCases(anyPrincipal, [
  {
    title: "a service",
    resources: trust({ Principal: { Service: "ecs-tasks.amazonaws.com" } }),
    verdict: "pass",
  },
  { title: "one role", resources: trustObject({ Principal: { AWS: role } }), verdict: "pass" },
  {
    title: "an identity provider",
    resources: trust({
      Principal: { Federated: "arn:aws:iam::111122223333:saml-provider/Staff" },
    }),
    verdict: "pass",
  },
  {
    requirement: "POL-150",
    title: "everybody as text",
    resources: trust({ Principal: "*" }),
    verdict: "fail",
    path: "/assumeRolePolicy/Statement/0/Principal",
    message: /^Principal \* trusts everybody\.$/,
    fix: /exact role or service/,
    count: 1,
  },
  {
    requirement: "POL-150",
    title: "everybody as AWS principal",
    resources: trustObject({ Principal: { AWS: "*" } }),
    verdict: "fail",
    path: "/assumeRolePolicy/Statement/0/Principal/AWS",
    message: /^Principal AWS \* trusts everybody\.$/,
  },
  {
    requirement: "POL-150",
    title: "everybody in a list",
    resources: trust({ Principal: { AWS: [role, "*"] } }),
    verdict: "fail",
    path: "/assumeRolePolicy/Statement/0/Principal/AWS/1",
    count: 1,
  },
  {
    requirement: "POL-150",
    title: "every identity provider",
    resources: trust({ Principal: { Federated: "*" } }),
    verdict: "fail",
    path: "/assumeRolePolicy/Statement/0/Principal/Federated",
  },
  {
    requirement: "POL-150",
    title: "everybody but one",
    resources: trust({ NotPrincipal: { AWS: [role, `${role}b`] } }),
    verdict: "fail",
    path: "/assumeRolePolicy/Statement/0/NotPrincipal/AWS/0",
    message: /NotPrincipal/,
    fix: /Replace NotPrincipal/,
    count: 1,
  },
  {
    title: "every canonical user",
    resources: trust({ Principal: { CanonicalUser: "*" } }),
    verdict: "fail",
  },
  {
    title: "every role of an account",
    resources: trust({ Principal: { AWS: "arn:aws:iam::111122223333:role/*" } }),
    verdict: "fail",
    message: /every principal whose name matches/,
  },
  {
    title: "everybody in the second statement",
    resources: [
      ...trust({ Principal: { AWS: role } }).map((first) => ({
        ...first,
        properties: {
          assumeRolePolicy: JSON.stringify({
            Version: "2012-10-17",
            Statement: [
              { Effect: "Allow", Principal: { AWS: role }, Action: "sts:AssumeRole" },
              { Effect: "Allow", Principal: "*", Action: "sts:AssumeRole" },
            ],
          }),
        },
      })),
    ],
    verdict: "fail",
    path: "/assumeRolePolicy/Statement/1/Principal",
  },
  {
    title: "everybody even with a condition on the organization",
    resources: trust({
      Principal: "*",
      Condition: { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } },
    }),
    verdict: "fail",
  },
  {
    title: "a pattern of services, which another rule reports",
    resources: trust({ Principal: { Service: "*" } }),
    verdict: "pass",
  },
  {
    title: "a denial for everybody",
    resources: trust({ Effect: "Deny", Principal: "*" }),
    verdict: "pass",
  },
  { title: "no document", resources: noTrust, verdict: "pass" },
  {
    title: "an unknown principal",
    resources: trust({ Principal: { AWS: unknown } }),
    verdict: "undecided",
    level: "mandatory",
    path: "/assumeRolePolicy/Statement/0/Principal/AWS",
    message: /principal is unknown/,
  },
  {
    title: "everybody beside an unknown action",
    resources: trust({ Principal: "*", Action: unknown }),
    verdict: "fail",
  },
  { title: "an unknown document", resources: unknownTrust, verdict: "undecided" },
]);
