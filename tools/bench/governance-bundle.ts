import { operationId, type PolicyBundle } from "../../runtime/governance/bundle";

/** Size of a bundle to measure with. */
export interface BundleSize {
  /** Services, each of which calls another one. At least 2. */
  readonly services: number;
  /** Policies in the slice of each service: nine tenths narrow permits, one tenth broad forbids. At least 10. */
  readonly policiesPerService: number;
}

const intents = ["reason", "plan", "recall", "report", "observe"] as const;

/**
 * A policy bundle of a given size that passes the gate. Each permit is about one operation and has three conditions;
 * the forbids are about everything and never apply, and every slice has the same ones.
 */
export function governanceBundle({ services, policiesPerService }: BundleSize): PolicyBundle {
  const names = Array.from({ length: services }, (_, index) => `service-${String(index)}`);
  const permits = Math.ceil(policiesPerService * 0.9);
  const forbids = forbidPolicies(policiesPerService - permits);
  const edges = names.map((from, index) => ({
    from,
    to: names[(index + 1) % services] ?? from,
  }));
  const calls = edges.flatMap(({ from, to }) =>
    Array.from({ length: permits }, (_, index) => call(from, to, index)),
  );
  const sliceOf = (name: string) => {
    const own = calls.filter(({ from }) => from === name).map(permitPolicy);
    return { ...Object.fromEntries(own), ...forbids };
  };
  const [first] = calls;
  if (first === undefined) throw new Error("A bundle needs 2 services and 10 policies for each.");
  return {
    version: 1,
    account: { partition: "aws", accountId: "111122223333" },
    services: Object.fromEntries(names.map((name) => [name, { roleNames: [`${name}-task`] }])),
    operations: Object.fromEntries(calls.map(({ id, operation }) => [id, operation])),
    hops: edges,
    schema: schemaText,
    policies: Object.fromEntries(names.map((name) => [name, sliceOf(name)])),
    selfTest: {
      allow: { principal: first.from, action: first.operation.intent, resource: first.id },
      deny: { principal: first.from, action: intents[1], resource: first.id },
    },
  };
}

const schemaText = `entity Service;
entity Operation = { callee: String, method: String, path: String };
${intents
  .map(
    (intent) =>
      `action "${intent}" appliesTo { principal: Service, resource: Operation, ` +
      `context: { method: String, path: String, delegationDepth: Long } };`,
  )
  .join("\n")}
`;

interface Call {
  readonly from: string;
  readonly id: string;
  readonly operation: PolicyBundle["operations"][string];
}

function call(from: string, callee: string, index: number): Call {
  const path = `/operations/${String(index)}`;
  const intent = intents[index % intents.length] ?? intents[0];
  const id = operationId(callee, "POST", path);
  return { from, id, operation: { callee, method: "POST", path, intent } };
}

function permitPolicy({ from, id, operation }: Call, index: number): readonly [string, string] {
  const { callee, intent } = operation;
  const text = `permit(principal == Service::"${from}", action == Action::"${intent}", resource == Operation::"${id}")
when { context.method == resource.method && context.path == resource.path && context.delegationDepth <= 3 };`;
  return [`${from}-to-${callee}-${intent}-${String(index + 1)}`, text];
}

function forbidPolicies(count: number): Readonly<Record<string, string>> {
  const texts = Array.from(
    { length: count },
    (_, index) => `forbid(principal, action, resource)
when { resource.path == "/blocked/${String(index)}" && context.method == "DELETE" && context.delegationDepth > 2 };`,
  );
  return Object.fromEntries(texts.map((text, index) => [`forbid-${String(index + 1)}`, text]));
}
