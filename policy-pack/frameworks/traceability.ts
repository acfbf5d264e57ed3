import type { RuleMetadata } from "../engine/rule";
import { cisTopics } from "./cis-aws";
import { type MappedRule, standards } from "./standards";

/** A control, and the rules that support it. */
export interface CoveredControl {
  /** Id in its standard. */
  readonly control: string;
  /** Ids of rules, sorted. */
  readonly rules: readonly string[];
}

/** How far rules cover a standard. */
export interface StandardCoverage {
  /** Name of the standard. */
  readonly title: string;
  /** Version of the standard. */
  readonly version: string;
  /** Controls that at least one rule supports, in the order of the standard. */
  readonly covered: readonly CoveredControl[];
  /** Controls that no rule supports, in the order of the standard. */
  readonly gaps: readonly string[];
}

/** What rules cover of every standard, and what they leave open. */
export function traceability(rules: readonly MappedRule[]): readonly StandardCoverage[] {
  return standards.map(({ title, version, controls, idsOf }) => {
    const byControl = new Map<string, Set<string>>();
    for (const rule of rules) {
      for (const control of idsOf(rule)) {
        byControl.set(control, (byControl.get(control) ?? new Set()).add(rule.id));
      }
    }
    const covered = controls.flatMap((control) => {
      const supporting = byControl.get(control);
      return supporting === undefined ? [] : [{ control, rules: [...supporting].sort() }];
    });
    return { title, version, covered, gaps: controls.filter((control) => !byControl.has(control)) };
  });
}

/** Everything that is wrong with the mapping of rules, one sentence each. */
export function mappingProblems(
  rules: readonly Pick<RuleMetadata, "id" | "why" | "fix" | "frameworks">[],
): readonly string[] {
  return rules.flatMap((rule) => [
    ...(isSentence(rule.why) ? [] : [`${rule.id} does not say why it matters.`]),
    ...(isSentence(rule.fix) ? [] : [`${rule.id} does not say what to do.`]),
    ...(hasControl(rule) ? [] : [`${rule.id} supports no control.`]),
    ...standards.flatMap(({ title, version, controls, idsOf }) => {
      const known = new Set(controls);
      return idsOf(rule)
        .filter((id) => !known.has(id))
        .map((id) => `${rule.id}: ${id} is not in ${title} ${version}.`);
    }),
    ...rule.frameworks.cis
      .filter((topic) => !cisTopics.includes(topic))
      .map((topic) => `${rule.id}: ${topic} is no topic of frameworks/cis-aws.ts.`),
  ]);
}

const isSentence = (text: string): boolean => /^\S.*\.$/s.test(text);

const hasControl = (rule: MappedRule): boolean =>
  standards.some(({ idsOf }) => idsOf(rule).length > 0);
