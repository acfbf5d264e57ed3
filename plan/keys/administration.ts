import type { PlanContext } from "../context";
import type { Statement } from "../document";

/**
 * Actions of administration, without any action of use and without grants. `kms:PutKeyPolicy` must be
 * among them: AWS refuses a policy that would lock everybody out (KMS-67).
 */
export const administrationActions: readonly string[] = [
  "kms:CancelKeyDeletion",
  "kms:CreateAlias",
  "kms:DeleteAlias",
  "kms:DescribeKey",
  "kms:DisableKey",
  "kms:DisableKeyRotation",
  "kms:EnableKey",
  "kms:EnableKeyRotation",
  "kms:GetKeyPolicy",
  "kms:GetKeyRotationStatus",
  "kms:ListGrants",
  "kms:ListKeyPolicies",
  "kms:ListKeyRotations",
  "kms:ListResourceTags",
  "kms:PutKeyPolicy",
  "kms:RevokeGrant",
  "kms:ScheduleKeyDeletion",
  "kms:TagResource",
  "kms:UntagResource",
  "kms:UpdateAlias",
  "kms:UpdateKeyDescription",
];

/** What a key does: `encryption` is symmetric and rotates, `signing` is asymmetric and cannot. */
export type KeyUse = "encryption" | "signing";

/** Who administers a key: IAM of the account, by delegation, and the configured administrators. */
export function administrationStatements(
  { config, names }: PlanContext,
  use: KeyUse,
): readonly Statement[] {
  // KMS refuses these calls for asymmetric keys (KMS Developer Guide, "Key type reference").
  const actions = administrationActions.filter(
    (action) => use === "encryption" || !/Rotations?$|RotationStatus$/.test(action),
  );
  const administer = (Sid: string, principals: readonly string[]): Statement => ({
    Sid,
    Effect: "Allow",
    Principal: { AWS: principals },
    Action: actions,
    Resource: ["*"],
  });
  const delegated = administer("DelegateAdministration", [names.accountRootArn]);
  const { administratorArns } = config.keys;
  if (administratorArns.length === 0) return [delegated];
  return [delegated, administer("Administer", administratorArns)];
}
