import { serviceWildcard } from "../../../../policy-pack/rules/trust/service-wildcard";
import { unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";
import { noTrust, trust, trustObject, unknownTrust } from "./trusts";

export const serviceWildcardCases = ruleCases(serviceWildcard, [
  {
    requirement: "POL-155",
    title: "every service",
    resources: trust({ Principal: { Service: "*.amazonaws.com" } }),
    verdict: "fail",
    path: "/assumeRolePolicy/Statement/0/Principal/Service",
    message: /Service \*\.amazonaws\.com is a pattern/,
    fix: /ecs-tasks\.amazonaws\.com/,
    count: 1,
  },
  {
    requirement: "POL-155",
    title: "a pattern among services",
    resources: trustObject({ Principal: { Service: ["ec2.amazonaws.com", "ecs?.amazonaws.com"] } }),
    verdict: "fail",
    path: "/assumeRolePolicy/Statement/0/Principal/Service/1",
  },
  {
    title: "everything as a service",
    resources: trust({ Principal: { service: "*" } }),
    verdict: "fail",
  },
  {
    requirement: "POL-155",
    title: "regional and partition spellings",
    resources: trust({
      Principal: { Service: ["logs.eu-west-1.amazonaws.com", "ec2.amazonaws.com.cn"] },
    }),
    verdict: "pass",
  },
  {
    title: "everybody, which another rule reports",
    resources: trust({ Principal: { AWS: "*" } }),
    verdict: "pass",
  },
  {
    title: "a denial of every service",
    resources: trust({ Effect: "Deny", Principal: { Service: "*" } }),
    verdict: "pass",
  },
  { title: "no document", resources: noTrust, verdict: "pass" },
  {
    title: "a pattern beside an unknown service",
    resources: trust({ Principal: { Service: ["*.amazonaws.com", unknown] } }),
    verdict: "fail",
    count: 1,
  },
  {
    title: "an unknown document",
    resources: unknownTrust,
    verdict: "undecided",
    level: "mandatory",
  },
]);
