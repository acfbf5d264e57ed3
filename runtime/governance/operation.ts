import type { RefusalReason } from "../reasons";
import type { DecisionRequest } from "./decision-request";
import type { Lookups, Operation } from "./lookups";

/** Finds the operation that a caller wants, or the reason why there is none. */
export function operationOf(
  lookups: Lookups,
  caller: string,
  request: DecisionRequest,
): Operation | RefusalReason {
  if (!lookups.intents.has(request.intent)) return "unknown-action";
  const operation =
    request.resource === undefined
      ? onlyOperation(lookups, caller, request)
      : lookups.operations.get(request.resource);
  if (operation === undefined) return "unknown-resource";
  // A call that is not the operation it is said to be would be decided as something it is not.
  return isCallOf(operation, request.call) ? operation : "unknown-resource";
}

/** The one operation with that intent, and that method and path, among the services a caller may call. */
function onlyOperation(
  { operations, isHop }: Lookups,
  caller: string,
  { intent, call }: DecisionRequest,
): Operation | undefined {
  const candidates = [...operations.values()].filter(
    (operation) =>
      operation.intent === intent && isHop(caller, operation.callee) && isCallOf(operation, call),
  );
  return candidates.length === 1 ? candidates[0] : undefined;
}

const isCallOf = (operation: Operation, call: DecisionRequest["call"]): boolean =>
  call === undefined || (call.method === operation.method && call.path === operation.path);
