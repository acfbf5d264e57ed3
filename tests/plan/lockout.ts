import type { Conditions, PolicyDocument, Statement } from "../../plan/document";
import { isLike } from "../support/pattern";

/** Who asks for what, as far as denials look at it. */
export interface Caller {
  /** ARN of the caller's role. */
  readonly arn: string;
  /** Action that is asked for. */
  readonly action: string;
}

/** The Sids of the statements that deny a caller an action, whatever else is allowed. */
export const denials = (document: PolicyDocument, caller: Caller): readonly string[] =>
  document.Statement.filter(
    (statement) => statement.Effect === "Deny" && applies(statement, caller),
  ).map(({ Sid }) => Sid);

/** The Sids of the statements that allow a caller an action, other conditions granted. */
export const allowances = (document: PolicyDocument, caller: Caller): readonly string[] =>
  document.Statement.filter(
    (statement) => statement.Effect === "Allow" && applies(statement, caller),
  ).map(({ Sid }) => Sid);

const applies = ({ Action, Condition = {} }: Statement, { arn, action }: Caller): boolean =>
  Action.some((pattern) => isLike(pattern, action)) && callerHolds(Condition, arn);

// Conditions on anything but the caller are taken to hold: the caller meets an allowance's, and not a denial's of
// AWS services or old sessions.
function callerHolds(conditions: Conditions, arn: string): boolean {
  return Object.entries(conditions).every(([operator, keys]) => {
    const values = keys["aws:PrincipalArn"];
    if (operator === "DateLessThan" || "lambda:SourceFunctionArn" in keys) return false;
    if (values === undefined) return true;
    const isAmong = [values].flat().some((pattern) => isLike(pattern, arn));
    return operator.includes("Not") ? !isAmong : isAmong;
  });
}
