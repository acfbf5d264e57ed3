import type { PolicyBundle } from "../../../runtime/governance/bundle";
import type { EngineAnswer, EngineQuestion } from "../../../runtime/governance/engine";

/** A condition on the facts of a call. */
export type Condition =
  | { readonly fact: "method" | "path"; readonly equals: string }
  | { readonly fact: "method" | "path"; readonly equals: "the resource's" }
  | { readonly fact: "delegationDepth"; readonly atMost: number };

/** A rule of the model that is written down twice: as Cedar, and as the few lines that decide it here. */
export interface Rule {
  readonly effect: "permit" | "forbid";
  /** Undefined means any. */
  readonly action: string | undefined;
  readonly resource: string | undefined;
  readonly principal: string | undefined;
  readonly when: readonly Condition[];
  readonly unless: readonly Condition[];
}

/** The rule in Cedar's syntax. */
export function cedarText({ effect, principal, action, resource, when, unless }: Rule): string {
  const part = (name: string, type: string, id: string | undefined) =>
    id === undefined ? name : `${name} == ${type}::"${id}"`;
  const scope = [
    part("principal", "Service", principal),
    part("action", "Action", action),
    part("resource", "Operation", resource),
  ];
  const clause = (kind: string, conditions: readonly Condition[]) =>
    conditions.length === 0 ? "" : ` ${kind} { ${conditions.map(conditionText).join(" && ")} }`;
  return `${effect}(${scope.join(", ")})${clause("when", when)}${clause("unless", unless)};`;
}

function conditionText(condition: Condition): string {
  if ("atMost" in condition) return `context.delegationDepth <= ${String(condition.atMost)}`;
  const { fact, equals } = condition;
  return `context.${fact} == ${equals === "the resource's" ? `resource.${fact}` : `"${equals}"`}`;
}

/** What the rules of a principal say to a question, decided without Cedar. */
export function oracle(
  operations: PolicyBundle["operations"],
  rules: Readonly<Record<string, Rule>>,
  question: EngineQuestion,
): EngineAnswer {
  const operation = operations[question.resource];
  const meets = (condition: Condition) => {
    if ("atMost" in condition) return question.context.delegationDepth <= condition.atMost;
    const { fact, equals } = condition;
    return question.context[fact] === (equals === "the resource's" ? operation?.[fact] : equals);
  };
  const applies = ({ principal, action, resource, when, unless }: Rule) =>
    [principal ?? question.principal, action ?? question.action].join() ===
      [question.principal, question.action].join() &&
    (resource ?? question.resource) === question.resource &&
    when.every(meets) &&
    (unless.length === 0 || !unless.every(meets));
  const applying = (effect: Rule["effect"]) =>
    Object.keys(rules).filter((id) => {
      const rule = rules[id];
      return rule?.effect === effect && applies(rule);
    });
  const forbids = applying("forbid");
  if (forbids.length > 0) return { kind: "forbidden", policies: forbids };
  const permits = applying("permit");
  return permits.length > 0 ? { kind: "permitted", policies: permits } : { kind: "not-permitted" };
}
