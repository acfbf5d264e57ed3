import { catalog } from "../../policy-pack/catalog";
import type { Param, Rule } from "../../policy-pack/engine/rule";
import type { Frameworks } from "../../policy-pack/frameworks/frameworks";
import { markdownTable } from "./markdown";

/** The reference of every rule, generated from the catalog. */
export function policiesPage(all: readonly Rule[] = catalog): string {
  const rules = [...all].sort((left, right) => (left.id < right.id ? -1 : 1));
  return [
    "# Policies",
    "",
    "Generated from `policy-pack/catalog.ts` by `npm run docs`. A rule gives pass, fail or undecided.",
    "Undecided counts as a violation where the table says *fail*, warns where it says *warn*, and where it",
    "says *defer* warns in a preview and fails in an update. `docs/policy-config.schema.json` describes the",
    "configuration; [frameworks.md](frameworks.md) lists controls and their rules.",
    "",
    markdownTable(
      ["Rule", "What it demands", "Severity", "Level", "Undecided"],
      rules.map((rule) => [
        ruleLink(rule.id),
        rule.title,
        rule.severity,
        levelText(rule),
        rule.onUndecided,
      ]),
    ),
    "",
    "Beside the rules, the pack reports about itself: `pack/self-test`, `pack/rule-crash`,",
    "`pack/configuration` and `pack/report`, and `waiver/*` about waivers. All are mandatory.",
    "",
    ...rules.flatMap(section),
  ].join("\n");
}

/** A link to the section of a rule, for pages beside this one. */
export function ruleLink(id: string): string {
  return `[\`${id}\`](policies.md#${id.replace("/", "")})`;
}

function section(rule: Rule): readonly string[] {
  const params = Object.entries(rule.params);
  return [
    `## ${rule.id}`,
    "",
    `${rule.title}. ${rule.why}`,
    "",
    `- **Fix:** ${rule.fix}`,
    `- **Decides:** ${rule.decides}`,
    `- **Cannot decide:** ${rule.cannotDecide}`,
    `- **Severity, level, undecided:** ${rule.severity}, ${levelText(rule)}, ${rule.onUndecided}`,
    `- **Passes:** ${code(rule.examples.pass)}`,
    `- **Fails:** ${code(rule.examples.fail)}`,
    `- **Supports:** ${frameworksText(rule.frameworks)}`,
    `- **Looks at:** ${appliesText(rule.applies)}`,
    `- **Since:** ${rule.since}${rule.isUnwaivable === true ? "; cannot be waived" : ""}`,
    "",
    ...(params.length === 0 ? [] : [paramsTable(params), ""]),
  ];
}

const levelText = ({ level, strictLevel }: Rule): string =>
  strictLevel === undefined || strictLevel === level
    ? level
    : `${level}; ${strictLevel} in \`strict\``;

const frameworksText = (frameworks: Frameworks): string =>
  [
    ["NIST SP 800-53", frameworks.nist80053.join(", ")],
    ["NIST SP 800-207 tenets", frameworks.nist800207.join(", ")],
    ["PCI DSS 4.0", frameworks.pciDss.join(", ")],
    ["CIS AWS 7.0", frameworks.cis.join(", ")],
  ]
    .filter(([, ids]) => ids !== "")
    .map(([name = "", ids = ""]) => `${name} ${ids}`)
    .join("; ");

function appliesText(applies: readonly string[]): string {
  if (applies.includes("*")) return "every resource";
  return applies.length === 0 ? "what components declare" : applies.map(code).join(", ");
}

const paramsTable = (params: readonly (readonly [string, Param])[]): string =>
  markdownTable(
    ["Param", "Type", "Default", "In `strict`", "Meaning"],
    params.map(([name, param]) => [
      code(name),
      param.minimum === undefined ? param.type : `${param.type}, ${String(param.minimum)} or more`,
      code(JSON.stringify(param.default)),
      param.strict === undefined ? "the same" : code(JSON.stringify(param.strict)),
      param.description,
    ]),
  );

// A backtick inside code needs a longer fence (CommonMark 6.1).
const code = (text: string): string => (text.includes("`") ? `\`\` ${text} \`\`` : `\`${text}\``);
