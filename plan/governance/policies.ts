import { cedarString } from "./cedar-schema";
import type { GraphCall } from "./graph";

/** Cedar policies of one principal, by policy id. */
export type PolicySlice = Readonly<Record<string, string>>;

/**
 * One permit for each call of a caller; nothing else is ever permitted. Ids are numbered through the slice, because
 * names of callees and intents can make the same text when they are joined.
 * @param calls Calls of one caller, in a stable order.
 * @param maxDelegationDepth Most services on whose behalf the caller may act.
 */
export function cedarPolicies(
  calls: readonly GraphCall[],
  maxDelegationDepth: number,
): PolicySlice {
  return Object.fromEntries(
    calls.map((call, index) => [
      `${call.from}-to-${call.to}-${call.intent}-${String(index + 1)}`,
      permit(call, maxDelegationDepth),
    ]),
  );
}

const permit = ({ from, intent, operation }: GraphCall, maxDelegationDepth: number): string =>
  [
    "permit(",
    `  principal == Service::${cedarString(from)},`,
    `  action == Action::${cedarString(intent)},`,
    `  resource == Operation::${cedarString(operation)}`,
    ") when {",
    "  context.method == resource.method &&",
    "  context.path == resource.path &&",
    `  context.delegationDepth <= ${String(maxDelegationDepth)}`,
    "};",
    "",
  ].join("\n");
