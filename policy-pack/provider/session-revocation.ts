import type { Properties } from "../engine/value";
import { readDocument } from "../iam/document";

/**
 * Whether a resource holds the place of the inline policy with which the IAM console revokes the sessions of a
 * role. It only denies, and the console writes the time of the revocation into it (IAM User Guide, "Revoke IAM
 * role temporary security credentials"): a program that undid this would let stolen sessions in again.
 */
export function isSessionRevocation(type: string, { name, policy }: Properties): boolean {
  if (type !== "aws:iam/rolePolicy:RolePolicy" || name !== "AWSRevokeOlderSessions") return false;
  const document = readDocument(policy ?? null, "/policy");
  return (
    document.kind === "known" &&
    document.problems.length === 0 &&
    document.statements.length > 0 &&
    document.statements.every(({ effect }) => effect === "Deny")
  );
}
