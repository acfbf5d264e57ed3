import type { StackObservation, StackRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";
import { policyType } from "../../iam/effective/attachment-types";
import {
  type BoundaryLoss,
  boundaryActions,
  boundaryLosses,
} from "../../iam/effective/boundary-losses";
import {
  boundedTypes,
  everythingInside,
  namedAt,
  type UsedBoundary,
  usedBoundaries,
} from "../../iam/effective/bounded";
import { gapsOf } from "../../iam/effective/gaps";
import { pairOf } from "../../iam/effective/holdings";

/** A boundary must not let its holder get rid of it. */
export const boundarySelfRemoval: StackRule = {
  id: "boundary/self-removal",
  title: "Boundaries protect themselves",
  severity: "critical",
  level: "mandatory",
  onUndecided: "fail",
  needs: "stack",
  applies: [policyType, ...boundedTypes],
  why: "A holder who can remove, replace or rewrite the boundary, or make somebody without it, has no boundary.",
  fix: "Deny these actions in the boundary, and allow iam:CreateRole only where iam:PermissionsBoundary equals this boundary.",
  decides:
    "Whether the boundary leaves its holders an action that removes, replaces or rewrites it, or makes roles and users that lack it.",
  cannotDecide: "Boundaries outside the stack are not read.",
  frameworks: familyFrameworks.boundary,
  params: {},
  since: "0.2.0",
  examples: {
    pass: '{"Effect":"Deny","Action":["iam:DeleteRolePermissionsBoundary","iam:PutRolePermissionsBoundary","iam:CreatePolicyVersion"],"Resource":"*"}',
    fail: '{"Effect":"Allow","Action":"iam:DeleteRolePermissionsBoundary","Resource":"*"}',
  },
  check: (stack, context) =>
    usedBoundaries(stack, context).flatMap((used) => [
      ...boundaryLosses(stack, used).map((loss) => observation(used, loss)),
      ...gapsOf(everythingInside(used.source), boundaryActions).map(
        ({ carrier: resource, path, message }): StackObservation => ({
          resource,
          verdict: "undecided",
          path,
          message,
        }),
      ),
    ]),
};

function observation(
  used: UsedBoundary,
  { holding, does, isCreation, certainty }: BoundaryLoss,
): StackObservation {
  const { carrier: resource } = used.source;
  return {
    resource,
    verdict: certainty === "yes" ? "fail" : "undecided",
    path: holding.path,
    message: `The boundary lets its holder use ${pairOf(holding)}, which ${does}.`,
    fix: isCreation
      ? `Add Condition {"StringEquals": {"iam:PermissionsBoundary": "<ARN of ${resource.name}>"}} to the statement.`
      : `Add a statement that denies ${holding.action} on "*".`,
    value: pairOf(holding),
    evidence: namedAt(used),
  };
}
