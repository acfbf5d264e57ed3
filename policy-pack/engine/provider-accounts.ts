import type { JudgedResource } from "./rule";
import { isUnknown, listOf, type Value } from "./value";

/** The accounts a provider resource is limited to: they are ours. */
export function allowedAccounts({ type, properties }: JudgedResource): readonly string[] {
  if (type !== "pulumi:providers:aws") return [];
  return listOf(decoded(properties["allowedAccountIds"])).filter(
    (account): account is string => typeof account === "string" && !isUnknown(account),
  );
}

/** The value of a provider's input: providers receive everything but text as JSON text. */
export function decoded(value: Value | undefined): Value | undefined {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value) as Value;
  } catch {
    return value;
  }
}
