import type { PlanContext } from "../context";
import type { Statement } from "../document";
import { deny, notBy, type OrganizationInputs } from "./conditions";

// What watches the account, and what an account's owner sets once (plan/account-baseline).
const watchers = [
  "access-analyzer:DeleteAnalyzer",
  "access-analyzer:UpdateAnalyzer",
  "access-analyzer:CreateArchiveRule",
  "access-analyzer:UpdateArchiveRule",
  "access-analyzer:ApplyArchiveRule",
  "guardduty:DeleteDetector",
  "guardduty:UpdateDetector",
  "guardduty:DisassociateFromAdministratorAccount",
  "config:DeleteConfigurationRecorder",
  "config:DeleteDeliveryChannel",
  "config:StopConfigurationRecorder",
  "securityhub:DisableSecurityHub",
  "securityhub:DisassociateFromAdministratorAccount",
];

const defaults = [
  "ec2:DisableEbsEncryptionByDefault",
  "ec2:DisableImageBlockPublicAccess",
  "ec2:DisableSnapshotBlockPublicAccess",
  "ec2:ModifyInstanceMetadataDefaults",
  "iam:DeleteAccountPasswordPolicy",
  "iam:UpdateAccountPasswordPolicy",
  "s3:PutAccountPublicAccessBlock",
];

/** Guards the account that a stack owns: membership, its root user, what watches it, and its defaults. */
export function accountGuardrails(
  { environment }: PlanContext,
  inputs: OrganizationInputs,
): readonly Statement[] {
  return [
    deny("StayInOrganization", { Action: ["organizations:LeaveOrganization"] }),
    deny("NoRootUser", {
      Action: ["*"],
      Condition: {
        ArnLike: { "aws:PrincipalArn": `arn:${environment.partition}:iam::*:root` },
        // The management account's sessions for single tasks are what root users are replaced by (STS, AssumeRoot).
        Null: { "aws:AssumedRoot": "true" },
      },
    }),
    deny("KeepWatching", { Action: watchers, Condition: notBy(inputs) }),
    deny("KeepDefaults", { Action: defaults, Condition: notBy(inputs) }),
  ];
}
