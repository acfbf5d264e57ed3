import type { StackResource } from "../engine/rule";
import { hasUnknownName } from "../iam/effective/arn-patterns";
import { type Actions, holdingsOf } from "../iam/effective/holdings";
import type { Principal } from "../iam/effective/principals";

/** Whether a role may hold what the stack gives to a role that it does not know, or knows by a name only. */
export function mayHold(
  principals: readonly Principal[],
  role: StackResource,
  actions: Actions,
): boolean {
  if (role.type !== "aws:iam/role:Role") return false;
  return principals
    .filter(({ resource, kind }) => resource === undefined && kind === "role")
    .filter(({ gaps }) => gaps.length > 0 || hasUnknownName(role))
    .some((each) => holdingsOf(each, actions).length > 0);
}
