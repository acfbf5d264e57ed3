import type { Properties } from "../../../../policy-pack/engine/value";
import { latticeTypes } from "../../../../policy-pack/mesh/lattice-types";
import { latticeAuth } from "../../../../policy-pack/rules/mesh/lattice-auth";
import { authPolicyOf, latticeNetwork, latticeService } from "../../../support/policy-pack/lattice";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";

const guarded = (properties: Properties) => {
  const service = latticeService(properties);
  return [service, authPolicyOf(service)];
};
const guardedNetwork = (properties: Properties) => {
  const network = latticeNetwork(properties);
  return [network, authPolicyOf(network)];
};
const policyFor = (resourceIdentifier: string) =>
  resource(latticeTypes.authPolicy, { resourceIdentifier, policy: "{}" });
const arn = "arn:aws:vpc-lattice:eu-west-1:111122223333:service/svc-0123456789abcdef0";

export const latticeAuthCases = ruleCases(latticeAuth, [
  {
    requirement: "POL-250",
    title: "a service and a network with IAM and a policy each",
    resources: [...guarded({ authType: "AWS_IAM" }), ...guardedNetwork({ authType: "AWS_IAM" })],
    verdict: "pass",
  },
  {
    requirement: "POL-250",
    title: "a service without authentication",
    resources: guarded({ authType: "NONE" }),
    verdict: "fail",
    path: "/authType",
    message: /authType is NONE/,
    fix: /"AWS_IAM"/,
    count: 1,
  },
  {
    requirement: "POL-250",
    title: "a service that says nothing, which means none",
    resources: guarded({}),
    verdict: "fail",
    path: "/authType",
    message: /absent, which means NONE/,
    count: 1,
  },
  {
    title: "a service whose authentication type is null, which means none",
    resources: guarded({ authType: null }),
    verdict: "fail",
    message: /absent, which means NONE/,
  },
  {
    requirement: "POL-250",
    title: "a network without authentication",
    resources: guardedNetwork({ authType: "NONE" }),
    verdict: "fail",
    path: "/authType",
  },
  {
    requirement: "POL-250",
    title: "a service without policy",
    resources: [latticeService({ authType: "AWS_IAM" })],
    verdict: "fail",
    path: "",
    message: /No auth policy of this stack/,
    fix: /Attach an AuthPolicy/,
    count: 1,
  },
  {
    requirement: "POL-250",
    title: "a service network without policy, beside a guarded service",
    resources: [...guarded({ authType: "AWS_IAM" }), latticeNetwork({ authType: "AWS_IAM" })],
    verdict: "fail",
    count: 1,
  },
  {
    title: "a policy of a service of another stack, which guards nothing here",
    resources: [latticeService({ authType: "AWS_IAM" }), policyFor(arn)],
    verdict: "fail",
    count: 1,
  },
  {
    title: "a service whose ARN the policy names",
    resources: [
      resource(latticeTypes.service, { authType: "AWS_IAM" }, { outputs: { arn } }),
      policyFor(arn),
    ],
    verdict: "pass",
  },
  {
    title: "an unknown authentication type",
    resources: guarded({ authType: unknown }),
    verdict: "undecided",
    path: "/authType",
    message: /NONE would let everybody call/,
    count: 1,
  },
  {
    title: "a service, where a policy does not say what it is attached to",
    resources: [latticeService({ authType: "AWS_IAM" }), policyFor(unknown)],
    verdict: "undecided",
    path: "",
    message: /target of an AuthPolicy is unknown/,
    count: 1,
  },
]);
