import {
  type JudgedStack,
  type StackObservation,
  type StackResource,
  type StackRule,
  textsParam,
} from "../../engine/rule";
import { isUnknown, textOf } from "../../engine/value";
import { familyFrameworks } from "../../frameworks/frameworks";
import { policyType } from "../../iam/effective/attachment-types";
import { boundaryProperty } from "../../iam/effective/boundaries";
import { boundedTypes } from "../../iam/effective/bounded";

/** Every role and user has a permissions boundary that is in the stack or on the list of allowed ones. */
export const boundaryPresent: StackRule = {
  id: "boundary/present",
  title: "Roles and users have a permissions boundary",
  severity: "high",
  level: "mandatory",
  onUndecided: "fail",
  needs: "stack",
  applies: boundedTypes,
  why: "A boundary keeps a later, wider policy from having effect.",
  fix: "Set permissionsBoundary to the ARN of a policy that lists the most this identity may ever do.",
  decides:
    "Whether each role and user names a boundary that is a policy of the stack, by name, ARN or dependency, or one of the allowed ARNs.",
  cannotDecide:
    "A boundary that is unknown and depends on no single policy of the stack is undecided; what allowed boundaries outside the stack say is not read.",
  frameworks: familyFrameworks.boundary,
  params: {
    allowed: {
      type: "array",
      description: "ARNs of boundaries that are managed outside the stack.",
      default: [],
    },
  },
  since: "0.1.0",
  examples: {
    pass: "a role with permissionsBoundary: boundary.arn",
    fail: "a role without permissionsBoundary",
  },
  check: (stack, context) => {
    const allowed = new Set(textsParam(context, "allowed"));
    return stack.ofType(...boundedTypes).flatMap((resource) => judge(stack, resource, allowed));
  },
};

const path = `/${boundaryProperty}`;

function judge(
  stack: JudgedStack,
  resource: StackResource,
  allowed: ReadonlySet<string>,
): readonly StackObservation[] {
  const value = resource.properties[boundaryProperty] ?? "";
  if (value === "") return isServiceLinked(resource) ? [] : [missing(resource)];
  if (typeof value === "string" && allowed.has(value)) return [];
  const reference = stack.reference(resource, [boundaryProperty], [policyType]);
  if (reference.kind === "resource") return [];
  const mayBeInStack = stack
    .ofType(policyType)
    .some(({ properties }) => isUnknown(properties["name"]));
  if (isUnknown(value) || reference.kind === "ambiguous" || mayBeInStack) {
    const message = "The boundary cannot be told: it refers to no single policy of this stack.";
    return [{ resource, verdict: "undecided", path, message }];
  }
  return [
    {
      resource,
      verdict: "fail",
      path,
      message: `Boundary ${textOf(value)} is neither in this stack nor on the list of allowed ones.`,
      fix: `Declare the policy in this stack, or add ${textOf(value)} to parameter allowed of boundary/present.`,
    },
  ];
}

function missing(resource: StackResource): StackObservation {
  if (isUnknown(resource.properties["path"])) {
    const message = "There is no permissions boundary, and whether the role needs one is unknown.";
    return { resource, verdict: "undecided", path: "/path", message };
  }
  return { resource, verdict: "fail", path, message: "There is no permissions boundary." };
}

// AWS creates these roles, decides what they may do and accepts no boundary for them.
function isServiceLinked({ properties }: StackResource): boolean {
  const rolePath = properties["path"];
  return typeof rolePath === "string" && rolePath.startsWith("/aws-service-role/");
}
