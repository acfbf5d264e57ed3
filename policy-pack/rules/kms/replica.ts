import { type Companions, companionsOf } from "../../engine/companions";
import type { StackObservation, StackResource, StackRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";

const replicaTypes = [
  "aws:kms/replicaKey:ReplicaKey",
  "aws:kms/replicaExternalKey:ReplicaExternalKey",
];
const policyType = "aws:kms/keyPolicy:KeyPolicy";

/** A replica key has a policy of its own. */
export const replica: StackRule = {
  id: "kms/replica",
  title: "Replica keys have their own policy",
  severity: "high",
  level: "mandatory",
  onUndecided: "fail",
  needs: "stack",
  applies: [...replicaTypes, policyType],
  why: "A replica does not inherit the policy of its primary key: without one, the whole account may use the same key material.",
  fix: "Set policy on the replica, to the policy of the primary key.",
  decides:
    "Whether each replica key has a policy, inline or as a KeyPolicy. What the policy says is judged by the other rules, as for any key.",
  cannotDecide: "Whether the policies of primary and replica agree.",
  frameworks: familyFrameworks.kms,
  params: {},
  since: "0.2.0",
  examples: { pass: "a ReplicaKey with a policy", fail: "a ReplicaKey without a policy" },
  check: (stack) => {
    const policies = companionsOf(stack, {
      types: [policyType],
      property: "keyId",
      owners: replicaTypes,
    });
    return stack
      .ofType(...replicaTypes)
      .filter(
        ({ properties: { policy } }) => policy === undefined || policy === null || policy === "",
      )
      .flatMap((resource) => judge(resource, policies));
  },
};

function judge(
  resource: StackResource,
  { of, perhaps }: Pick<Companions, "of" | "perhaps">,
): readonly StackObservation[] {
  if (of(resource).length > 0) return [];
  const path = "/policy";
  const evidence = perhaps(resource);
  if (evidence.length > 0) {
    const message = "A key policy belongs to this replica or to another key.";
    return [{ resource, verdict: "undecided", path, message, evidence }];
  }
  const message = "The replica has no policy, so AWS's own gives every action to the account root.";
  return [{ resource, verdict: "fail", path, message }];
}
