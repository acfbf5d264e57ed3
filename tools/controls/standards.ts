import type { RuleMetadata } from "../../policy-pack/engine/rule";
import { traceability } from "../../policy-pack/frameworks/traceability";
import type { ControlRow, Selector } from "./row";

/** What of a rule the map needs. */
export type RuleOfMap = Pick<RuleMetadata, "id" | "applies" | "frameworks">;

/** What resources of the estate add to what rules support. */
export interface EstateEvidence {
  /** Resources. */
  readonly resources: readonly Selector[];
  /** Beginnings of test titles. */
  readonly tests: readonly string[];
}

/** Standards of the map, by the title that the policy pack gives them. */
export const mappedStandards = [
  "NIST SP 800-53",
  "NIST SP 800-207 tenets",
  "CIS AWS Foundations Benchmark",
] as const;

/** Controls that rules or the estate support, as rows, and those that neither does. */
export interface StandardRows {
  /** Rows. */
  readonly rows: readonly ControlRow[];
  /** Ids without any, by standard. */
  readonly gaps: Readonly<Record<string, readonly string[]>>;
}

/**
 * Rows of the standards: a rule supports a control where the policy pack's map says so, and the resources are those
 * that the rule looks at and the stack has. What the estate itself adds comes by standard and id.
 */
export function standardControls(
  rules: readonly RuleOfMap[],
  estate: Readonly<Record<string, Readonly<Record<string, EstateEvidence>>>>,
  has: (selector: Selector) => boolean,
): StandardRows {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const rows: ControlRow[] = [];
  const gaps: Record<string, readonly string[]> = {};
  for (const { title, version, covered, gaps: open } of traceability(rules)) {
    if (!mappedStandards.some((standard) => standard === title)) continue;
    const framework = `${title} ${version}`;
    const added = estate[title] ?? {};
    const supported = new Map(covered.map(({ control, rules: ids }) => [control, ids]));
    const ids = [...new Set([...supported.keys(), ...Object.keys(added)])];
    for (const id of ids) {
      const ruleIds = supported.get(id) ?? [];
      const ofRules = ruleIds.flatMap((rule) => selectorsOf(byId.get(rule)));
      rows.push({
        framework,
        id,
        title: `${title} ${id}`,
        resources: [...ofRules.filter(has), ...(added[id]?.resources ?? [])],
        rules: ruleIds,
        tests: [...ruleIds.map(caseTitle), ...(added[id]?.tests ?? [])],
      });
    }
    gaps[framework] = open.filter((id) => added[id] === undefined);
  }
  return { rows, gaps };
}

const selectorsOf = (rule: RuleOfMap | undefined): readonly Selector[] =>
  (rule?.applies ?? []).map((type) => ({ type: type.replace(/^aws:/, "") }));

const caseTitle = (rule: string) => rule;
