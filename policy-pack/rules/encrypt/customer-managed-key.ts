import { type EncryptionRequirement, encryptionMatrix } from "../../engine/encryption-matrix";
import { judgeKey } from "../../engine/key-reference";
import type { JudgedStack, StackObservation, StackResource, StackRule } from "../../engine/rule";
import { pointer, read } from "../../engine/value";
import { familyFrameworks } from "../../frameworks/frameworks";

/** What holds data is encrypted with a customer-managed key. */
export const customerManagedKey: StackRule = {
  id: "encrypt/customer-managed-key",
  title: "Data at rest is encrypted with a customer-managed key",
  severity: "high",
  level: "mandatory",
  onUndecided: "fail",
  needs: "stack",
  applies: encryptionMatrix.map(({ type }) => type),
  why: "Only a key of your own has a policy that says who may read, and can be disabled in an incident.",
  fix: "Name a KMS key of this stack.",
  decides: "TODO",
  cannotDecide: "TODO",
  frameworks: familyFrameworks.encrypt,
  params: {},
  since: "0.1.0",
  examples: { pass: "a log group with kmsKeyId: key.arn", fail: "a log group without kmsKeyId" },
  check: (stack) =>
    encryptionMatrix.flatMap((requirement) =>
      stack
        .ofType(requirement.type)
        .flatMap((resource) => judgeResource(stack, resource, requirement)),
    ),
};

function judgeResource(
  stack: JudgedStack,
  resource: StackResource,
  { keyPath, enabledPath, onlyWith }: EncryptionRequirement,
): readonly StackObservation[] {
  if (onlyWith !== undefined && resource.properties[onlyWith] === undefined) return [];
  const enabled = enabledPath === undefined ? undefined : read(resource.properties, ...enabledPath);
  const path = pointer(enabledPath ?? []);
  if (enabled?.kind === "unknown") {
    return [
      { resource, verdict: "undecided", path, message: "Whether it is encrypted is unknown." },
    ];
  }
  if (enabled !== undefined && !(enabled.kind === "known" && enabled.value === true)) {
    return [{ resource, verdict: "fail", path, message: "It is not encrypted." }];
  }
  return judgeKey(stack, resource, { path: keyPath });
}
