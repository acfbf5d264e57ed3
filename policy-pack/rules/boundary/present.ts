import type { StackObservation, StackResource, StackRule } from "../../engine/rule";
import { isUnknown } from "../../engine/value";
import { familyFrameworks } from "../../frameworks/frameworks";

const policyType = "aws:iam/policy:Policy";

/** Every role and user has a permissions boundary. */
export const boundaryPresent: StackRule = {
  id: "boundary/present",
  title: "Roles and users have a permissions boundary",
  severity: "high",
  level: "mandatory",
  onUndecided: "fail",
  needs: "stack",
  applies: ["aws:iam/role:Role", "aws:iam/user:User"],
  why: "A boundary keeps a later, wider policy from having effect.",
  fix: "Set permissionsBoundary to the ARN of a policy that lists the most this identity may ever do.",
  decides: "TODO",
  cannotDecide: "TODO",
  frameworks: familyFrameworks.boundary,
  params: {},
  since: "0.1.0",
  examples: {
    pass: "a role with permissionsBoundary: boundary.arn",
    fail: "a role without permissionsBoundary",
  },
  check: (stack) =>
    stack.ofType("aws:iam/role:Role", "aws:iam/user:User").flatMap((resource) => {
      const value = resource.properties["permissionsBoundary"];
      if (value === undefined || value === null || value === "") return [missing(resource)];
      if (!isUnknown(value)) return [];
      const policies = stack.referred(resource, "permissionsBoundary", [policyType]);
      return policies.length === 1 ? [] : [unresolved(resource)];
    }),
};

const path = "/permissionsBoundary";

const missing = (resource: StackResource): StackObservation => ({
  resource,
  verdict: "fail",
  path,
  message: "There is no permissions boundary.",
});

const unresolved = (resource: StackResource): StackObservation => ({
  resource,
  verdict: "undecided",
  path,
  message: "The boundary is unknown and refers to no policy of this stack.",
});
