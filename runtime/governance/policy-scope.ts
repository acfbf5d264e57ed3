import type {
  ActionConstraint,
  PolicyJson,
  PrincipalConstraint,
  ResourceConstraint,
} from "@cedar-policy/cedar-wasm/nodejs";
import type { DecisionTriple } from "./bundle";

/** What a policy says about one of principal, action and resource. */
export type ScopePart =
  | { readonly kind: "any" }
  | { readonly kind: "one"; readonly id: string }
  | { readonly kind: "other" };

/** Whom and what a policy is about, before its conditions. */
export type PolicyScope = Readonly<Record<keyof DecisionTriple, ScopePart>>;

/** Names of the parts of a scope, in Cedar's order. */
export const scopeParts = ["principal", "action", "resource"] as const;

/**
 * Reads the scope of a policy. Anything but `==` with an entity of the model, or no constraint at all, is `other`:
 * Cedar knows groups and types as well, but the service graph does not.
 */
export function readScope(policy: PolicyJson): PolicyScope {
  return {
    principal: readPart(policy.principal, "Service"),
    action: readPart(policy.action, "Action"),
    resource: readPart(policy.resource, "Operation"),
  };
}

/** Whether a scope may take in a triple: only a part that names another entity rules that out. */
export function mayMatch(scope: PolicyScope, triple: DecisionTriple): boolean {
  return scopeParts.every((part) => {
    const constraint = scope[part];
    return constraint.kind !== "one" || constraint.id === triple[part];
  });
}

/** Whether a scope takes in a triple for certain; a part that is `other` takes in nothing. */
export function scopeMatches(scope: PolicyScope, triple: DecisionTriple): boolean {
  return mayMatch(scope, triple) && scopeParts.every((part) => scope[part].kind !== "other");
}

function readPart(
  constraint: PrincipalConstraint | ActionConstraint | ResourceConstraint,
  type: string,
): ScopePart {
  if (constraint.op === "All") return { kind: "any" };
  if (constraint.op !== "==" || !("entity" in constraint)) return { kind: "other" };
  const uid = "__entity" in constraint.entity ? constraint.entity.__entity : constraint.entity;
  return uid.type === type ? { kind: "one", id: uid.id } : { kind: "other" };
}
