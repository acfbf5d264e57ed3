import type { Reference, StackObservation, StackResource, StackRule } from "../../engine/rule";
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
    const references = stack
      .ofType(policyType)
      .map((policy) => stack.reference(policy, ["keyId"], replicaTypes));
    return stack
      .ofType(...replicaTypes)
      .filter(
        ({ properties: { policy } }) => policy === undefined || policy === null || policy === "",
      )
      .flatMap((resource) => judge(resource, references));
  },
};

function judge(
  resource: StackResource,
  references: readonly Reference[],
): readonly StackObservation[] {
  const path = "/policy";
  if (references.some((each) => each.kind === "resource" && each.resource === resource)) return [];
  const isPerhaps = references.some(
    (each) => each.kind === "ambiguous" && each.candidates.includes(resource),
  );
  const message = "The replica has no policy, so AWS's own gives every action to the account root.";
  return isPerhaps
    ? [
        {
          resource,
          verdict: "undecided",
          path,
          message: "A key policy belongs to this replica or to another.",
        },
      ]
    : [{ resource, verdict: "fail", path, message }];
}
