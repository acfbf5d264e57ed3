import { summaryLines } from "./console";
import type { PolicyReport, ReportedFinding } from "./report";
import { nameOf } from "./report";
import { oneLine } from "./text";

// Comments on pull requests hold 65,536 characters; so many rows of this length stay well below.
const maxRows = 60;
const maxCellLength = 400;

/** A short summary for a pull request. */
export function markdownReport(report: PolicyReport): string {
  const { findings, outcome, pack } = report;
  const shown = [...findings].sort((left, right) => rank(left) - rank(right)).slice(0, maxRows);
  const rows = shown.map((finding) => `| ${cellsOf(finding).join(" | ")} |`);
  const [headline = "", ...details] = summaryLines(report);
  const more = findings.length - shown.length;
  return [
    `### ${outcome === "passed" ? "✅" : "❌"} ${escapeMarkdown(pack.name)}`,
    "",
    `**${escapeMarkdown(headline)}**`,
    "",
    ...details.map((line) => `${escapeMarkdown(line)}  `),
    ...notes(report),
    ...(rows.length === 0
      ? []
      : ["", "| | Rule | Resource | Finding | Fix |", "|---|---|---|---|---|", ...rows]),
    ...(more === 0 ? [] : ["", `…and ${String(more)} more: see the full report.`]),
    "",
  ].join("\n");
}

function notes({ fallbacks, deviations, publicEdges }: PolicyReport): readonly string[] {
  const lines = [
    ...fallbacks.map((text) => `- fall-back: ${escapeMarkdown(text)}`),
    ...deviations.map(
      ({ path, value, reason }) =>
        `- deviation: ${escapeMarkdown(`${path} is ${JSON.stringify(value)}`)}` +
        (reason === "" ? "" : `: ${escapeMarkdown(reason)}`),
    ),
    ...publicEdges.map(
      ({ id, from, to, traffic }) =>
        `- public edge: ${escapeMarkdown(`${id}: ${from} → ${to}, ${traffic}`)}`,
    ),
  ];
  return lines.length === 0 ? [] : ["", ...lines];
}

const rank = ({ blocks, waiver }: ReportedFinding): number =>
  blocks ? 0 : waiver === null ? 1 : 2;

function cellsOf(finding: ReportedFinding): readonly string[] {
  const { blocks, waiver, verdict, rule, urn, path, message, fix } = finding;
  const effect = waiver === null ? (blocks ? "blocking" : "advisory") : "waived";
  const undecided = verdict === "undecided" ? ", undecided" : "";
  return [
    `${effect}${undecided}`,
    escapeMarkdown(rule),
    escapeMarkdown(urn === null ? "the pack" : `${nameOf(urn)} ${path}`.trimEnd()),
    escapeMarkdown(shortened(message)),
    escapeMarkdown(shortened(fix)),
  ];
}

const shortened = (text: string): string =>
  text.length > maxCellLength ? `${text.slice(0, maxCellLength)}…` : text;

// Values are the program's: none may become a link, an image, HTML, a mention or the end of a cell.
function escapeMarkdown(text: string): string {
  return oneLine(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll(/[\\`*_[\]#|~$]/g, (character) => `\\${character}`)
    .replaceAll("@", "@\u200b")
    .replaceAll("://", ":\u200b//");
}
