import { actionsMatching } from "./catalogue";
import { covers } from "./pattern";

/**
 * Actions that hand over an account, its keys or its data, worst first. They stand for what a pattern or an
 * exclusion lets through. The choice is the pack's own; the catalogue knows each of them.
 */
export const worstActions: readonly string[] = [
  "iam:AttachRolePolicy",
  "iam:CreatePolicyVersion",
  "iam:PassRole",
  "iam:CreateAccessKey",
  "sts:AssumeRole",
  "organizations:LeaveOrganization",
  "kms:PutKeyPolicy",
  "kms:Decrypt",
  "kms:ScheduleKeyDeletion",
  "secretsmanager:GetSecretValue",
  "cloudtrail:StopLogging",
  "s3:PutBucketPolicy",
  "s3:DeleteBucket",
  "lambda:UpdateFunctionCode",
  "ssm:SendCommand",
  "ec2:RunInstances",
];

/** The worst actions that none of the patterns matches. */
export function worstBut(excluded: readonly string[]): readonly string[] {
  return worstActions.filter(
    (action) => !excluded.some((pattern) => covers(pattern.toLowerCase(), action.toLowerCase())),
  );
}

const mostListed = 12;

/** The actions a pattern means today, as text: all of a few, the first of many. */
export function meaningToday(pattern: string): string {
  const actions = actionsMatching(pattern);
  const listed = actions.slice(0, mostListed).join(", ");
  const more = actions.length - mostListed;
  return more > 0 ? `${listed} and ${String(more)} more` : listed;
}
