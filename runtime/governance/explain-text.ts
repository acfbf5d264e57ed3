import type { ClauseExplanation, Explanation, PolicyExplanation } from "./explain";
import { scopeParts } from "./policy-scope";

/** An explanation as text for an operator's terminal, several lines, without a final line end. */
export function explanationText(explanation: Explanation): string {
  const { principal, action, resource, context } = explanation.question;
  const call = `${context.method} ${context.path}, delegation depth ${String(context.delegationDepth)}`;
  return [
    `${principal} -> ${action} -> ${resource} (${call}): ${verdict(explanation)}`,
    ...explanation.policies.flatMap(policyLines),
    ...hint(explanation.permittedPrincipals),
  ].join("\n");
}

function verdict({ answer, unknown }: Explanation): string {
  if (unknown.length > 0) return `refused, the bundle does not know the ${unknown.join(" and ")}`;
  switch (answer.kind) {
    case "permitted":
      return `permitted by ${answer.policies.join(", ")}`;
    case "forbidden":
      return `forbidden by ${answer.policies.join(", ")}`;
    case "not-permitted":
      return "refused, no permit applies and nothing forbids it";
    case "policy-error":
      return `refused, policies err: ${answer.policies.join(", ") || "the bundle cannot be used"}`;
    case "engine-fault":
      return "refused, the engine broke down";
  }
}

function policyLines(policy: PolicyExplanation): readonly string[] {
  if (policy.kind === "unreadable") return [`  ${policy.id}: cannot be read`];
  const applies = { true: "applies", false: "does not apply", error: "errs" }[policy.applies];
  const missed = scopeParts.filter((part) => !policy.scope[part]);
  const heading = `  ${policy.kind} ${policy.id}: ${applies}`;
  // What a policy about something else would say of this question explains nothing.
  if (missed.length > 0) return [`${heading}, it is about another ${missed.join(" and ")}`];
  return [heading, ...policy.clauses.flatMap(clauseLines)];
}

function clauseLines({ kind, truth, conjuncts }: ClauseExplanation): readonly string[] {
  const outcome = { true: "met", false: "NOT MET", error: "ERROR" }[truth];
  const lines = conjuncts.map(({ text, truth: one }) => `      ${one.padEnd(5)}  ${text}`);
  return [`    ${kind}: ${outcome}`, ...lines];
}

function hint(permitted: readonly string[]): readonly string[] {
  return permitted.length === 0 ? [] : [`  permitted to: ${permitted.join(", ")}`];
}
