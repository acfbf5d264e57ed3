import type { PolicyReport, ReportedFinding } from "./report";
import { nameOf } from "./report";
import { counted, oneLine } from "./text";

/** The report for people at a terminal: the summary first, then one line for each finding. */
export function consoleReport(report: PolicyReport): string {
  const { findings, deviations, fallbacks } = report;
  const waived = findings.filter(({ waiver }) => waiver !== null);
  const open = findings.filter(({ waiver }) => waiver === null);
  return [
    ...summaryLines(report),
    ...fallbacks.map((text) => oneLine(`fall-back: ${text}`)),
    ...deviations.map(({ path, value, reason }) =>
      oneLine(`deviation: ${path} is ${JSON.stringify(value)}${reason && `: ${reason}`}`),
    ),
    ...open.filter(({ blocks }) => blocks).map(findingLine),
    ...open.filter(({ blocks }) => !blocks).map(findingLine),
    ...waived.map(findingLine),
    "",
  ].join("\n");
}

/** What every report for people says first: outcome, counts, and what was looked at. */
export function summaryLines(report: PolicyReport): readonly string[] {
  const { pack, stack, outcome, summary, coverage, date, profile, selfTest } = report;
  const catalogue =
    report.catalogueDate === null ? "" : `; actions of IAM as of ${report.catalogueDate}`;
  return [
    oneLine(
      `${stack.project}/${stack.name} ${outcome}: ${String(summary.blocking)} blocking, ` +
        `${String(summary.advisory)} advisory, ${String(summary.undecided)} undecided, ` +
        `${String(summary.waived)} waived`,
    ),
    oneLine(
      `${counted(coverage.seen, "resource")} seen, ${String(coverage.judged)} judged, ` +
        `${String(coverage.notCovered)} not covered, ` +
        `${String(coverage.notApplicable)} not applicable; ${counted(coverage.rulesRun, "rule")} run`,
    ),
    oneLine(
      `${pack.name} ${pack.version}, profile ${profile}, ${date}${catalogue}` +
        (selfTest === "passed" ? "" : "; self-test FAILED"),
    ),
  ];
}

function findingLine(finding: ReportedFinding): string {
  const { blocks, waiver, verdict, rule, urn, path, message, fix } = finding;
  const effect = waiver === null ? (blocks ? "blocking" : "advisory") : "waived";
  const undecided = verdict === "undecided" ? "undecided: " : "";
  const subject = urn === null ? "" : ` ${nameOf(urn)}`;
  const until = waiver === null ? "" : ` Waived until ${waiver.expires}, ${waiver.ticket}.`;
  const place = path === "" ? "" : ` ${path}`;
  return oneLine(`${effect} ${rule}${subject}${place}: ${undecided}${message} ${fix}${until}`);
}
