import type { PlanContext } from "../context";
import type { Conditions, Statement } from "../document";
import { via } from "../keys/deployers";
import { queueConditions, topicConditions } from "../keys/estate-keys";
import { decryptVariables } from "../keys/variables";
import { evidencePrefixes } from "../monitoring/evidence";
import { logicalNames } from "../naming";
import { writeLogs } from "./logs";
import { planRole, type RolePlan } from "./roles";
import { trustLambda } from "./trust";

/** The role of the function that reviews accesses: it reads, keeps its reports, and tells people. */
export function planReviewRole(context: PlanContext): RolePlan {
  const { names, tags } = context;
  return planRole({
    key: "access-review",
    service: undefined,
    name: names.accessReview,
    description: "Reviews who accessed what",
    trust: [trustLambda],
    permissions: [
      writeLogs(context, names.logGroups.accessReview),
      ...readLogs(context),
      ...readUse(context),
      ...keepReports(context),
      ...tellPeople(context),
      decryptVariables(logicalNames.estateKey("evidence"), names.accessReviewFunctionArn),
    ],
    tags,
  });
}

const allow = (
  Sid: string,
  Action: readonly string[],
  Resource: NonNullable<Statement["Resource"]>,
  Condition?: Conditions,
): Statement => ({
  Sid,
  Effect: "Allow",
  Action,
  Resource,
  ...(Condition !== undefined && { Condition }),
});

function readLogs({ names }: PlanContext): readonly Statement[] {
  const groups = [names.logGroups.trail, names.logGroups.governance];
  return [
    allow(
      "QueryLogs",
      ["logs:StartQuery"],
      groups.map((group) => `${names.logGroupArn(group)}:*`),
    ),
    // AWS accepts no resource for these actions: the id of a query is all they take.
    allow("ReadQueries", ["logs:GetQueryResults", "logs:StopQuery"], ["*"]),
  ];
}

function readUse({ names }: PlanContext): readonly Statement[] {
  return [
    allow(
      "ReadRoles",
      ["iam:GenerateServiceLastAccessedDetails", "iam:GetRole"],
      [names.roleArn("*")],
    ),
    // AWS accepts no resource for the first, and for the second none that tells analyzers apart.
    allow("ReadUse", ["iam:GetServiceLastAccessedDetails", "access-analyzer:ListAnalyzers"], ["*"]),
    allow(
      "ReadUnusedAccess",
      ["access-analyzer:ListFindingsV2"],
      [names.arn("access-analyzer", "analyzer/*")],
    ),
    allow("ReadControls", ["securityhub:GetFindings"], [names.arn("securityhub", "hub/default")]),
  ];
}

function keepReports(context: PlanContext): readonly Statement[] {
  const { names } = context;
  const bucketArn = names.bucketArn(names.evidenceBucket);
  return [
    allow(
      "KeepReports",
      ["s3:GetObject", "s3:PutObject"],
      [`${bucketArn}/${evidencePrefixes.reviews}*`],
    ),
    allow("ListReports", ["s3:ListBucket"], [bucketArn], {
      StringLike: { "s3:prefix": `${evidencePrefixes.reviews}*` },
    }),
    allow(
      "EncryptReports",
      ["kms:Decrypt", "kms:GenerateDataKey"],
      [{ ref: logicalNames.estateKey("evidence") }],
      {
        StringEquals: { ...via(context, "s3"), "kms:EncryptionContext:aws:s3:arn": bucketArn },
      },
    ),
  ];
}

function tellPeople(context: PlanContext): readonly Statement[] {
  const { names } = context;
  const key = [{ ref: logicalNames.estateKey("alerts") }];
  const use = ["kms:Decrypt", "kms:GenerateDataKey"];
  return [
    allow("TellPeople", ["sns:Publish"], [names.alertTopicArn]),
    allow("EncryptNotices", use, key, { StringEquals: topicConditions(context) }),
    // Lambda puts failed asynchronous invocations into the queue as the function's role.
    allow("KeepDeadLetters", ["sqs:SendMessage"], [names.alertQueueArn]),
    allow("EncryptDeadLetters", use, key, { StringEquals: queueConditions(context) }),
  ];
}
