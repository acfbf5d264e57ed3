import type { PlanContext } from "../context";
import type { Statement } from "../document";

/** CloudWatch Logs encrypts the stack's log groups, and no others (KMS-68). */
export function logsKeyStatements({ environment, names }: PlanContext): readonly Statement[] {
  const groups = names.logGroupArn(`/${environment.project}/${environment.stack}/*`);
  return [
    {
      Sid: "EncryptLogGroups",
      Effect: "Allow",
      Principal: { Service: [`logs.${environment.region}.amazonaws.com`] },
      Action: [
        "kms:Decrypt",
        "kms:DescribeKey",
        "kms:Encrypt",
        "kms:GenerateDataKey",
        "kms:GenerateDataKeyWithoutPlaintext",
        "kms:ReEncryptFrom",
        "kms:ReEncryptTo",
      ],
      Resource: ["*"],
      Condition: { ArnLike: { "kms:EncryptionContext:aws:logs:arn": groups } },
    },
  ];
}

/** CloudTrail encrypts what it delivers for this trail (KMS-69). */
export function trailKeyStatements({ environment, names }: PlanContext): readonly Statement[] {
  const trails = `arn:${environment.partition}:cloudtrail:*:${environment.accountId}:trail/*`;
  const cloudTrail = { Service: ["cloudtrail.amazonaws.com"] };
  const fromTrail = { "aws:SourceArn": names.trailArn };
  return [
    {
      Sid: "EncryptTrail",
      Effect: "Allow",
      Principal: cloudTrail,
      Action: ["kms:GenerateDataKey"],
      Resource: ["*"],
      Condition: {
        StringEquals: fromTrail,
        StringLike: { "kms:EncryptionContext:aws:cloudtrail:arn": trails },
      },
    },
    {
      Sid: "DescribeForTrail",
      Effect: "Allow",
      Principal: cloudTrail,
      Action: ["kms:DescribeKey"],
      Resource: ["*"],
      Condition: { StringEquals: fromTrail },
    },
  ];
}

/** Every publisher of the encrypted alert topic needs the key; without it alerts vanish silently (KMS-70). */
export function alertsKeyStatements({ environment, names }: PlanContext): readonly Statement[] {
  const publisher = (Sid: string, service: string, sourceArn: string): Statement => ({
    Sid,
    Effect: "Allow",
    Principal: { Service: [service] },
    Action: ["kms:Decrypt", "kms:GenerateDataKey"],
    Resource: ["*"],
    Condition: {
      StringEquals: { "aws:SourceAccount": environment.accountId },
      ArnLike: { "aws:SourceArn": sourceArn },
    },
  });
  return [
    publisher(
      "PublishAlarms",
      "cloudwatch.amazonaws.com",
      names.arn("cloudwatch", `alarm:${names.prefix}-*`),
    ),
    publisher(
      "PublishEvents",
      "events.amazonaws.com",
      names.arn("events", `rule/${names.prefix}-*`),
    ),
  ];
}
