import { parseOperator } from "./condition-keys";
import type { Condition, PrincipalEntry, Statement } from "./document";
import { covers } from "./pattern";
import type { Side } from "./sides";
import { actionSides, entryText, resourceSides, sidesCover } from "./sides";

/** An action on a resource that a statement allows. */
interface Grant {
  readonly action: Side;
  readonly resource: Side;
  /** The allowing statement, with its principals and conditions. */
  readonly statement: Statement;
}

/**
 * Whether statements that apply to the same request leave anything allowed: a pair of an action and a resource of
 * an Allow that no Deny covers. The first such pair ends the search. Conditions of an Allow count as met, and those
 * of a Deny as not, unless the Allow implies them. When in doubt: yes.
 */
export function leaveAnything(statements: readonly Statement[]): boolean {
  const denials = statements.filter(({ effect }) => effect === "Deny");
  return statements.some((statement) => {
    if (statement.effect === "Deny") return false;
    // A statement that is unknown as a whole may allow anything.
    if (statement.unknown) return true;
    const resources = resourceSides(statement);
    return actionSides(statement).some((action) =>
      resources.some((resource) => !isDenied({ action, resource, statement }, denials)),
    );
  });
}

// Whether one of the denials takes away all of a grant. When in doubt: no.
function isDenied(grant: Grant, denials: readonly Statement[]): boolean {
  return denials.some(
    (denial) =>
      !denial.unknown &&
      !denial.conditionUnknown &&
      sidesCover(actionSides(denial), grant.action) &&
      sidesCover(resourceSides(denial), grant.resource) &&
      coversPrincipals(denial, grant.statement) &&
      denial.conditions.every((condition) => isImplied(condition, grant.statement.conditions)),
  );
}

// Identity documents name no principals: they all speak of the same one.
function coversPrincipals(denial: Statement, allow: Statement): boolean {
  if (denial.notPrincipals.length > 0) return false;
  if (denial.principals.length === 0) return true;
  if (denial.principals.some(isEverybody)) return true;
  if (allow.notPrincipals.length > 0 || allow.principals.length === 0) return false;
  return allow.principals.every((allowed) =>
    denial.principals.some((denied) => isSamePrincipal(denied, allowed)),
  );
}

/** Whether a principal of a statement is everybody: `*` alone or as AWS principal. */
export function isEverybody({ type, entry }: PrincipalEntry): boolean {
  return (
    (type === "*" || type.toLowerCase() === "aws") &&
    entry.kind === "text" &&
    covers(entry.text, "?*")
  );
}

function isSamePrincipal(left: PrincipalEntry, right: PrincipalEntry): boolean {
  const text = entryText(left.entry);
  return text !== undefined && left.type === right.type && text === entryText(right.entry);
}

// A denial with a condition takes away what is allowed only under the same condition, or a narrower one.
function isImplied(denied: Condition, allowed: readonly Condition[]): boolean {
  const operator = parseOperator(denied.operator);
  const known = new Set(denied.values.flatMap((value) => entryText(value) ?? []));
  return (
    !operator.isNegated &&
    operator.qualifier === undefined &&
    allowed.some((condition) => {
      const own = parseOperator(condition.operator);
      return (
        condition.key === denied.key &&
        own.comparison === operator.comparison &&
        own.qualifier === undefined &&
        (operator.ifExists || !own.ifExists) &&
        condition.values.length > 0 &&
        condition.values.every((value) => known.has(entryText(value) ?? "\u0000"))
      );
    })
  );
}
