import { isUnknown, type Properties, type Value } from "../engine/value";
import { readDocument } from "../iam/document";
import { all, decided, type Truth } from "../iam/effective/truth";

/**
 * Whether a resource holds the place of the inline policy with which the IAM console revokes the sessions of a
 * role. It only denies, and the console writes the time of the revocation into it (IAM User Guide, "Revoke IAM
 * role temporary security credentials"): a program that undid this would let stolen sessions in again.
 */
export function isSessionRevocation(type: string, { name, policy }: Properties): Truth {
  if (type !== "aws:iam/rolePolicy:RolePolicy") return "no";
  return all([isRevocationName(name), onlyDenies(policy)]);
}

function isRevocationName(name: Value | undefined): Truth {
  return isUnknown(name) ? "maybe" : decided(name === "AWSRevokeOlderSessions");
}

function onlyDenies(policy: Value | undefined): Truth {
  const document = readDocument(policy ?? null, "/policy");
  if (document.kind === "unknown") return "maybe";
  const { problems, statements } = document;
  if (problems.length > 0 || statements.length === 0) return "no";
  return all(
    statements.map(({ effect, effectUnknown, unknown }) =>
      unknown || effectUnknown ? "maybe" : decided(effect === "Deny"),
    ),
  );
}
