import type { PolicyReport, ReportedFinding } from "./report";
import { evidenceText, nameOf } from "./report";
import { escapeMarkup } from "./text";

interface TestCase {
  readonly rule: string;
  readonly finding: ReportedFinding | undefined;
}

/**
 * The report as JUnit XML: one suite for each family of rules, one case for each finding and for each rule
 * that found nothing. What fails is a failure, what is undecided an error, what is waived is skipped.
 */
export function junitReport(report: PolicyReport): string {
  const found = report.findings.map((finding): TestCase => ({ rule: finding.rule, finding }));
  const failed = new Set(found.map(({ rule }) => rule));
  const passed = report.rules
    .filter(({ id }) => !failed.has(id))
    .map(({ id }): TestCase => ({ rule: id, finding: undefined }));
  const families = new Map<string, TestCase[]>();
  for (const testCase of [...found, ...passed]) {
    const [family = ""] = testCase.rule.split("/");
    families.set(family, [...(families.get(family) ?? []), testCase]);
  }
  const suites = [...families].sort(([left], [right]) => (left < right ? -1 : 1));
  const { pack, stack } = report;
  const name = `${pack.name} ${pack.version} ${stack.project}/${stack.name}`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${escapeMarkup(name)}"${countsOf([...found, ...passed])}>`,
    ...suites.flatMap(([family, cases]) => suiteLines(family, cases, report)),
    "</testsuites>",
    "",
  ].join("\n");
}

function suiteLines(
  family: string,
  cases: readonly TestCase[],
  { date, profile }: PolicyReport,
): readonly string[] {
  const sorted = [...cases].sort((left, right) => (left.rule < right.rule ? -1 : 1));
  return [
    `  <testsuite name="${escapeMarkup(family)}"${countsOf(cases)}>`,
    "    <properties>",
    `      <property name="date" value="${escapeMarkup(date)}"/>`,
    `      <property name="profile" value="${escapeMarkup(profile)}"/>`,
    "    </properties>",
    ...sorted.flatMap(caseLines),
    "  </testsuite>",
  ];
}

type Outcome = "passed" | "failure" | "error" | "skipped";

function outcomeOf({ finding }: TestCase): Outcome {
  if (finding === undefined) return "passed";
  if (finding.waiver !== null) return "skipped";
  return finding.verdict === "undecided" ? "error" : "failure";
}

function countsOf(cases: readonly TestCase[]): string {
  const count = (outcome: Outcome) => cases.filter((item) => outcomeOf(item) === outcome).length;
  const counts = {
    tests: cases.length,
    failures: count("failure"),
    errors: count("error"),
    skipped: count("skipped"),
  };
  return Object.entries(counts)
    .map(([name, value]) => ` ${name}="${String(value)}"`)
    .join("");
}

function caseLines(testCase: TestCase): readonly string[] {
  const { rule, finding } = testCase;
  const classname = escapeMarkup(rule.replaceAll("/", "."));
  if (finding === undefined) {
    return [`    <testcase classname="${classname}" name="${escapeMarkup(rule)}"/>`];
  }
  // The fingerprint keeps the case's name the same from run to run, and two cases apart.
  const subject = finding.urn === null ? "the pack" : nameOf(finding.urn);
  const name = [subject, finding.semanticPath, `[${finding.fingerprint}]`]
    .filter(Boolean)
    .join(" ");
  const source = finding.source;
  const place =
    source === null ? "" : ` file="${escapeMarkup(source.file)}" line="${String(source.line)}"`;
  return [
    `    <testcase classname="${classname}" name="${escapeMarkup(name)}"${place}>`,
    `      ${resultElement(outcomeOf(testCase), finding)}`,
    "    </testcase>",
  ];
}

function resultElement(outcome: Outcome, finding: ReportedFinding): string {
  if (outcome === "skipped" && finding.waiver !== null) {
    const { expires, approver, ticket, reason } = finding.waiver;
    const message = `Waived until ${expires} by ${approver}, ${ticket}: ${reason}`;
    return `<skipped message="${escapeMarkup(message)}"/>`;
  }
  const lines = [
    finding.message,
    `why: ${finding.why}`,
    `fix: ${finding.fix}`,
    `resource: ${finding.urn ?? ""}`,
    `path: ${finding.path}`,
    `severity: ${finding.severity}`,
    ...(finding.evidence.length === 0 ? [] : [`evidence: ${evidenceText(finding.evidence)}`]),
  ];
  const type = finding.blocks ? "mandatory" : "advisory";
  const message = escapeMarkup(finding.message);
  const body = lines.map(escapeMarkup).join("\n");
  return `<${outcome} type="${type}" message="${message}">${body}</${outcome}>`;
}
