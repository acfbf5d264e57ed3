import type { CheckContext, JudgedStack, StackResource } from "../../engine/rule";
import { policyType, principalTypes, setBoundaryType } from "./attachment-types";
import { awsManagedPolicy } from "./aws-managed-policies";
import { ownSources, type PolicySource, storedSource } from "./sources";
import { type Target, targetsOf } from "./targets";

/** The most a principal may do. */
export type Boundary =
  | { readonly kind: "absent" }
  | { readonly kind: "known"; readonly source: PolicySource }
  /** There is one, and its document cannot be seen; `name` when it is at least known which. */
  | { readonly kind: "unseen"; readonly name: string | undefined };

/** The property by which roles and users name their boundary. */
export const boundaryProperty = "permissionsBoundary";

/** The boundary of a role, a user or a permission set. */
export function boundaryOf(
  stack: JudgedStack,
  resource: StackResource,
  context: Pick<CheckContext, "declared">,
): Boundary {
  const isSet = resource.type === principalTypes["permission set"];
  const targets = isSet ? setTargets(stack, resource) : ownTargets(stack, resource);
  const [target] = targets;
  if (target === undefined) return { kind: "absent" };
  if (targets.length > 1 || target.kind === "unknown") return { kind: "unseen", name: undefined };
  if (target.kind === "foreign") return foreignBoundary(resource, target);
  const [source] = ownSources(target.resource, context);
  return source === undefined
    ? { kind: "unseen", name: target.resource.name }
    : { kind: "known", source };
}

function ownTargets(stack: JudgedStack, resource: StackResource): readonly Target[] {
  if (resource.properties[boundaryProperty] === "") return [];
  return targetsOf(stack, resource, { property: boundaryProperty, types: [policyType] });
}

// Which boundary a permission set has in which account is settled outside the stack's accounts.
const setTargets = (stack: JudgedStack, resource: StackResource): readonly Target[] =>
  stack
    .ofType(setBoundaryType)
    .filter((attachment) =>
      stack.referred(attachment, "permissionSetArn", [resource.type]).includes(resource),
    )
    .map(() => ({ kind: "unknown", path: `/${boundaryProperty}` }));

function foreignBoundary(
  resource: StackResource,
  { name, path }: Extract<Target, { kind: "foreign" }>,
): Boundary {
  const managed = awsManagedPolicy(name);
  return managed?.kind === "stored"
    ? { kind: "known", source: storedSource(resource, path, managed.document.statements) }
    : { kind: "unseen", name };
}
