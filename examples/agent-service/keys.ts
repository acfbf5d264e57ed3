import * as kms from "@pulumi/aws/kms";
import type { Statement } from "./documents";
import { policyDocument } from "./documents";
import type { Settings } from "./settings";

// Administration without any use. `kms:PutKeyPolicy` must be among it: AWS refuses a policy that would lock
// everybody out.
const administration = [
  "kms:CancelKeyDeletion",
  "kms:CreateAlias",
  "kms:DeleteAlias",
  "kms:DescribeKey",
  "kms:DisableKey",
  "kms:EnableKey",
  "kms:EnableKeyRotation",
  "kms:GetKeyPolicy",
  "kms:GetKeyRotationStatus",
  "kms:ListGrants",
  "kms:ListResourceTags",
  "kms:PutKeyPolicy",
  "kms:RevokeGrant",
  "kms:ScheduleKeyDeletion",
  "kms:TagResource",
  "kms:UntagResource",
];

/** What a key is made from. */
export interface KeyArgs {
  /** What it encrypts. */
  readonly description: string;
  /** Who may use it. */
  readonly use: readonly Statement[];
  /** Settings of the stack. */
  readonly settings: Settings;
  /** Tags. */
  readonly tags: Readonly<Record<string, string>>;
}

/** Declares a key that IAM of the account administers, and that only the given statements let anybody use. */
export function createKey(name: string, { description, use, settings, tags }: KeyArgs): kms.Key {
  return new kms.Key(name, {
    description,
    enableKeyRotation: true,
    deletionWindowInDays: 30,
    policy: policyDocument([
      {
        Sid: "DelegateAdministration",
        Effect: "Allow",
        Principal: { AWS: [accountRoot(settings)] },
        Action: administration,
        Resource: ["*"],
      },
      ...use,
    ]),
    tags,
  });
}

/** ARN of the account: as a principal it leaves the decision to IAM of the account. */
export const accountRoot = ({ allowedAccountIds: [accountId] }: Settings): string =>
  `arn:aws:iam::${accountId}:root`;
