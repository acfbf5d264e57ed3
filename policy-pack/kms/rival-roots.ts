import type { CheckContext } from "../engine/rule";
import { namesCallers } from "../iam/caller-limit";
import type { Document, Statement } from "../iam/document";
import { everyKeyAction } from "../iam/key-actions";
import { ownership, principalForm } from "../iam/principal-forms";

/**
 * The accounts that a key policy gives every action, if there are several and none is known to be ours. A key
 * belongs to one account, so all but one of them are others.
 */
export function rivalRoots(
  { statements }: Extract<Document, { kind: "known" }>,
  { accounts }: Pick<CheckContext, "accounts">,
): readonly string[] {
  const found = new Set(statements.filter(isDelegation).flatMap(accountsOf));
  const isOpen = [...found].every((account) => ownership(account, accounts) === "unknown");
  return found.size > 1 && isOpen ? [...found].sort() : [];
}

// A condition on callers that is unknown is reported by iam/wildcard-action.
const isDelegation = (statement: Statement): boolean =>
  statement.effect === "Allow" &&
  everyKeyAction(statement) !== undefined &&
  !statement.conditionUnknown &&
  namesCallers(statement.conditions) === "unmet";

const accountsOf = ({ principals }: Statement): readonly string[] =>
  principals.map(principalForm).flatMap((form) => (form.kind === "account" ? [form.account] : []));
