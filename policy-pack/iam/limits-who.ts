import { hasWildcard } from "./check";
import type { Condition } from "./document";

// Keys that say who calls, or on whose behalf; the caller cannot choose their values.
const identityKeys: ReadonlySet<string> = new Set([
  "aws:principalaccount",
  "aws:principalarn",
  "aws:principalorgid",
  "aws:principalorgpaths",
  "aws:sourceaccount",
  "aws:sourcearn",
  "aws:sourceorgid",
  "aws:sourcevpc",
  "aws:sourcevpce",
  "kms:calleraccount",
]);

// Equality only. IfExists and ForAllValues hold for a caller that sends no such key, so they limit nobody.
const equality =
  /^(ForAnyValue:)?(StringEquals|StringEqualsIgnoreCase|StringLike|ArnEquals|ArnLike)$/;

/** Whether a condition limits who may call: equality on an identity key with exact, known values. */
export function limitsWho({ operator, key, values }: Condition): boolean {
  return (
    equality.test(operator) &&
    identityKeys.has(key) &&
    values.length > 0 &&
    values.every((entry) => entry.kind === "text" && isExact(entry.text))
  );
}

// A wildcard in the last part of an ARN still names its service and account.
function isExact(value: string): boolean {
  if (!hasWildcard(value)) return true;
  const [, partition = "*", service = "*", , account = "*"] = value.split(":");
  return [partition, service, account].every((part) => part !== "" && !hasWildcard(part));
}
