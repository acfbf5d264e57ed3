import type { StackObservation, StackRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";
import { policyType } from "../../iam/effective/attachment-types";
import { boundedTypes } from "../../iam/effective/bounded";
import { type Grantable, grantablesOf, unknownsIn } from "../../iam/effective/grantables";
import { type Principal, principalsOf } from "../../iam/effective/principals";
import { reachText } from "../../iam/effective/reach";

/** What a principal is allowed should be inside its boundary. */
export const boundaryEmptyEffect: StackRule = {
  id: "boundary/empty-effect",
  title: "Permissions are inside the boundary",
  severity: "low",
  level: "advisory",
  onUndecided: "warn",
  needs: "stack",
  applies: [policyType, ...boundedTypes],
  why: "A permission without effect makes somebody widen the boundary in anger, and by too much.",
  fix: "Remove the permission, or add exactly it to the boundary.",
  decides:
    "Whether what the policies of a role or user allow, as a whole or by single actions, has any overlap with its boundary.",
  cannotDecide: "Conditions are read as met, and boundaries outside the stack are not read.",
  frameworks: familyFrameworks.boundary,
  params: {},
  since: "0.2.0",
  examples: {
    pass: "policy and boundary both allow sqs:SendMessage on one queue",
    fail: "a policy that allows s3:GetObject under a boundary that allows only sqs:SendMessage",
  },
  check: (stack, context) => {
    const bounded = principalsOf(stack, context).filter(
      ({ boundary }) => boundary.kind === "known" && boundary.source.document.kind === "known",
    );
    const byPlace = new Map<string, StackObservation>();
    for (const observation of bounded.flatMap(judge)) {
      byPlace.set(`${observation.resource.urn}${observation.path}`, observation);
    }
    return [...byPlace.values()];
  },
};

function judge(principal: Principal): readonly StackObservation[] {
  const grantables = grantablesOf(principal);
  const outside = grantables.filter(({ isInside }) => isInside === "no");
  if (
    principal.resource !== undefined &&
    outside.length > 0 &&
    outside.length === grantables.length
  ) {
    return [
      {
        resource: principal.resource,
        verdict: "fail",
        path: "/permissionsBoundary",
        message: `Nothing that ${principal.kind} ${principal.name} is allowed is inside its boundary.`,
        evidence: outside.map(({ source, path }) => ({ urn: source.carrier.urn, path })),
      },
    ];
  }
  const unknown = grantables.some(({ isInside }) => isInside === "maybe")
    ? unknownLimits(principal)
    : [];
  return [...outside.map((grantable) => withoutEffect(principal, grantable)), ...unknown];
}

function unknownLimits({ boundary }: Principal): readonly StackObservation[] {
  if (boundary.kind !== "known") return [];
  const { source } = boundary;
  return unknownsIn(source).map((path) => ({
    resource: source.carrier,
    verdict: "undecided",
    path,
    message: "Part of the boundary is unknown, and so is what it lets through.",
  }));
}

function withoutEffect(
  { kind, name }: Principal,
  { source, path, action, reaches }: Grantable,
): StackObservation {
  const where = reaches.map(reachText).join(", ");
  return {
    resource: source.carrier,
    verdict: "fail",
    path,
    message: `${action} on ${where} has no effect for ${kind} ${name}: its boundary does not allow it.`,
    value: `${action} on ${where}`,
  };
}
