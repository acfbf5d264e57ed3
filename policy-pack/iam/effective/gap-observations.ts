import type { StackObservation } from "../../engine/rule";
import { distinctGaps, gapsOf } from "./gaps";
import type { Actions } from "./holdings";
import type { Principal } from "./principals";

/** What keeps a rule from seeing all permissions of principals: one undecided observation for each place. */
export function gapObservations(
  principals: readonly Principal[],
  actions: Actions,
): readonly StackObservation[] {
  return distinctGaps(principals.flatMap((principal) => gapsOf(principal, actions))).map(
    ({ carrier, path, message }) => ({
      resource: carrier,
      verdict: "undecided",
      path,
      message,
      fix: "Declare the policy in this stack, compute its values from names, or declare its statements in the component's zeroTrust input.",
    }),
  );
}
