import { judgeEncryption } from "../../engine/encryption";
import { encryptionMatrix, encryptionSettings } from "../../engine/encryption-matrix";
import { allowedKeysParam } from "../../engine/key-reference";
import { about, byType } from "../../engine/observations";
import type { StackRule } from "../../engine/rule";
import { judgeSetting } from "../../engine/settings";
import { familyFrameworks } from "../../frameworks/frameworks";

/** What holds data is encrypted with a customer-managed key. */
export const customerManagedKey: StackRule = {
  id: "encrypt/customer-managed-key",
  title: "Data at rest is encrypted with a customer-managed key",
  severity: "high",
  level: "mandatory",
  onUndecided: "fail",
  needs: "stack",
  applies: [...new Set([...encryptionMatrix, ...encryptionSettings].map(({ type }) => type))],
  why: "Only a key of your own has a policy that says who may read, and can be disabled in an incident.",
  fix: "Name a KMS key of this stack.",
  decides:
    "For every row of the encryption table: encryption is on, and its key is an enabled, symmetric KMS key that the stack declares, named by id, ARN, alias or reference.",
  cannotDecide:
    "Keys of other stacks are not seen, so they are reported unless allowedKeys lists them. What an image or a foreign snapshot is encrypted with stays undecided.",
  frameworks: {
    ...familyFrameworks.encrypt,
    nist80053: ["SC-13", "SC-28", "SC-28(1)"],
    pciDss: ["3.5.1"],
  },
  params: { allowedKeys: allowedKeysParam },
  since: "0.1.0",
  examples: { pass: "a log group with kmsKeyId: key.arn", fail: "a log group without kmsKeyId" },
  check: (stack, context) =>
    stack.resources.flatMap((resource) => [
      ...(requirements.get(resource.type) ?? []).flatMap((requirement) =>
        about(resource, judgeEncryption(resource, requirement, { stack, context })),
      ),
      ...(settings.get(resource.type) ?? []).flatMap((setting) =>
        about(resource, judgeSetting(resource.properties, setting)),
      ),
    ]),
};

const requirements = byType(encryptionMatrix);
const settings = byType(encryptionSettings);
