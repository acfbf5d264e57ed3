import { envelope, roleCall } from "../records";
import type { Scenario } from "../scenario";

const explored = [
  { service: "s3", eventName: "ListBuckets" },
  { service: "iam", eventName: "ListRoles" },
  { service: "ec2", eventName: "DescribeSecurityGroups" },
  { service: "secretsmanager", eventName: "ListSecrets" },
  { service: "lambda", eventName: "ListFunctions20150331" },
];

/** Credentials of a task of axon are used from outside, to look around; GuardDuty notices. */
export const stolenCredentials: Scenario = {
  name: "stolen-credentials",
  title: "credentials of axon's task role are used from outside",
  service: "axon",
  detections: ["unauthorized-api-calls", "guardduty-findings"],
  events: (stage) => {
    const { accountId } = stage.context.environment;
    const role = stage.context.names.taskRole("axon");
    return [
      ...explored.map((call) => roleCall(stage, { ...call, role, errorCode: "AccessDenied" })),
      {
        kind: "envelope",
        envelope: envelope(stage, {
          source: "aws.guardduty",
          "detail-type": "GuardDuty Finding",
          // "Exfiltration:IAMUser/AnomalousBehavior" is a finding of high severity (Amazon GuardDuty User Guide,
          // "GuardDuty IAM finding types").
          detail: {
            schemaVersion: "2.0",
            accountId,
            id: `finding-${String(stage.time)}`,
            type: "Exfiltration:IAMUser/AnomalousBehavior",
            severity: 8,
            resource: {
              resourceType: "AccessKey",
              accessKeyDetails: {
                accessKeyId: "ASIAIOSFODNN7EXAMPLE",
                principalId: "AROACKCEVSQ6C2EXAMPLE:session",
                userName: role,
                userType: "AssumedRole",
              },
            },
            service: { archived: false, eventLastSeen: new Date(stage.time).toISOString() },
          },
        }),
      },
    ];
  },
};
