import { ownershipIn } from "../contract/ownership";
import type { CheckContext, JudgedStack, StackResource } from "../engine/rule";
import { principalTypes } from "../iam/effective/attachment-types";
import { documentsOf } from "../iam/locations";
import { principalForm } from "../iam/principal-forms";
import type { PrincipalEntry } from "../iam/statement";

const factorKeys: ReadonlySet<string> = new Set([
  "aws:multifactorauthpresent",
  "aws:multifactorauthage",
]);

/**
 * Roles that people take on by themselves: they belong to no service, and their trust policy demands a second
 * factor, or names users and roles outside the stack, whose identity provider asks for it. Responders and
 * break-glass roles are of this kind.
 */
export function emergencyRoles(
  stack: JudgedStack,
  context: Pick<CheckContext, "declared">,
): readonly StackResource[] {
  const { ownersOf } = ownershipIn(stack, context.declared);
  return stack
    .ofType(principalTypes.role)
    .filter((role) => ownersOf(role).length === 0 && isForPeople(stack, role, context));
}

const isForPeople = (
  stack: JudgedStack,
  role: StackResource,
  context: Pick<CheckContext, "declared">,
): boolean =>
  documentsOf(role, context)
    .filter(({ kind }) => kind === "trust")
    .flatMap(({ document }) => (document.kind === "known" ? document.statements : []))
    .filter(({ effect }) => effect === "Allow")
    .some(
      ({ principals, conditions }) =>
        conditions.some(({ key }) => factorKeys.has(key)) ||
        principals.some((principal) => isOutside(stack, principal)),
    );

function isOutside(stack: JudgedStack, principal: PrincipalEntry): boolean {
  const form = principalForm(principal);
  return form.kind === "identity" && stack.named(form.arn, [principalTypes.role]).length === 0;
}
