import { planAnalyzers } from "../account-baseline/analyzers";
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

/**
 * Roles whose use is looked up, each of them named: no more fit into a policy beside the rest of it. A review says that
 * it could not read what is beyond.
 */
const maxReviewedRoles = 60;

/**
 * The role of the function that reviews accesses: it reads, keeps its reports, and tells people.
 * @param roleNames Names of the roles whose use is reviewed.
 */
export function planReviewRole(context: PlanContext, roleNames: readonly string[]): RolePlan {
  const { names, tags } = context;
  const permissions = (roleArns: readonly string[]) => [
    writeLogs(context, names.logGroups.accessReview),
    ...readLogs(context),
    ...readUse(context, roleArns),
    ...keepReports(context),
    ...tellPeople(context),
    decryptVariables(logicalNames.estateKey("evidence"), names.accessReviewFunctionArn),
  ];
  return planRole({
    key: "access-review",
    service: undefined,
    name: names.accessReview,
    description: "Reviews who accessed what",
    trust: [trustLambda],
    permissions: permissions(roleNames.slice(0, maxReviewedRoles).map(names.roleArn)),
    limits: permissions([names.roleArn("*")]),
    tags,
  });
}

const allow = (
  Sid: string,
  Action: readonly string[],
  Resource: NonNullable<Statement["Resource"]>,
): Statement => ({ Sid, Effect: "Allow", Action, Resource });

const when = (Condition: Conditions, statement: Statement): Statement => ({
  ...statement,
  Condition,
});

function readLogs({ names }: PlanContext): readonly Statement[] {
  const groups = [names.logGroups.trail, names.logGroups.governance];
  return [
    allow(
      "QueryLogs",
      ["logs:StartQuery", "logs:GetQueryResults"],
      groups.map((group) => `${names.logGroupArn(group)}:*`),
    ),
    // AWS accepts no resource for this action: the id of a query is all it takes.
    allow("StopQueries", ["logs:StopQuery"], ["*"]),
  ];
}

function readUse(context: PlanContext, roleArns: readonly string[]): readonly Statement[] {
  const analyzer = analyzerArn(context);
  return [
    allow("ReadRoles", ["iam:GenerateServiceLastAccessedDetails", "iam:GetRole"], roleArns),
    // AWS accepts no resource for this action: the id of a job is all it takes.
    allow("ReadUse", ["iam:GetServiceLastAccessedDetails"], ["*"]),
    // The action stands for ListFindingsV2 too (Access Analyzer API Reference, "ListFindingsV2").
    ...(analyzer === undefined
      ? []
      : [allow("ReadUnusedAccess", ["access-analyzer:ListFindings"], [analyzer])]),
    allow(
      "ReadControls",
      ["securityhub:GetFindings"],
      [context.names.arn("securityhub", "hub/default")],
    ),
  ];
}

/** ARN of the stack's own analyzer of unused access; undefined where it has none. */
export const analyzerArn = (context: PlanContext): string | undefined =>
  (context.config.accountBaseline === "owner" ? planAnalyzers(context) : [])
    .filter(({ type }) => type === "ACCOUNT_UNUSED_ACCESS")
    .map(({ name }) => context.names.arn("access-analyzer", `analyzer/${name}`))
    .at(0);

function keepReports(context: PlanContext): readonly Statement[] {
  const { names } = context;
  const bucketArn = names.bucketArn(names.evidenceBucket);
  return [
    allow(
      "KeepReports",
      ["s3:GetObject", "s3:PutObject"],
      [`${bucketArn}/${evidencePrefixes.reviews}*`],
    ),
    when(
      { StringLike: { "s3:prefix": `${evidencePrefixes.reviews}*` } },
      allow("ListReports", ["s3:ListBucket"], [bucketArn]),
    ),
    when(
      { StringEquals: { ...via(context, "s3"), "kms:EncryptionContext:aws:s3:arn": bucketArn } },
      allow(
        "EncryptReports",
        ["kms:Decrypt", "kms:GenerateDataKey"],
        [{ ref: logicalNames.estateKey("evidence") }],
      ),
    ),
  ];
}

function tellPeople(context: PlanContext): readonly Statement[] {
  const { names } = context;
  const key = [{ ref: logicalNames.estateKey("alerts") }];
  const use = ["kms:Decrypt", "kms:GenerateDataKey"];
  return [
    allow("TellPeople", ["sns:Publish"], [names.alertTopicArn]),
    when({ StringEquals: topicConditions(context) }, allow("EncryptNotices", use, key)),
    // Lambda puts failed asynchronous invocations into the queue as the function's role.
    allow("KeepDeadLetters", ["sqs:SendMessage"], [names.alertQueueArn]),
    when({ StringEquals: queueConditions(context) }, allow("EncryptDeadLetters", use, key)),
  ];
}
