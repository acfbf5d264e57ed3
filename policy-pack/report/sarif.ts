import type { PolicyReport, ReportedFinding, ReportedRule } from "./report";
import { nameOf } from "./report";
import { printable } from "./text";

const schema =
  "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/** The report as SARIF 2.1.0. */
export function sarifReport(report: PolicyReport): string {
  const descriptors = descriptorsOf(report);
  const indexes = new Map(descriptors.map(({ id }, index) => [id, index]));
  const { pack, stack } = report;
  const log = {
    $schema: schema,
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: pack.name, version: pack.version, rules: descriptors } },
        // A trailing slash names a run of the category before it (SARIF 2.1.0, 3.17.3).
        automationDetails: { id: `${pack.name}/${stack.project}/${stack.name}/` },
        invocations: [invocationOf(report)],
        columnKind: "utf16CodeUnits",
        results: report.findings.map((finding) =>
          resultOf(finding, indexes.get(finding.rule) ?? -1),
        ),
        properties: {
          date: report.date,
          profile: report.profile,
          outcome: report.outcome,
          coverage: report.coverage,
          catalogueDate: report.catalogueDate,
          selfTest: report.selfTest,
          fallbacks: report.fallbacks,
          deviations: report.deviations,
          publicEdges: report.publicEdges,
        },
      },
    ],
  };
  return `${JSON.stringify(log, clean, 2)}\n`;
}

const clean = (_key: string, value: unknown): unknown =>
  typeof value === "string" ? printable(value) : value;

// Findings about the pack itself come from no rule of the catalogue; every result needs a descriptor.
function descriptorsOf({ rules, findings }: PolicyReport) {
  const known = new Set(rules.map(({ id }) => id));
  const others = new Map(
    findings.filter(({ rule }) => !known.has(rule)).map((finding) => [finding.rule, finding]),
  );
  const descriptors = [...rules.map(ruleDescriptor), ...[...others.values()].map(ownDescriptor)];
  return descriptors.sort((left, right) => (left.id < right.id ? -1 : 1));
}

// Scores that code scanning sorts by: 9.0 and more critical, 7.0 high, 4.0 medium.
const scores = { critical: "9.5", high: "8.0", medium: "5.5", low: "2.0" } as const;

const ruleDescriptor = (rule: ReportedRule) => ({
  id: rule.id,
  shortDescription: { text: rule.title },
  fullDescription: { text: rule.why },
  help: {
    text: [
      rule.why,
      `Fix: ${rule.fix}`,
      `Decides: ${rule.decides}`,
      `Cannot decide: ${rule.cannotDecide}`,
    ].join("\n"),
  },
  defaultConfiguration: { level: rule.level === "mandatory" ? "error" : "warning" },
  properties: {
    tags: tagsOf(rule),
    "security-severity": scores[rule.severity],
    onUndecided: rule.onUndecided,
  },
});

const ownDescriptor = (finding: ReportedFinding) => ({
  id: finding.rule,
  shortDescription: { text: finding.why },
  fullDescription: { text: finding.why },
  help: { text: `${finding.why}\nFix: ${finding.fix}` },
  defaultConfiguration: { level: finding.level === "mandatory" ? "error" : "warning" },
  properties: {
    tags: ["security", finding.rule.split("/")[0] ?? ""],
    "security-severity": scores[finding.severity],
  },
});

const tagsOf = ({ id, frameworks }: ReportedRule): readonly string[] => [
  "security",
  id.split("/")[0] ?? "",
  ...frameworks.nist80053.map((control) => `NIST-800-53:${control}`),
  ...frameworks.nist800207.map((tenet) => `NIST-800-207:${String(tenet)}`),
  ...frameworks.pciDss.map((requirement) => `PCI-DSS-4.0:${requirement}`),
  ...frameworks.cis.map((topic) => `CIS-AWS-7.0:${topic}`),
];

function invocationOf({ selfTest, fallbacks, deviations }: PolicyReport) {
  return {
    executionSuccessful: selfTest === "passed",
    toolConfigurationNotifications: deviations.map(({ path, value, reason }) => ({
      level: "note",
      message: {
        text: `${path} is ${JSON.stringify(value)}${reason === "" ? "" : `: ${reason}`}`,
      },
    })),
    toolExecutionNotifications: fallbacks.map((text) => ({ level: "warning", message: { text } })),
  };
}

function resultOf(finding: ReportedFinding, ruleIndex: number) {
  const { waiver, frameworks, evidence } = finding;
  return {
    ruleId: finding.rule,
    ruleIndex,
    ...verdictOf(finding),
    message: { text: `${finding.message} Fix: ${finding.fix}` },
    locations: finding.urn === null ? [] : [locationOf(finding.urn, finding)],
    ...(evidence.length > 0 && {
      relatedLocations: evidence.map(({ urn, path }) => ({
        logicalLocations: [logicalLocation(urn)],
        ...(path !== "" && { message: { text: path } }),
      })),
    }),
    partialFingerprints: { "policyFinding/v1": finding.fingerprint },
    ...(waiver !== null && {
      suppressions: [
        {
          kind: "external",
          status: "accepted",
          justification: waiver.reason,
          properties: {
            owner: waiver.owner,
            ticket: waiver.ticket,
            approver: waiver.approver,
            expires: waiver.expires,
          },
        },
      ],
    }),
    properties: {
      verdict: finding.verdict,
      severity: finding.severity,
      blocks: finding.blocks,
      path: finding.path,
      semanticPath: finding.semanticPath,
      value: finding.value,
      resourceType: finding.type,
      frameworks,
    },
  };
}

/*
 * A waived finding keeps the level it would have: SARIF says by its suppression that it does not count.
 * Where the kind is not `fail`, the level must be `none` (SARIF 2.1.0, 3.27.10).
 */
function verdictOf({ verdict, level, blocks, waiver }: ReportedFinding) {
  const counts = blocks || (waiver !== null && level === "mandatory");
  if (counts) return { kind: "fail", level: "error" };
  return verdict === "undecided"
    ? { kind: "open", level: "none" }
    : { kind: "fail", level: "warning" };
}

function locationOf(urn: string, { source }: ReportedFinding) {
  const logicalLocations = [logicalLocation(urn)];
  if (source === null) return { logicalLocations };
  const { file, line } = source;
  const isLine = Number.isInteger(line) && line > 0;
  return {
    physicalLocation: {
      artifactLocation: { uri: uriOf(file) },
      ...(isLine && { region: { startLine: line } }),
    },
    logicalLocations,
  };
}

const logicalLocation = (urn: string) => ({
  name: nameOf(urn),
  fullyQualifiedName: urn,
  kind: "resource",
});

// A path relative to the program's folder, as a URI reference; a drive letter would read as a scheme.
function uriOf(file: string): string {
  const path = printable(file)
    .replaceAll("\\", "/")
    .split("/")
    .map((part) => encodeURIComponent(part).replaceAll("%40", "@"))
    .join("/");
  return /^\/|^[A-Za-z]%3A\//.test(path) ? `file:///${path.replace(/^\/+/, "")}` : path;
}
