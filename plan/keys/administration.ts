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

/** Who administers a key: IAM of the account, by delegation, and the configured administrators. */
export function administrationStatements({ config, names }: PlanContext): readonly Statement[] {
  const delegated = administer("DelegateAdministration", [names.accountRootArn]);
  const { administratorArns } = config.keys;
  if (administratorArns.length === 0) return [delegated];
  return [delegated, administer("Administer", administratorArns)];
}

const administer = (Sid: string, principals: readonly string[]): Statement => ({
  Sid,
  Effect: "Allow",
  Principal: { AWS: principals },
  Action: administrationActions,
  Resource: ["*"],
});
