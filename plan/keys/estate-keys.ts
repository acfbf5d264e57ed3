import type { PlanContext } from "../context";
import type { Conditions, Statement } from "../document";

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
  const publisher = (Sid: string, service: string, Condition: Conditions): Statement => ({
    Sid,
    Effect: "Allow",
    Principal: { Service: [service] },
    Action: ["kms:Decrypt", "kms:GenerateDataKey"],
    Resource: ["*"],
    Condition,
  });
  return [
    publisher("PublishAlarms", "cloudwatch.amazonaws.com", {
      StringEquals: { "aws:SourceAccount": environment.accountId },
      ArnLike: { "aws:SourceArn": names.arn("cloudwatch", `alarm:${names.prefix}-*`) },
    }),
    // EventBridge sends no source keys with its KMS calls (SNS Developer Guide, "Managing encryption keys"); the
    // topic in the encryption context limits what it may encrypt.
    publisher("PublishEvents", "events.amazonaws.com", {
      StringEquals: { "kms:EncryptionContext:aws:sns:topicArn": names.alertTopicArn },
    }),
  ];
}
