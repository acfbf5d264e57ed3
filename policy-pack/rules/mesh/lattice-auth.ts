import type { StackObservation, StackResource, StackRule } from "../../engine/rule";
import { isUnknown } from "../../engine/value";
import { familyFrameworks } from "../../frameworks/frameworks";

const service = "aws:vpclattice/service:Service";
const network = "aws:vpclattice/serviceNetwork:ServiceNetwork";
const authPolicy = "aws:vpclattice/authPolicy:AuthPolicy";

/** Every Lattice service and service network requires IAM and has an auth policy. */
export const latticeAuth: StackRule = {
  id: "mesh/lattice-auth",
  title: "VPC Lattice requires IAM and has auth policies",
  severity: "critical",
  level: "mandatory",
  onUndecided: "fail",
  needs: "stack",
  applies: [service, network, authPolicy],
  why: "Without IAM authentication any workload of the VPC may call; without a policy nobody has said who should.",
  fix: 'Set authType to "AWS_IAM" and attach an AuthPolicy that names the callers.',
  decides: "TODO",
  cannotDecide: "TODO",
  frameworks: familyFrameworks.mesh,
  params: {},
  since: "0.1.0",
  examples: {
    pass: 'a service with authType: "AWS_IAM" and an AuthPolicy',
    fail: 'a service with authType: "NONE"',
  },
  check: (stack) => {
    const guarded = stack
      .ofType(authPolicy)
      .flatMap((policy) => stack.referred(policy, "resourceIdentifier", [service, network]));
    return stack
      .ofType(service, network)
      .flatMap((resource) => [
        ...judgeAuthType(resource),
        ...(guarded.includes(resource) ? [] : [withoutPolicy(resource)]),
      ]);
  },
};

function judgeAuthType(resource: StackResource): readonly StackObservation[] {
  const value = resource.properties["authType"];
  const path = "/authType";
  if (value === "AWS_IAM") return [];
  if (isUnknown(value)) {
    return [
      { resource, verdict: "undecided", path, message: "The authentication type is unknown." },
    ];
  }
  const message = "Callers are not authenticated: authType is not AWS_IAM.";
  return [{ resource, verdict: "fail", path, message }];
}

const withoutPolicy = (resource: StackResource): StackObservation => ({
  resource,
  verdict: "fail",
  path: "",
  message: "No auth policy of this stack is attached.",
});
