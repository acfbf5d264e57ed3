import type { DeclaredDocuments } from "./contract";
import type { Finding, RuleFacts } from "./finding";
import { findingOf } from "./finding";
import type { JudgedResource, JudgedStack, ResourceRule, Rule, StackRule } from "./rule";

/** Judges one resource by every rule that looks at its type. */
export function judgeResource(
  rules: readonly Rule[],
  resource: JudgedResource,
  declared: DeclaredDocuments,
): readonly Finding[] {
  return rules.flatMap((rule) =>
    rule.needs === "resource" && rule.applies.includes(resource.type)
      ? guarded(rule, resource.urn, () => judge(rule, resource, declared))
      : [],
  );
}

/** Judges the whole stack by every rule that needs several resources. */
export function judgeStack(
  rules: readonly Rule[],
  stack: JudgedStack,
  declared: DeclaredDocuments,
): readonly Finding[] {
  return rules.flatMap((rule) =>
    rule.needs === "stack" ? guarded(rule, undefined, () => judgeAll(rule, stack, declared)) : [],
  );
}

function judge(rule: ResourceRule, resource: JudgedResource, declared: DeclaredDocuments) {
  const observations = rule.check(resource, { params: rule.params, declared });
  return observations.map((observation) => findingOf(rule, resource.urn, observation));
}

function judgeAll(rule: StackRule, stack: JudgedStack, declared: DeclaredDocuments) {
  const observations = rule.check(stack, { params: rule.params, declared });
  return observations.map(({ resource, ...observation }) =>
    findingOf(rule, resource.urn, observation),
  );
}

const crash: RuleFacts = {
  id: "pack/rule-crash",
  level: "mandatory",
  severity: "high",
  unknown: "fail",
  why: "A rule that throws has decided nothing, and silence is not compliance.",
  fix: "Correct the rule, or the value it could not read.",
};

// One rule's failure ends neither the other rules nor the other resources.
function guarded(
  rule: Rule,
  urn: string | undefined,
  run: () => readonly Finding[],
): readonly Finding[] {
  try {
    return run();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `Rule ${rule.id} threw: ${reason}`;
    return [findingOf(crash, urn, { verdict: "undecided", path: "", message })];
  }
}
