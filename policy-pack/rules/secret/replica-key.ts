import type { JudgedStack, StackObservation, StackResource, StackRule } from "../../engine/rule";
import { isUnknown, listOf, pointer, read, textOf } from "../../engine/value";
import { familyFrameworks } from "../../frameworks/frameworks";

const secretType = "aws:secretsmanager/secret:Secret";
const keyTypes = ["aws:kms/key:Key", "aws:kms/replicaKey:ReplicaKey", "aws:kms/alias:Alias"];

/** Every replica of a secret has a key of its own. */
export const secretReplicaKey: StackRule = {
  id: "secret/replica-key",
  title: "Replicas of secrets have a customer-managed key",
  severity: "high",
  level: "mandatory",
  onUndecided: "fail",
  needs: "stack",
  applies: [secretType],
  why: "A replica without a key of its own is encrypted with AWS's key, which everybody in the account may use through Secrets Manager.",
  fix: "Set kmsKeyId of the replica to a customer-managed key of its Region.",
  decides: "Whether each replica of a secret names a key that is not AWS's own.",
  cannotDecide:
    "An unknown key that comes from no key of the stack, and the policy of a key elsewhere.",
  frameworks: { ...familyFrameworks.secret, nist80053: ["SC-12", "SC-28", "SC-28(1)"] },
  params: {},
  since: "0.2.0",
  examples: {
    pass: 'replicas: [{ region: "eu-central-1", kmsKeyId: key.arn }]',
    fail: 'replicas: [{ region: "eu-central-1" }]',
  },
  check: (stack) => stack.ofType(secretType).flatMap((secret) => judgeReplicas(stack, secret)),
};

function judgeReplicas(stack: JudgedStack, resource: StackResource): readonly StackObservation[] {
  const { replicas } = resource.properties;
  if (isUnknown(replicas)) {
    return [
      { resource, verdict: "undecided", path: "/replicas", message: "The replicas are unknown." },
    ];
  }
  return listOf(replicas).flatMap((_replica, index): readonly StackObservation[] => {
    const path = pointer(["replicas", index, "kmsKeyId"]);
    const key = read(resource.properties, "replicas", index, "kmsKeyId");
    if (key.kind === "unknown") {
      if (stack.referred(resource, "replicas", keyTypes).length > 0) return [];
      const message = "The key of the replica is unknown and comes from no key of this stack.";
      return [{ resource, verdict: "undecided", path, message }];
    }
    const name = key.kind === "known" ? textOf(key.value) : "";
    if (name !== "" && !/alias\/aws\//.test(name)) return [];
    return [
      { resource, verdict: "fail", path, message: "The replica is encrypted with AWS's own key." },
    ];
  });
}
