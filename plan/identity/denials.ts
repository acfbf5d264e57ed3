import type { Statement } from "../document";

// A denial may be as wide as it likes: each one names whole families of actions that no role of the stack needs.
const refuse = (Sid: string, Action: readonly string[]): Statement => ({
  Sid,
  Effect: "Deny",
  Action,
  Resource: ["*"],
});

// All that IAM writes but iam:PassRole: who can make a role without a boundary has none either (IAM-58).
const keepBoundary = (put: readonly string[]): Statement =>
  refuse("KeepBoundary", [
    "iam:Accept*",
    "iam:Add*",
    "iam:Associate*",
    "iam:Attach*",
    "iam:Change*",
    "iam:Create*",
    "iam:Deactivate*",
    "iam:Delete*",
    "iam:Detach*",
    "iam:Disable*",
    "iam:Enable*",
    ...put,
    "iam:Reject*",
    "iam:Remove*",
    "iam:Reset*",
    "iam:Resync*",
    "iam:Send*",
    "iam:Set*",
    "iam:Tag*",
    "iam:Untag*",
    "iam:Update*",
    "iam:Upload*",
  ]);

const keepEstate: readonly Statement[] = [
  refuse("KeepKeys", [
    "kms:CreateGrant",
    "kms:Delete*",
    "kms:Disable*",
    "kms:Disconnect*",
    "kms:ImportKeyMaterial",
    "kms:PutKeyPolicy",
    "kms:ReplicateKey",
    "kms:RetireGrant",
    "kms:RevokeGrant",
    "kms:ScheduleKeyDeletion",
    "kms:TagResource",
    "kms:UntagResource",
    "kms:Update*",
  ]),
  refuse("KeepEvidence", [
    "cloudtrail:Delete*",
    "cloudtrail:Put*",
    "cloudtrail:Stop*",
    "cloudtrail:Update*",
    "cloudwatch:Delete*",
    "cloudwatch:Disable*",
    "cloudwatch:PutMetricAlarm",
    "ec2:DeleteFlowLogs",
    "events:Delete*",
    "events:Disable*",
    "events:Remove*",
    "logs:AssociateKmsKey",
    "logs:Delete*",
    "logs:DisassociateKmsKey",
    "logs:PutRetentionPolicy",
    "s3:BypassGovernanceRetention",
    "s3:DeleteBucket*",
    "s3:DeleteObjectVersion",
    "s3:PutBucket*",
    "s3:PutLifecycleConfiguration",
  ]),
  refuse("KeepGuardrails", [
    "access-analyzer:Delete*",
    "access-analyzer:Update*",
    "config:Delete*",
    "config:Stop*",
    "guardduty:Delete*",
    "guardduty:Disassociate*",
    "guardduty:Update*",
    "organizations:LeaveOrganization",
    "securityhub:BatchDisable*",
    "securityhub:Disable*",
    "securityhub:Disassociate*",
  ]),
];

/**
 * What no role of the stack may do, whatever else is attached to it: change who may do what, change or disable
 * keys, blind the estate, or leave what guards the account. Part of every boundary.
 */
export const boundaryDenials: readonly Statement[] = [keepBoundary(["iam:Put*"]), ...keepEstate];

/**
 * The same for the one role that ends sessions of others: it may put an inline policy into a role, where its boundary
 * allows that, and nothing else that IAM calls Put (docs/decisions/0019).
 */
export const containmentDenials: readonly Statement[] = [
  keepBoundary([
    "iam:PutAccountProperties",
    "iam:PutGroupPolicy",
    "iam:PutRolePermissionsBoundary",
    "iam:PutUserPermissionsBoundary",
    "iam:PutUserPolicy",
  ]),
  ...keepEstate,
];
