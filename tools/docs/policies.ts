import { catalog } from "../../policy-pack/catalog";
import type { Rule } from "../../policy-pack/engine/rule";
import { markdownTable } from "./markdown";

/** The reference of every rule, generated from the catalog. */
export function policiesPage(): string {
  const rules = [...catalog].sort((left, right) => (left.id < right.id ? -1 : 1));
  return [
    "# Policies",
    "",
    "Generated from `policy-pack/catalog.ts` by `npm run docs`. A rule gives pass, fail or undecided;",
    "undecided counts as a violation unless the table says *advise*.",
    "",
    markdownTable(
      ["Rule", "What it demands", "Severity", "Level", "Undecided"],
      rules.map(({ id, title, severity, level, unknown }) => [
        `[\`${id}\`](#${anchor(id)})`,
        title,
        severity,
        level,
        unknown,
      ]),
    ),
    "",
    "Beside the rules, the pack reports `coverage/not-covered` (advisory) for types that no rule looks at,",
    "and `pack/rule-crash`, `pack/configuration` and `pack/self-test` (mandatory) about itself.",
    "",
    ...rules.flatMap(section),
  ].join("\n");
}

function section(rule: Rule): readonly string[] {
  const params = Object.entries(rule.params).map(
    ([name, value]) => `\`${name}\`: ${String(value)}`,
  );
  return [
    `## ${rule.id}`,
    "",
    `${rule.why} **Fix:** ${rule.fix}`,
    "",
    `- passes: ${code(rule.examples.pass)}`,
    `- fails: ${code(rule.examples.fail)}`,
    ...(params.length === 0 ? [] : [`- limits: ${params.join(", ")}`]),
    `- supports: ${rule.frameworks.join("; ")}`,
    `- looks at: ${rule.applies.length === 0 ? "declared documents" : rule.applies.map(code).join(", ")}`,
    "",
  ];
}

const code = (text: string): string => `\`${text}\``;

const anchor = (id: string): string => id.replace("/", "");
