import { ownershipIn } from "../contract/ownership";
import type { CheckContext, JudgedStack, StackResource } from "../engine/rule";
import { principalTypes } from "../iam/effective/attachment-types";
import { documentsOf } from "../iam/locations";

const factorKeys: ReadonlySet<string> = new Set([
  "aws:multifactorauthpresent",
  "aws:multifactorauthage",
]);

/**
 * Roles that people take on by themselves: they belong to no service, and their trust policy demands a second
 * factor. Responders and break-glass roles are of this kind.
 */
export function emergencyRoles(
  stack: JudgedStack,
  context: Pick<CheckContext, "declared">,
): readonly StackResource[] {
  const { ownersOf } = ownershipIn(stack, context.declared);
  return stack
    .ofType(principalTypes.role)
    .filter((role) => ownersOf(role).length === 0 && demandsFactor(role, context));
}

const demandsFactor = (role: StackResource, context: Pick<CheckContext, "declared">): boolean =>
  documentsOf(role, context)
    .filter(({ kind }) => kind === "trust")
    .flatMap(({ document }) => (document.kind === "known" ? document.statements : []))
    .some(
      ({ effect, conditions }) =>
        effect === "Allow" && conditions.some(({ key }) => factorKeys.has(key)),
    );
