import type { CaseTable } from "../case-table";
import { elsewhere, type Records, words } from "../records";

const policies =
  "DeleteGroupPolicy DeleteRolePolicy DeleteUserPolicy PutGroupPolicy PutRolePolicy PutUserPolicy CreatePolicy DeletePolicy CreatePolicyVersion DeletePolicyVersion AttachRolePolicy DetachRolePolicy AttachUserPolicy DetachUserPolicy AttachGroupPolicy DetachGroupPolicy";
const escalation =
  "UpdateAssumeRolePolicy PutRolePermissionsBoundary DeleteRolePermissionsBoundary PutUserPermissionsBoundary DeleteUserPermissionsBoundary SetDefaultPolicyVersion CreateRole CreateUser CreateAccessKey CreateLoginProfile UpdateLoginProfile AddUserToGroup DeactivateMFADevice DeleteVirtualMFADevice CreateOpenIDConnectProvider CreateSAMLProvider UpdateSAMLProvider DeleteAccountPasswordPolicy UpdateAccountPasswordPolicy";
const credentials =
  "UpdateAccessKey CreateServiceSpecificCredential ResetServiceSpecificCredential UploadSSHPublicKey UploadSigningCertificate AddRoleToInstanceProfile AddClientIDToOpenIDConnectProvider UpdateOpenIDConnectProviderThumbprint EnableMFADevice TagRole UntagRole TagUser UntagUser";
const permissionSets =
  "CreateAccountAssignment AttachManagedPolicyToPermissionSet PutInlinePolicyToPermissionSet PutPermissionsBoundaryToPermissionSet DeletePermissionsBoundaryFromPermissionSet";
const looking =
  "GetRole ListRoles GetAccountAuthorizationDetails SimulatePrincipalPolicy GenerateCredentialReport";

const bucketPolicies =
  "PutBucketAcl PutBucketPolicy PutBucketCors PutBucketLifecycle PutBucketReplication DeleteBucketPolicy DeleteBucketCors DeleteBucketLifecycle DeleteBucketReplication";
const bucketProtection =
  "PutBucketPublicAccessBlock DeleteBucketPublicAccessBlock PutAccountPublicAccessBlock DeleteAccountPublicAccessBlock PutBucketVersioning PutBucketOwnershipControls DeleteBucketOwnershipControls PutBucketEncryption DeleteBucketEncryption DeleteBucket";
const recorder =
  "StopConfigurationRecorder DeleteDeliveryChannel PutDeliveryChannel PutConfigurationRecorder";
const organization =
  "AcceptHandshake AttachPolicy CreateAccount CreateOrganizationalUnit CreatePolicy DeclineHandshake DeleteOrganization DeleteOrganizationalUnit DeletePolicy DetachPolicy DisablePolicyType EnablePolicyType InviteAccountToOrganization LeaveOrganization MoveAccount RemoveAccountFromOrganization UpdatePolicy UpdateOrganizationalUnit";
const organizationMore = "CancelHandshake CreateOrganization EnableAllFeatures";
const trail = "CreateTrail UpdateTrail DeleteTrail StartLogging StopLogging";

/** Calls by whoever, wherever, refused or not. */
const byAnybody = ({ calls, who }: Records, service: string, list: string) => [
  ...calls(service, list),
  ...calls(service, list, { userIdentity: who.root, errorCode: "AccessDenied" }),
  ...calls(service, list, { userIdentity: who.user, awsRegion: elsewhere }),
];

/** Calls of one service whose names another service has, too. */
const bound =
  (service: string, list: string, near: { readonly quiet: string; readonly unseen: string }) =>
  (records: Records) => ({
    fires: byAnybody(records, service, list),
    quiet: [...records.calls("example", list), ...records.calls(service, near.quiet)],
    unseen: records.calls(service, near.unseen),
  });

/** Changes of permissions, of what bounds them, and of the record of both. */
export const iamChangeCases: CaseTable = {
  "iam-policy-changes": (records) => ({
    fires: [
      ...byAnybody(records, "iam", policies),
      // The benchmark's text asks for no service: a policy of Auto Scaling, and one of Organizations.
      records.call("autoscaling", "DeletePolicy"),
      records.call("organizations", "CreatePolicy"),
    ],
    quiet: [
      ...records.calls("iam", `${looking} ${escalation}`),
      ...records.calls("iam", credentials),
    ],
    unseen: records.calls("iam", "UpdateAssumeRolePolicy SetDefaultPolicyVersion"),
  }),
  "iam-escalation-moves": bound("iam", escalation, {
    quiet: `${looking} ${policies}`,
    unseen: "UpdateAccessKey TagRole",
  }),
  "credential-changes": (records) => ({
    fires: [
      ...byAnybody(records, "iam", credentials),
      ...byAnybody(records, "sso", permissionSets),
    ],
    quiet: [
      ...records.calls("example", `${credentials} ${permissionSets}`),
      ...records.calls("iam", `${looking} ${policies}`),
      ...records.calls("sso", "ListPermissionSets DescribePermissionSet"),
    ],
    // Names and paths alone, and passwords that their owner changes.
    unseen: records.calls("iam", "UpdateRole ChangePassword"),
  }),
  "trail-changes": (records) => ({
    fires: byAnybody(records, "cloudtrail", trail),
    quiet: [
      ...records.calls("cloudtrail", "DescribeTrails GetTrailStatus LookupEvents"),
      ...records.calls("iam", policies),
    ],
    unseen: records.calls("cloudtrail", "PutEventSelectors PutInsightSelectors"),
  }),
  "audit-blinding": (records) => ({
    fires: [
      ...byAnybody(records, "cloudtrail", "PutEventSelectors"),
      ...byAnybody(
        records,
        "logs",
        "DeleteLogGroup PutRetentionPolicy DeleteRetentionPolicy DisassociateKmsKey DeleteMetricFilter",
      ),
      ...byAnybody(records, "monitoring", "DeleteAlarms DisableAlarmActions"),
    ],
    quiet: [
      ...records.calls("logs", "CreateLogStream PutLogEvents DescribeLogGroups FilterLogEvents"),
      ...records.calls("monitoring", "DescribeAlarms EnableAlarmActions"),
      ...records.calls("cloudtrail", "GetEventSelectors"),
    ],
    unseen: records.calls("logs", "DeleteLogStream DeleteSubscriptionFilter"),
  }),
  "alert-path-changes": (records) => {
    const paths: readonly (readonly [service: string, list: string])[] = [
      ["logs", "PutMetricFilter"],
      ["monitoring", "PutMetricAlarm PutCompositeAlarm"],
      ["events", "PutRule DisableRule DeleteRule RemoveTargets"],
      ["sns", "DeleteTopic Unsubscribe SetTopicAttributes SetSubscriptionAttributes"],
      ["guardduty", "DeleteDetector UpdateDetector CreateFilter"],
      ["securityhub", "DisableSecurityHub BatchDisableStandards"],
      ["access-analyzer", "DeleteAnalyzer CreateArchiveRule"],
    ];
    return {
      fires: paths.flatMap(([service, list]) => byAnybody(records, service, list)),
      quiet: [
        ...paths.flatMap(([service, list]) => [
          ...records.calls("example", list),
          ...records.calls(service, "ListThings DescribeThings"),
        ]),
        // Rules of load balancers are no rules of events.
        ...records.calls("elasticloadbalancing", "DeleteRule CreateRule"),
        ...records.calls("sns", "Publish Subscribe"),
      ],
      unseen: records.calls("guardduty", "DeletePublishingDestination"),
    };
  },
  "bucket-policy-changes": bound("s3", bucketPolicies, {
    quiet: "GetBucketPolicy ListBuckets CreateBucket",
    unseen: bucketProtection,
  }),
  "bucket-protection-changes": bound("s3", bucketProtection, {
    quiet: "GetBucketVersioning ListBuckets CreateBucket",
    unseen: "PutAccessPointPolicy PutBucketLogging",
  }),
  "config-changes": bound("config", recorder, {
    quiet: "StartConfigurationRecorder DescribeConfigurationRecorders PutConfigRule",
    unseen: "DeleteConfigurationRecorder PutRetentionConfiguration",
  }),
  "organization-changes": bound("organizations", organization, {
    quiet: "DescribeOrganization ListAccounts TagResource",
    unseen: `${organizationMore} RegisterDelegatedAdministrator EnableAWSServiceAccess CloseAccount`,
  }),
  "organization-changes-extended": bound("organizations", `${organization} ${organizationMore}`, {
    quiet: "DescribeOrganization ListAccounts TagResource",
    unseen: "RegisterDelegatedAdministrator EnableAWSServiceAccess CloseAccount",
  }),
  "iam-changes": ({ calls, forged, call, envelope, who }) => {
    const list = `${policies} ${escalation} UpdateAccessKey CreateServiceSpecificCredential`;
    return {
      // AWS keeps these in us-east-1, wherever the caller was.
      fires: [
        ...calls("iam", list, { awsRegion: "us-east-1" }),
        ...calls("iam", list, { awsRegion: "us-east-1", userIdentity: who.root }),
      ],
      quiet: [
        ...calls("iam", "GetRole ListUsers GetPolicyVersion SimulatePrincipalPolicy PassRole"),
        ...calls("example", list),
        envelope("aws.iam", "Something else", call("iam", "CreateRole")),
        { ...forged(call("iam", "CreateRole")), source: "com.example", region: "us-east-1" },
        {
          ...forged({ ...call("iam", "CreateRole"), eventSource: "example.com" }),
          source: "aws.iam",
          region: "us-east-1",
        },
      ],
      // The trail's filters see them.
      unseen: calls("iam", "TagRole EnableMFADevice UploadSSHPublicKey AddRoleToInstanceProfile"),
    };
  },
  "organization-calls": ({ calls, forged, call, envelope }) => ({
    fires: calls("organizations", `${organization} ${organizationMore}`, {
      awsRegion: "us-east-1",
    }),
    quiet: [
      ...calls("organizations", "DescribeOrganization ListAccounts TagResource"),
      ...calls("iam", words(organization).join(" ")),
      ...calls("example", `${organization} ${organizationMore}`),
      {
        ...forged(call("organizations", "LeaveOrganization")),
        source: "com.example",
        region: "us-east-1",
      },
      {
        ...envelope(
          "aws.organizations",
          "Something else",
          call("organizations", "LeaveOrganization"),
        ),
        region: "us-east-1",
      },
    ],
    unseen: calls("organizations", "RegisterDelegatedAdministrator CloseAccount"),
  }),
  "class-iam-permission-change": (records) => ({
    fires: [...records.calls("iam", policies), ...records.calls("cloudtrail", trail)],
    quiet: [...records.calls("iam", looking), ...records.calls("ec2", "CreateVpc")],
  }),
};
