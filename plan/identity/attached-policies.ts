import type { PlanContext } from "../context";
import { type PolicyDocument, policyDocument, type Statement } from "../document";
import { countCharacters, maxPolicyCharacters } from "./characters";

/** A policy of its own that is attached to one role. */
export interface AttachedPolicyPlan {
  /** Physical name. */
  readonly name: string;
  /** The policy. */
  readonly document: PolicyDocument;
}

/**
 * As many policies as the statements need, where their resources would not fit into one. A statement whose resources do
 * not fit goes on in the next policy.
 * @param roleName Physical name of the role; the policies are numbered after it.
 */
export function splitPolicies(
  context: PlanContext,
  roleName: string,
  statements: readonly Statement[],
): readonly AttachedPolicyPlan[] {
  const parts: Statement[][] = [];
  const fits = (part: readonly Statement[]) =>
    countCharacters(context, policyDocument(part)) <= maxPolicyCharacters;
  for (const statement of statements) {
    for (const resource of statement.Resource ?? []) {
      const extended = extend(parts.at(-1) ?? [], statement, resource);
      if (parts.length > 0 && fits(extended)) parts[parts.length - 1] = extended;
      else parts.push(extend([], statement, resource));
    }
  }
  return parts.map((part, index) => ({
    name: `${roleName}-${String(index + 1)}`,
    document: policyDocument(part),
  }));
}

type Resource = NonNullable<Statement["Resource"]>[number];

function extend(part: readonly Statement[], statement: Statement, resource: Resource): Statement[] {
  const last = part.at(-1);
  if (last?.Sid !== statement.Sid) return [...part, { ...statement, Resource: [resource] }];
  return [...part.slice(0, -1), { ...last, Resource: [...(last.Resource ?? []), resource] }];
}
