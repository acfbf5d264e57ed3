import type { RuleMetadata } from "../../policy-pack/engine/rule";
import { standards } from "../../policy-pack/frameworks/standards";
import type { IndependentIds } from "./independent-map";

/** How our map of one rule to one standard differs from an independent one. */
export interface MapDifference {
  /** Rule. */
  readonly rule: string;
  /** Standard. */
  readonly standard: string;
  /** Ids that both name. */
  readonly both: readonly string[];
  /** Ids that only our map names. */
  readonly ours: readonly string[];
  /** Ids that only the independent map names. */
  readonly theirs: readonly string[];
}

/** Compares the maps where both have the rule and the independent one says something of the standard. */
export function compareMaps(
  rules: readonly Pick<RuleMetadata, "id" | "frameworks">[],
  independent: Readonly<Record<string, IndependentIds>>,
): readonly MapDifference[] {
  return rules.flatMap((rule) => {
    const { id } = rule;
    const theirs = Object.hasOwn(independent, id) ? independent[id] : undefined;
    if (theirs === undefined) return [];
    return standards.flatMap(({ key, title, idsOf }) => {
      if (key === "nist800207" || theirs[key] === "") return [];
      // Enhancements are left aside: the independent map names them by statement, ours by need.
      const own = [...new Set(idsOf(rule).map((control) => control.replace(/\(\d+\)$/, "")))];
      const other = theirs[key].split(" ");
      return [
        {
          rule: id,
          standard: title,
          both: own.filter((control) => other.includes(control)),
          ours: own.filter((control) => !other.includes(control)),
          theirs: other.filter((control) => !own.includes(control)),
        },
      ];
    });
  });
}
