import { duplicates } from "./duplicates";
import type { ConfigIssue } from "./issues";
import { showValue } from "./issues";
import type { WrittenConfig } from "./schema";

type Edges = WrittenConfig["edges"];

interface PlacedOperation {
  readonly path: string;
  readonly from: string;
  readonly to: string;
  readonly operation: Edges[number]["operations"][number];
}

/** Checks of operations: each means one thing, whoever calls it, and a request for it names one callee. */
export function checkOperations(edges: Edges): readonly ConfigIssue[] {
  const operations = edges.flatMap(({ from, to, operations: declared }, edge) =>
    declared.map((operation, index) => ({
      path: `edges.${String(edge)}.operations.${String(index)}`,
      from,
      to,
      operation,
    })),
  );
  return [
    ...checkDuplicates(edges),
    ...operations.flatMap(checkNormalPath),
    ...checkOneIntent(operations),
    ...checkOneCallee(operations),
  ];
}

function checkDuplicates(edges: Edges): readonly ConfigIssue[] {
  return edges.flatMap((edge, edgeIndex) =>
    duplicates(edge.operations.map(({ method, path }) => `${method} ${path}`)).map((duplicate) => ({
      code: "EDG004",
      path: `edges.${String(edgeIndex)}.operations.${String(duplicate.index)}`,
      problem: "operation declared twice",
      given: duplicate.value,
      fix: "remove one of them",
    })),
  );
}

// Clients resolve `.` and `..` before they send: a request for such a path would never be the operation.
function checkNormalPath({ path, operation }: PlacedOperation): readonly ConfigIssue[] {
  const sent = new URL(`https://callee${operation.path}`).pathname;
  if (sent === operation.path) return [];
  return [
    {
      code: "EDG005",
      path: `${path}.path`,
      problem: `clients send it as ${sent}`,
      given: showValue(operation.path),
      allowed: "a path without the segments . and ..",
      fix: `write ${sent}`,
    },
  ];
}

// A policy is about an operation and its intent; with two intents it would depend on the caller what is decided.
function checkOneIntent(operations: readonly PlacedOperation[]): readonly ConfigIssue[] {
  const operationOf = ({ to, operation }: PlacedOperation) =>
    `${to} ${operation.method} ${operation.path}`;
  return conflicts(operations, operationOf, (first, second) => {
    if (first.operation.intent === second.operation.intent || first.from === second.from) return [];
    return [
      {
        code: "EDG006",
        path: `${second.path}.intent`,
        problem: `${first.from} has another intent for this operation of ${second.to}`,
        given: showValue(second.operation.intent),
        allowed: first.operation.intent,
        fix: "give an operation the same intent on every edge to its callee",
      },
    ];
  });
}

// A caller that names no operation is decided about by its intent, method and path.
function checkOneCallee(operations: readonly PlacedOperation[]): readonly ConfigIssue[] {
  const requestOf = ({ from, operation: { intent, method, path } }: PlacedOperation) =>
    `${from} ${intent} ${method} ${path}`;
  return conflicts(operations, requestOf, (first, second) => {
    if (first.to === second.to) return [];
    return [
      {
        code: "EDG007",
        path: `${second.path}.intent`,
        problem: `${second.from} has the same intent, method and path for ${first.to}`,
        given: showValue(second.operation.intent),
        allowed: "one callee for each intent, method and path of a caller",
        fix: `give the operations of ${first.to} and ${second.to} different intents`,
      },
    ];
  });
}

function conflicts(
  operations: readonly PlacedOperation[],
  keyOf: (operation: PlacedOperation) => string,
  compare: (first: PlacedOperation, second: PlacedOperation) => readonly ConfigIssue[],
): readonly ConfigIssue[] {
  const firsts = new Map<string, PlacedOperation>();
  return operations.flatMap((operation) => {
    const first = firsts.get(keyOf(operation));
    if (first !== undefined) return compare(first, operation);
    firsts.set(keyOf(operation), operation);
    return [];
  });
}
