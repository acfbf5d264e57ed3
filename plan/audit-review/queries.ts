import type { PlanContext } from "../context";

/** A question to a log. */
export interface ReviewQueryPlan {
  /** Name of the log group. */
  readonly logGroup: string;
  /**
   * Text in the Logs Insights query language. Its fields are those that a review reads: who, what, event, outcome,
   * reason, calls, first, last.
   */
  readonly text: string;
}

/** The questions of a review, by the part that they answer. */
export type ReviewQueriesPlan = Readonly<
  Record<"secret-reads" | "key-use" | "governance-refusals" | "iam-changes", ReviewQueryPlan>
>;

// The role, and not its session: sessions are many, and a review asks who is behind them.
const who =
  "coalesce(userIdentity.sessionContext.sessionIssuer.arn, userIdentity.arn, userIdentity.invokedBy) as who";

const counted = (by: string): readonly string[] => [
  `stats count(*) as calls, min(@timestamp) as first, max(@timestamp) as last by ${by}`,
  "sort calls desc",
];

/** Plans the questions. Nothing but names, counts and times leaves the log: no parameter that could hold a value. */
export function planReviewQueries({ names }: PlanContext): ReviewQueriesPlan {
  const { trail, governance } = names.logGroups;
  const query = (logGroup: string, lines: readonly string[]): ReviewQueryPlan => ({
    logGroup,
    text: lines.join("\n| "),
  });
  return {
    "secret-reads": query(trail, [
      `fields ${who}, requestParameters.secretId as what, eventName as event, errorCode as outcome`,
      // A batch is recorded once as itself, and once for each secret (Secrets Manager API Reference, "BatchGetSecretValue").
      'filter eventSource = "secretsmanager.amazonaws.com" and eventName in ["GetSecretValue", "BatchGetSecretValue"]',
      ...counted("who, what, event, outcome"),
    ]),
    "key-use": query(trail, [
      `fields ${who}, coalesce(resources.0.ARN, requestParameters.keyId) as what, eventName as event, errorCode as outcome`,
      'filter eventSource = "kms.amazonaws.com" and eventName in ["Decrypt", "Encrypt", "GenerateDataKey", "GenerateDataKeyWithoutPlaintext", "ReEncrypt", "Sign", "CreateGrant"]',
      ...counted("who, what, event, outcome"),
    ]),
    "governance-refusals": query(governance, [
      "fields caller as who, callee as what, intent as event, decision as outcome",
      'filter event_type = "governance.decision" and decision in ["deny", "error"]',
      ...counted("who, what, event, outcome, reason"),
    ]),
    "iam-changes": query(trail, [
      `fields ${who}, coalesce(requestParameters.roleName, requestParameters.userName, requestParameters.groupName, requestParameters.policyArn, requestParameters.policyName) as what, eventName as event, errorCode as outcome`,
      'filter eventSource = "iam.amazonaws.com" and eventName not like /^(Get|List|Simulate|Generate)/',
      ...counted("who, what, event, outcome"),
    ]),
  };
}
