import { unknownSentinels } from "../engine/value";
import { summaryLines } from "./console";
import { htmlStyle } from "./html-style";
import { type Cell, code, details, lines, section, strong, table, text } from "./markup";
import type { PolicyReport, ReportedFinding } from "./report";
import { nameOf } from "./report";
import { escapeMarkup } from "./text";

// Nothing is loaded and nothing runs, even if a value escaped escaping.
const contentSecurity = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'";

/** The report as one HTML page: no network, no script. */
export function htmlReport(report: PolicyReport): string {
  const title = escapeMarkup(
    `${report.stack.project}/${report.stack.name}: ${report.outcome}, ${report.date}`,
  );
  return [
    "<!doctype html>",
    '<html lang="en">',
    "<head>",
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${contentSecurity}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="referrer" content="no-referrer">',
    `<title>${title}</title>`,
    `<style>${htmlStyle}</style>`,
    "</head>",
    "<body>",
    ...summary(report),
    ...findingsSection(report.findings),
    ...matricesSection(report),
    ...publicEdgesSection(report),
    ...acceptancesSection(report),
    ...waiversSection(report),
    ...frameworksSection(report),
    ...rulesSection(report),
    "</body>",
    "</html>",
    "",
  ].join("\n");
}

function summary(report: PolicyReport): readonly string[] {
  const { outcome, fallbacks, deviations } = report;
  const [headline = "", ...rest] = summaryLines(report);
  return [
    `<h1 class="${outcome}">${escapeMarkup(headline)}</h1>`,
    ...rest.map((line) => `<p>${escapeMarkup(line)}</p>`),
    ...section("Fall-backs", listOf(fallbacks)),
    ...section(
      "Deviations from the profile",
      table(
        ["Setting", "Value", "Reason"],
        deviations.map(({ path, value, reason }) => [
          code(path),
          code(JSON.stringify(value)),
          text(reason),
        ]),
      ),
    ),
  ];
}

function findingsSection(findings: readonly ReportedFinding[]): readonly string[] {
  const rows = [...findings]
    .sort((left, right) => rank(left) - rank(right))
    .map((finding): readonly Cell[] => [
      strong(effectOf(finding), effectOf(finding)),
      lines(code(finding.rule), text(finding.severity), code(finding.fingerprint)),
      lines(resourceCell(finding), code(finding.semanticPath), code(shown(finding.value))),
      lines(text(finding.message), text(finding.why), text(evidenceOf(finding))),
      text(finding.fix),
    ]);
  const body = table(["", "Rule", "Resource", "Finding", "Fix"], rows);
  return section("Findings", body.length === 0 ? ["<p>No findings.</p>"] : body);
}

function resourceCell({ urn, source }: ReportedFinding): Cell {
  if (urn === null) return text("the pack");
  const line = source === null ? "" : `, ${source.file}:${String(source.line)}`;
  return {
    markup: `<span title="${escapeMarkup(urn)}">${escapeMarkup(nameOf(urn) + line)}</span>`,
  };
}

function evidenceOf({ evidence }: ReportedFinding): string {
  const places = evidence.map(({ urn, path }) => `${nameOf(urn)} ${path}`.trimEnd());
  return places.length === 0 ? "" : `Evidence: ${places.join("; ")}.`;
}

// What stands for an unknown value says nothing to people.
const shown = (value: string): string =>
  unknownSentinels.reduce((text, sentinel) => text.replaceAll(sentinel, "‹unknown›"), value);

const effectOf = ({ blocks, waiver, verdict }: ReportedFinding): string => {
  if (waiver !== null) return "waived";
  const effect = blocks ? "blocking" : "advisory";
  return verdict === "undecided" ? `${effect} undecided` : effect;
};

const rank = ({ blocks, waiver }: ReportedFinding): number =>
  blocks ? 0 : waiver === null ? 1 : 2;

const matricesSection = ({ matrices }: PolicyReport): readonly string[] =>
  matrices.flatMap(({ title, columns, rows }) =>
    section(
      title,
      table(
        ["", ...columns],
        rows.map(({ name, cells }) => [strong(name), ...cells.map(text)]),
      ),
    ),
  );

const publicEdgesSection = ({ publicEdges }: PolicyReport): readonly string[] =>
  section(
    "Public edges",
    table(
      ["Edge", "From", "To", "Traffic"],
      publicEdges.map(({ id, from, to, traffic }) => [id, from, to, traffic].map(text)),
    ),
  );

const acceptancesSection = ({ acceptances }: PolicyReport): readonly string[] =>
  section(
    "Accepted wildcards",
    table(
      ["Resource", "Place", "Wildcard", "Why it is accepted"],
      acceptances.map(({ urn, path, value, reason }) => [urn, path, value, reason].map(text)),
    ),
  );

const waiversSection = ({ waivers }: PolicyReport): readonly string[] =>
  section(
    "Waivers",
    table(
      ["Rule", "Resource", "Expires", "Owner", "Approver", "Reason"],
      waivers.map((waiver) => [
        lines(code(waiver.rule), code(waiver.fingerprint)),
        lines(text(waiver.urn), code(waiver.path), code(shown(waiver.value))),
        text(waiver.expires),
        text(waiver.owner),
        text(waiver.approver),
        text(`${waiver.ticket}: ${waiver.reason}`),
      ]),
    ),
  );

function frameworksSection({ frameworks }: PolicyReport): readonly string[] {
  const { version, date, standards } = frameworks;
  return section(`Controls (map ${version} of ${date})`, [
    ...standards.flatMap(({ title, version: edition, covered, gaps }) => [
      `<h3>${escapeMarkup(`${title} ${edition}`)}</h3>`,
      ...details(
        `${String(covered.length)} supported`,
        table(
          ["Control", "Rules"],
          covered.map(({ control, rules }) => [text(control), text(rules.join(", "))]),
        ),
      ),
      ...details(`${String(gaps.length)} gaps`, [`<p>${escapeMarkup(gaps.join(", "))}</p>`]),
    ]),
  ]);
}

const rulesSection = ({ rules }: PolicyReport): readonly string[] =>
  section(
    "Rules",
    details(
      `${String(rules.length)} rules in force`,
      table(
        ["Rule", "Title", "Severity", "Level", "Undecided", "Decides", "Cannot decide"],
        rules.map((rule) => [
          code(rule.id),
          ...[rule.title, rule.severity, rule.level, rule.onUndecided].map(text),
          ...[rule.decides, rule.cannotDecide].map(text),
        ]),
      ),
    ),
  );

const listOf = (items: readonly string[]): readonly string[] =>
  items.length === 0
    ? []
    : ["<ul>", ...items.map((item) => `<li>${escapeMarkup(item)}</li>`), "</ul>"];
