import type { DetectionPattern } from "./pattern";
import { anyEvent, anyEventCompact } from "./pattern";

/** Calls that change an organization, in the order in which Prowler asks for them. */
export const organizationChanges: readonly string[] = [
  "AcceptHandshake",
  "AttachPolicy",
  "CancelHandshake",
  "CreateAccount",
  "CreateOrganization",
  "CreateOrganizationalUnit",
  "CreatePolicy",
  "DeclineHandshake",
  "DeleteOrganization",
  "DeleteOrganizationalUnit",
  "DeletePolicy",
  "EnableAllFeatures",
  "EnablePolicyType",
  "InviteAccountToOrganization",
  "LeaveOrganization",
  "DetachPolicy",
  "DisablePolicyType",
  "MoveAccount",
  "RemoveAccountFromOrganization",
  "UpdateOrganizationalUnit",
  "UpdatePolicy",
];

const change = (key: string, description: string, pattern: string): DetectionPattern => ({
  ...{ key, description, pattern },
  alertClass: "iam-permission-change",
  source: "trail",
  threshold: "one",
});

const quoted = (names: readonly string[]): string =>
  names.map((name) => `($.eventName = "${name}")`).join(" || ");

/** Changes of who may use buckets, of what records configuration, and of the organization (CIS 5.8, 5.9, 5.15). */
export const accountChanges: readonly DetectionPattern[] = [
  change(
    "bucket-policy-changes",
    "Policies, sharing, lifecycle or replication of buckets were changed.",
    `{ ($.eventSource = s3.amazonaws.com) && (${anyEvent(["PutBucketAcl", "PutBucketPolicy", "PutBucketCors", "PutBucketLifecycle", "PutBucketReplication", "DeleteBucketPolicy", "DeleteBucketCors", "DeleteBucketLifecycle", "DeleteBucketReplication"])}) }`,
  ),
  // What CIS omits: ways to open a bucket that leave its policy as it is.
  change(
    "bucket-protection-changes",
    "Public access blocks, versioning, encryption or ownership of buckets were changed, or buckets deleted.",
    `{ ($.eventSource = s3.amazonaws.com) && (${anyEvent(["PutBucketPublicAccessBlock", "DeleteBucketPublicAccessBlock", "PutAccountPublicAccessBlock", "DeleteAccountPublicAccessBlock", "PutBucketVersioning", "PutBucketOwnershipControls", "DeleteBucketOwnershipControls", "PutBucketEncryption", "DeleteBucketEncryption", "DeleteBucket"])}) }`,
  ),
  change(
    "config-changes",
    "AWS Config was stopped, or its recorder or delivery changed.",
    `{ ($.eventSource = config.amazonaws.com) && (${anyEventCompact(["StopConfigurationRecorder", "DeleteDeliveryChannel", "PutDeliveryChannel", "PutConfigurationRecorder"])}) }`,
  ),
  change(
    "organization-changes",
    "The organization, its accounts or its policies were changed.",
    `{ ($.eventSource = organizations.amazonaws.com) && (${quoted(["AcceptHandshake", "AttachPolicy", "CreateAccount", "CreateOrganizationalUnit", "CreatePolicy", "DeclineHandshake", "DeleteOrganization", "DeleteOrganizationalUnit", "DeletePolicy", "DetachPolicy", "DisablePolicyType", "EnablePolicyType", "InviteAccountToOrganization", "LeaveOrganization", "MoveAccount", "RemoveAccountFromOrganization", "UpdatePolicy", "UpdateOrganizationalUnit"])}) }`,
  ),
  // The scanners disagree: CIS prints eighteen names, Prowler asks for twenty-one in an order of its own.
  change(
    "organization-changes-extended",
    "The organization, its accounts or its policies were changed (more calls).",
    `{($.eventSource=organizations.amazonaws.com)&&(${anyEventCompact(organizationChanges)})}`,
  ),
];
