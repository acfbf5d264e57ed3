import { declaredSubject } from "./declared-subject";
import type { Finding, RuleFacts, Subject } from "./finding";
import { findingOf } from "./finding";
import type { CheckContext, JudgedResource, JudgedStack, Observation, Rule } from "./rule";

/** What every rule may use; its own limits are added for each rule. */
export type SharedContext = Omit<CheckContext, "params">;

/** A rule as configured: its level and its limits are those in force. */
export interface ConfiguredRule {
  /** The rule. */
  readonly rule: Rule;
  /** Limits in force. */
  readonly params: CheckContext["params"];
}

/** Rules by the type they look at, and rules that look at the stack. */
export interface RuleIndex {
  /** Rules that one resource decides, by type. */
  readonly byType: ReadonlyMap<string, readonly ConfiguredRule[]>;
  /** Rules that need several resources. */
  readonly ofStack: readonly ConfiguredRule[];
}

/** Indexes rules: a resource then meets only the rules that look at its type. */
export function indexRules(rules: readonly ConfiguredRule[]): RuleIndex {
  const byType = new Map<string, ConfiguredRule[]>();
  for (const configured of rules) {
    if (configured.rule.needs !== "resource") continue;
    for (const type of configured.rule.applies) {
      byType.set(type, [...(byType.get(type) ?? []), configured]);
    }
  }
  return { byType, ofStack: rules.filter(({ rule }) => rule.needs === "stack") };
}

/** Type under which a rule sees every resource. */
export const anyType = "*";

/** Judges one resource by every rule that looks at its type. */
export function judgeResource(
  { byType }: RuleIndex,
  resource: JudgedResource,
  shared: SharedContext,
): readonly Finding[] {
  const rules = [...(byType.get(resource.type) ?? []), ...(byType.get(anyType) ?? [])];
  return rules.flatMap(({ rule, params }) =>
    guarded(rule, resource, () =>
      rule.needs === "resource"
        ? rule
            .check(resource, { ...shared, params })
            .map((observation) => concluded(rule, { ...observation, resource }, shared))
        : [],
    ),
  );
}

/** Judges the whole stack by every rule that needs several resources. */
export function judgeStack(
  { ofStack }: RuleIndex,
  stack: JudgedStack,
  shared: SharedContext,
): readonly Finding[] {
  return ofStack.flatMap(({ rule, params }) =>
    guarded(rule, undefined, () =>
      rule.needs === "stack"
        ? rule
            .check(stack, { ...shared, params })
            .map((observation) => concluded(rule, observation, shared))
        : [],
    ),
  );
}

function concluded(
  rule: Rule,
  { resource, ...observation }: Observation & { readonly resource: JudgedResource },
  shared: SharedContext,
): Finding {
  const declared = declaredSubject(resource, observation.path, shared.declared);
  const facts = inForce(rule, shared);
  if (declared === undefined) return findingOf(facts, resource, observation);
  const message = `${observation.message} The document is declared, to be proven at update.`;
  return findingOf(facts, declared, { ...observation, message });
}

// A deferred rule warns as long as values may still become known.
const inForce = (rule: Rule, { isUpdate }: SharedContext): RuleFacts =>
  rule.onUndecided === "defer" ? { ...rule, onUndecided: isUpdate ? "fail" : "warn" } : rule;

const crash: RuleFacts = {
  id: "pack/rule-crash",
  level: "mandatory",
  severity: "high",
  onUndecided: "fail",
  why: "A rule that throws has decided nothing, and silence is not compliance.",
  fix: "Correct the rule, or the value it could not read.",
};

// One rule's failure ends neither the other rules nor the other resources.
function guarded(
  rule: Rule,
  subject: Subject | undefined,
  run: () => readonly Finding[],
): readonly Finding[] {
  try {
    return run();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `Rule ${rule.id} threw: ${reason}`;
    return [findingOf(crash, subject, { verdict: "undecided", path: "", message, value: rule.id })];
  }
}
