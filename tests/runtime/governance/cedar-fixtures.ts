import {
  type DecisionTriple,
  operationId,
  type PolicyBundle,
} from "../../../runtime/governance/bundle";
import type { EngineQuestion } from "../../../runtime/governance/engine";

/** A small estate: orbit may have axon reason and look at its status; axon and vault call nobody. */
const operations = {
  [operationId("axon", "POST", "/reason")]: {
    callee: "axon",
    method: "POST",
    path: "/reason",
    intent: "reason",
  },
  [operationId("axon", "GET", "/status")]: {
    callee: "axon",
    method: "GET",
    path: "/status",
    intent: "observe",
  },
  [operationId("vault", "POST", "/seal")]: {
    callee: "vault",
    method: "POST",
    path: "/seal",
    intent: "seal",
  },
} as const;

/** Cedar schema with the actions of the small estate. */
export const schema = ["reason", "observe", "seal"].reduce(
  (text, intent) =>
    `${text}action "${intent}" appliesTo { principal: Service, resource: Operation, context: { method: String, path: String, delegationDepth: Long } };\n`,
  "entity Service;\nentity Operation = { callee: String, method: String, path: String };\n",
);

/** The narrow scope of a rule, as text. */
export const scopeOf = ({ principal, action, resource }: DecisionTriple): string =>
  `principal == Service::"${principal}", action == Action::"${action}", resource == Operation::"${resource}"`;

/** The triple that every rule of the small estate is about, unless it says otherwise. */
export const reasoning = {
  principal: "orbit",
  action: "reason",
  resource: "axon:POST:/reason",
} as const;

/** A permit as the service graph generates them. */
export const permit = (triple: DecisionTriple = reasoning): string =>
  `permit(${scopeOf(triple)}) when { context.method == resource.method && context.path == resource.path && context.delegationDepth <= 1 };`;

/** A permit whose condition is a chain of a number of terms: 400 trap Cedar 4.13 when it evaluates them. */
export const chained = (terms: number, operator = "||"): string =>
  `permit(${scopeOf(reasoning)}) when { ${Array.from({ length: terms }, (_, term) => `context.path == "/${String(term)}"`).join(` ${operator} `)} };`;

const repeated = (count: number, text: string) => Array.from({ length: count }, () => text);

/** Policies that strict validation lets pass, or would, and that trap Cedar 4.13 when they are evaluated. */
export const poisons = {
  "a chain of 400 ||": chained(400),
  "a chain of 1,000 ||": chained(1000),
  "a chain of 1,000 &&": `permit(${scopeOf(reasoning)}) when { ${repeated(1000, 'context.path == "/reason"').join(" && ")} };`,
  "a sum of 1,000 terms": `permit(${scopeOf(reasoning)}) when { ${repeated(1000, "context.delegationDepth").join(" + ")} == 0 };`,
  "1,000 unless clauses": `permit(${scopeOf(reasoning)}) ${repeated(1000, 'unless { context.path == "/no" }').join(" ")};`,
  "an if of 500 branches": `permit(${scopeOf(reasoning)}) when { ${repeated(500, 'if context.path == "/no" then true else ').join("")} true };`,
} as const;

/** The bundle of the small estate, with some parts replaced. */
export function bundleOf(parts: Partial<PolicyBundle> = {}): PolicyBundle {
  return {
    version: 1,
    account: { partition: "aws", accountId: "111122223333" },
    services: {
      orbit: { roleNames: ["orbit-task"] },
      axon: { roleNames: ["axon-task"] },
      vault: { roleNames: [] },
    },
    operations,
    hops: [{ from: "orbit", to: "axon" }],
    schema,
    policies: { orbit: { "orbit-to-axon-reason-1": permit() } },
    selfTest: {
      allow: reasoning,
      deny: { principal: "axon", action: "reason", resource: "axon:POST:/reason" },
    },
    ...parts,
  };
}

/** A question about a triple, with the context of the call that orbit makes to axon. */
export const asked = (
  triple: Partial<DecisionTriple> = {},
  context: Partial<EngineQuestion["context"]> = {},
): EngineQuestion => ({
  ...reasoning,
  ...triple,
  context: { method: "POST", path: "/reason", delegationDepth: 0, ...context },
});
