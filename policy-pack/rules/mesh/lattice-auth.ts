import type { JudgedStack, StackObservation, StackResource, StackRule } from "../../engine/rule";
import { isUnknown, textOf } from "../../engine/value";
import { familyFrameworks } from "../../frameworks/frameworks";
import { latticeTypes } from "../../mesh/lattice-types";

const { service, network, authPolicy } = latticeTypes;

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
  decides:
    "Whether each Lattice service and service network has authType AWS_IAM and an auth policy of this stack; an absent authType means NONE.",
  cannotDecide:
    "Services and networks of other stacks, and policies attached outside the stack, are not seen.",
  frameworks: { ...familyFrameworks.mesh, nist80053: ["AC-3", "IA-3(1)", "IA-9", "SC-23"] },
  params: {},
  since: "0.1.0",
  examples: {
    pass: 'a service with authType: "AWS_IAM" and an AuthPolicy',
    fail: 'a service with authType: "NONE"',
  },
  check: (stack) => {
    const { guarded, isUncertain } = guardedBy(stack);
    return stack
      .ofType(service, network)
      .flatMap((resource) => [
        ...judgeAuthType(resource),
        ...(guarded.has(resource) ? [] : [withoutPolicy(resource, isUncertain)]),
      ]);
  },
};

// A policy whose target cannot be told may be the one that is missing elsewhere.
function guardedBy(stack: JudgedStack) {
  const guarded = new Set<StackResource>();
  let isUncertain = false;
  for (const policy of stack.ofType(authPolicy)) {
    const target = stack.reference(policy, ["resourceIdentifier"], [service, network]);
    if (target.kind === "resource") guarded.add(target.resource);
    else if (target.kind !== "foreign") isUncertain = true;
  }
  return { guarded, isUncertain };
}

function judgeAuthType(resource: StackResource): readonly StackObservation[] {
  const value = resource.properties["authType"];
  const path = "/authType";
  if (value === "AWS_IAM") return [];
  if (isUnknown(value)) {
    const message = "The authentication type is unknown: NONE would let everybody call.";
    return [{ resource, verdict: "undecided", path, message }];
  }
  const shown = value === undefined || value === null ? "absent, which means NONE" : textOf(value);
  const message = `Callers are not authenticated: authType is ${shown}.`;
  const fix = 'Set authType to "AWS_IAM".';
  return [{ resource, verdict: "fail", path, message, fix }];
}

function withoutPolicy(resource: StackResource, isUncertain: boolean): StackObservation {
  const fix = "Attach an AuthPolicy whose statements name the roles of the declared callers.";
  return isUncertain
    ? {
        resource,
        verdict: "undecided",
        path: "",
        message: "No auth policy is known to be attached; the target of an AuthPolicy is unknown.",
        fix,
      }
    : {
        resource,
        verdict: "fail",
        path: "",
        message: "No auth policy of this stack is attached.",
        fix,
      };
}
