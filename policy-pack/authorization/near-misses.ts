import type { Condition, Entry } from "../iam/statement";
import { anyWay, namingOf } from "./callers-met";
import { conditionMet } from "./conditions-met";
import type { World } from "./known-arns";
import { type Policy, policiesOfResource, policiesOfRole } from "./policies";
import type { AuthorizationRequest } from "./request";
import { resourcesMet } from "./resources-met";
import { questionOf, speaksOfAction, withoutPrincipals } from "./rulings";

/** A statement that would allow a request if its conditions were met. */
export interface NearMiss {
  /** Kind of the policy, with its carrier and Sid. */
  readonly place: string;
  /** Conditions that are not met, in words. */
  readonly unmet: readonly string[];
}

/** The allowing statements that only their conditions keep from a request. */
export function nearMisses(world: World, request: AuthorizationRequest): readonly NearMiss[] {
  const { caller, resource, suffix = "" } = request;
  const question = questionOf(world, request, "maybe");
  const own = caller.kind === "role" ? policiesOfRole(world, caller.role) : undefined;
  const policies: readonly Policy[] = [
    ...(own === undefined ? [] : [...own.identity, ...own.boundaryPolicies]),
    ...(resource === undefined ? [] : policiesOfResource(world, resource)),
  ];
  return policies.flatMap(({ kind, carrier, document }) => {
    if (document.kind === "unknown") return [];
    const view = { ...question.view, hasVariables: document.version === "2012-10-17" };
    return document.statements
      .filter(({ effect }) => effect === "Allow")
      .filter((statement) => speaksOfAction(statement, question.action) !== "no")
      .filter((statement) => resourcesMet(statement, { resource, suffix }, view) !== "no")
      .filter(
        (statement) =>
          withoutPrincipals.has(kind) ||
          anyWay(namingOf(statement, caller, question.caller)) !== "no",
      )
      .flatMap(({ sid, conditions }) => {
        const unmet = conditions.filter((condition) => conditionMet(condition, view) === "no");
        const place = `the ${kind} of ${carrier.name}${sid === undefined ? "" : ` (${sid})`}`;
        return unmet.length === 0 ? [] : [{ place, unmet: unmet.map(conditionText) }];
      });
  });
}

const conditionText = ({ operator, key, values }: Condition): string =>
  `${operator} ${key} ${values.map(entryText).join(" or ")}`;

const entryText = (entry: Entry): string => {
  if (entry.kind === "unknown") return "(unknown)";
  return entry.kind === "text" ? entry.text : `${entry.ref}${entry.suffix}`;
};
