import { accountId } from "./world";

const region = "us-east-1";

const envelope = (source: string, type: string) => ({
  version: "0",
  id: "c4c1c1c9-6542-e61b-6ef0-8c4d36933a92",
  "detail-type": type,
  source,
  account: accountId,
  time: "2026-03-01T10:00:00Z",
  region,
});

/** A finding about a key of a role's session. */
export const guardDutyEvent = (roleName = "axon-task", severity = 8) => ({
  ...envelope("aws.guardduty", "GuardDuty Finding"),
  resources: [],
  detail: {
    schemaVersion: "2.0",
    accountId,
    region,
    id: "aeb5d3e7c1f04a8c9b7d000000000001",
    type: "UnauthorizedAccess:IAMUser/InstanceCredentialExfiltration.OutsideAWS",
    severity,
    updatedAt: "2026-03-01T10:05:00.000Z",
    service: { eventLastSeen: "2026-03-01T09:59:30Z", count: 1 },
    resource: {
      resourceType: "AccessKey",
      accessKeyDetails: { accessKeyId: "ASIA", userType: "AssumedRole", userName: roleName },
    },
  },
});

/** A read of a secret by a role's session. */
export const cloudTrailEvent = (roleName = "axon-task") => ({
  ...envelope("aws.secretsmanager", "AWS API Call via CloudTrail"),
  resources: [],
  detail: {
    eventVersion: "1.11",
    eventID: "0b3e7a52-7a32-4a0e-9a5b-2d1f0c000001",
    eventName: "GetSecretValue",
    eventSource: "secretsmanager.amazonaws.com",
    eventTime: "2026-03-01T10:00:00Z",
    awsRegion: region,
    recipientAccountId: accountId,
    userIdentity: {
      type: "AssumedRole",
      arn: `arn:aws:sts::${accountId}:assumed-role/${roleName}/session`,
      accountId,
      sessionContext: {
        sessionIssuer: { type: "Role", arn: `arn:aws:iam::${accountId}:role/p/dev/${roleName}` },
      },
    },
    requestParameters: { secretId: "p/dev/orbit/token" },
  },
});

/** An alarm that goes off. */
export const alarmEvent = (name = "axon-refused") => ({
  ...envelope("aws.cloudwatch", "CloudWatch Alarm State Change"),
  resources: [`arn:aws:cloudwatch:${region}:${accountId}:alarm:${name}`],
  detail: {
    alarmName: name,
    state: { value: "ALARM", timestamp: "2026-03-01T10:00:00.985+0000", reason: "crossed" },
    previousState: { value: "OK", timestamp: "2026-03-01T09:00:00.000+0000" },
  },
});
