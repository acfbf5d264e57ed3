import { catalog } from "../../policy-pack/catalog";
import type { Rule } from "../../policy-pack/engine/rule";
import { mapDate, mapVersion } from "../../policy-pack/frameworks/standards";
import { type StandardCoverage, traceability } from "../../policy-pack/frameworks/traceability";
import { compareMaps } from "./comparison";
import { independentMap, independentSource } from "./independent-map";
import { markdownTable } from "./markdown";
import { ruleLink } from "./policies";

/** Which rules support which controls, and which controls none does. */
export function frameworksPage(rules: readonly Rule[] = catalog): string {
  return [
    "# Controls",
    "",
    "Generated from `policy-pack/frameworks/` by `npm run docs`. Map version " +
      `${mapVersion}, reviewed ${mapDate}.`,
    "",
    "A rule *supports* a control: it checks a part of it that a program shows. It never fulfils the control",
    "by itself, and a control without a rule is a gap of this pack, not of your organisation. An id that is",
    "not in the standard's own list fails the build. Rules name CIS recommendations by topic, because each",
    "edition renumbers them; the numbers of 7.0 were taken from a public transcription of that edition, so",
    "compare them with your own copy before you cite them.",
    "",
    ...traceability(rules).flatMap(standardSection),
    ...comparisonSection(rules),
  ].join("\n");
}

function standardSection({ title, version, covered, gaps }: StandardCoverage): readonly string[] {
  return [
    `## ${title} ${version}`,
    "",
    `${String(covered.length)} of ${String(covered.length + gaps.length)} supported.`,
    "",
    markdownTable(
      ["Control", "Rules"],
      covered.map(({ control, rules }) => [control, rules.map(ruleLink).join(", ")]),
    ),
    "",
    gaps.length === 0 ? "No gaps." : `**Gaps** (no rule): ${gaps.join(", ")}.`,
    "",
  ];
}

function comparisonSection(rules: readonly Rule[]): readonly string[] {
  const rows = compareMaps(rules, independentMap).map((difference) => [
    ruleLink(difference.rule),
    difference.standard,
    difference.both.join(", "),
    difference.ours.join(", "),
    difference.theirs.join(", "),
  ]);
  return [
    "## Compared with an independent map",
    "",
    `Compared with ${independentSource}, controls without their enhancements. Differences are for review, not`,
    "errors: the other map is generous where this one names only what a rule itself shows.",
    "",
    markdownTable(["Rule", "Standard", "Both", "Only here", "Only there"], rows),
    "",
  ];
}
