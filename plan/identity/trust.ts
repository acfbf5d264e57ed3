import type { PlanContext } from "../context";
import type { Conditions, Statement } from "../document";

/** Trust in an AWS service, limited to this account and, where the service sends it, to exact sources (IAM-60). */
export function trustService(
  { environment }: PlanContext,
  service: string,
  sourceArn?: string,
): Statement {
  const condition: Conditions = {
    StringEquals: { "aws:SourceAccount": environment.accountId },
    ...(sourceArn === undefined ? {} : { ArnLike: { "aws:SourceArn": sourceArn } }),
  };
  return {
    Sid: "AssumeByService",
    Effect: "Allow",
    Principal: { Service: [service] },
    Action: ["sts:AssumeRole"],
    Condition: condition,
  };
}

/**
 * Trust in AWS Lambda. Lambda sends neither source account nor source ARN when it assumes an execution
 * role, so the statement has no condition; `iam:PassRole` decides who may give the role to a function.
 */
export const trustLambda: Statement = {
  Sid: "AssumeByService",
  Effect: "Allow",
  Principal: { Service: ["lambda.amazonaws.com"] },
  Action: ["sts:AssumeRole"],
};

/**
 * Trust of an edge's access role in the caller's task role. The session must carry the caller's name as
 * source identity, and a correlation id as session tag, so that CloudTrail ties each session to its cause.
 */
export function trustCaller(callerRoleArn: string, caller: string): Statement {
  return {
    Sid: "AssumeByCaller",
    Effect: "Allow",
    Principal: { AWS: [callerRoleArn] },
    Action: ["sts:AssumeRole", "sts:SetSourceIdentity", "sts:TagSession"],
    Condition: {
      StringEquals: { "sts:SourceIdentity": caller },
      Null: { "aws:RequestTag/correlation-id": "false" },
      "ForAllValues:StringEquals": { "aws:TagKeys": ["correlation-id"] },
    },
  };
}
