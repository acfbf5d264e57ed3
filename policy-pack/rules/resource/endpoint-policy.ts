import type { JudgedStack, StackObservation, StackResource, StackRule } from "../../engine/rule";
import { isUnknown, textOf } from "../../engine/value";
import { familyFrameworks } from "../../frameworks/frameworks";

const endpointType = "aws:ec2/vpcEndpoint:VpcEndpoint";
const policyType = "aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy";

/** Every VPC endpoint of an AWS service has a policy of its own. */
export const endpointPolicy: StackRule = {
  id: "resource/endpoint-policy",
  title: "VPC endpoints have a policy",
  severity: "high",
  level: "mandatory",
  onUndecided: "fail",
  needs: "stack",
  applies: [endpointType, policyType],
  why: "Without a policy an endpoint carries every action on every account's resources, a way out for data.",
  fix: "Give the endpoint a policy that names its actions and resources, limited by aws:PrincipalAccount or aws:PrincipalOrgID.",
  decides:
    "Whether an endpoint of an AWS service has a policy, inline or as a resource of its own. Endpoints of other services, of Gateway Load Balancers, of resources and of service networks take none.",
  cannotDecide:
    "Whether an AWS service supports endpoint policies at all. What a policy allows is a matter of the iam rules.",
  frameworks: { ...familyFrameworks.resource, nist80053: ["AC-3", "AC-4", "SC-7"] },
  params: {},
  since: "0.2.0",
  examples: {
    pass: "a VpcEndpoint with a policy that names one queue",
    fail: "a VpcEndpoint without a policy",
  },
  check: (stack) => {
    const named = policedEndpoints(stack);
    return [
      ...stack
        .ofType(endpointType)
        .flatMap((endpoint) => (named.has(endpoint) ? [] : judgeEndpoint(endpoint))),
      ...stack.ofType(policyType).filter(lacksPolicy).map(unpoliced),
    ];
  },
};

function policedEndpoints(stack: JudgedStack): ReadonlySet<StackResource> {
  return new Set(
    stack
      .ofType(policyType)
      .flatMap((policy) => stack.referred(policy, "vpcEndpointId", [endpointType])),
  );
}

const lacksPolicy = ({ properties: { policy } }: StackResource): boolean =>
  policy === undefined || policy === null || policy === "";

// VPC guide, "Control access to VPC endpoints using endpoint policies": without a policy AWS attaches the default,
// which allows everything; services other than AWS's take no policy.
const withoutPolicies: ReadonlySet<string> = new Set([
  "GatewayLoadBalancer",
  "Resource",
  "ServiceNetwork",
]);

function judgeEndpoint(resource: StackResource): readonly StackObservation[] {
  if (!lacksPolicy(resource)) return [];
  const { vpcEndpointType, serviceName } = resource.properties;
  if (withoutPolicies.has(textOf(vpcEndpointType))) return [];
  if (typeof serviceName !== "string" || /\.vpce-svc-/.test(serviceName)) return [];
  if (isUnknown(serviceName) || isUnknown(vpcEndpointType)) {
    const message = "Whether the endpoint takes a policy is unknown, and it has none.";
    return [{ resource, verdict: "undecided", path: "/policy", message }];
  }
  return [unpoliced(resource)];
}

const unpoliced = (resource: StackResource): StackObservation => ({
  resource,
  verdict: "fail",
  path: "/policy",
  message: "The endpoint has no policy, so AWS's own allows everything.",
});
