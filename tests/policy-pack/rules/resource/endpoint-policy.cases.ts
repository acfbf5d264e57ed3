import type { Properties } from "../../../../policy-pack/engine/value";
import { endpointPolicy } from "../../../../policy-pack/rules/resource/endpoint-policy";
import { document, resource, unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";

const policy = document({ Principal: "*", Action: "sqs:SendMessage", Resource: "*" });
const endpointOf = (properties: Properties) =>
  resource("aws:ec2/vpcEndpoint:VpcEndpoint", {
    vpcId: "vpc-1",
    serviceName: "com.amazonaws.eu-west-1.sqs",
    vpcEndpointType: "Interface",
    ...properties,
  });
const bare = endpointOf({});
const separate = (properties: Properties) =>
  resource(
    "aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy",
    { vpcEndpointId: unknown, ...properties },
    { refersTo: { vpcEndpointId: bare } },
  );

export const endpointPolicyCases = ruleCases(endpointPolicy, [
  { title: "a policy", resources: [endpointOf({ policy })], verdict: "pass" },
  { title: "a policy of its own", resources: [bare, separate({ policy })], verdict: "pass" },
  {
    requirement: "POL-165",
    title: "an endpoint without a policy",
    resources: [bare],
    verdict: "fail",
    path: "/policy",
    message: /AWS's own allows everything/,
    fix: /aws:PrincipalAccount/,
    count: 1,
  },
  {
    requirement: "POL-165",
    title: "a gateway endpoint without a policy",
    resources: [endpointOf({ vpcEndpointType: null })],
    verdict: "fail",
  },
  { title: "an empty policy", resources: [endpointOf({ policy: "" })], verdict: "fail" },
  { title: "a null policy", resources: [endpointOf({ policy: null })], verdict: "fail" },
  {
    title: "a policy of its own that holds none",
    resources: [bare, separate({})],
    verdict: "fail",
    count: 1,
  },
  {
    title: "the policy of another endpoint",
    resources: [bare, { ...endpointOf({ policy }), urn: `${bare.urn}-other` }],
    verdict: "fail",
    count: 1,
  },
  ...["GatewayLoadBalancer", "Resource", "ServiceNetwork"].map((vpcEndpointType) => ({
    title: `an endpoint of type ${vpcEndpointType}, which takes no policy`,
    resources: [endpointOf({ vpcEndpointType })],
    verdict: "pass" as const,
  })),
  {
    title: "an endpoint of a service that is not AWS's",
    resources: [endpointOf({ serviceName: "com.amazonaws.vpce.eu-west-1.vpce-svc-0a1b2c3d" })],
    verdict: "pass",
  },
  {
    title: "an endpoint of no service",
    resources: [endpointOf({ serviceName: null })],
    verdict: "pass",
  },
  { title: "an unknown policy", resources: [endpointOf({ policy: unknown })], verdict: "pass" },
  {
    title: "an unknown service without a policy",
    resources: [endpointOf({ serviceName: unknown })],
    verdict: "undecided",
    level: "mandatory",
    path: "/policy",
    message: /takes a policy is unknown/,
  },
  {
    title: "an unknown type without a policy",
    resources: [endpointOf({ vpcEndpointType: unknown })],
    verdict: "undecided",
  },
]);
