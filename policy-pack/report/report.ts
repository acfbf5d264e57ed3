import type { CoverageCounts } from "../coverage/coverage";
import type { Deviation } from "../engine/configuration";
import type { AppliedWaiver, Finding, Source } from "../engine/finding";
import { levelInForce } from "../engine/finding";
import type { Evidence, Profile, RuleMetadata } from "../engine/rule";
import type { Frameworks } from "../frameworks/frameworks";
import { mapDate, mapVersion } from "../frameworks/standards";
import { type StandardCoverage, traceability } from "../frameworks/traceability";

/** A table of verdicts on pairs, such as who reaches whom. */
export interface Matrix {
  /** What a cell says of its row and its column. */
  readonly title: string;
  /** Names of the columns. */
  readonly columns: readonly string[];
  /** Rows, each with one cell for each column. */
  readonly rows: readonly { readonly name: string; readonly cells: readonly string[] }[];
}

/** A path from the Internet that a component declares. */
export interface PublicEdge {
  /** Id, as declared. */
  readonly id: string;
  /** Where it starts. */
  readonly from: string;
  /** Where it ends. */
  readonly to: string;
  /** Traffic it is for, such as `tcp 443`. */
  readonly traffic: string;
}

/** A wildcard that AWS demands, or that something else limits, and that no rule reports therefore. */
export interface ReportedAcceptance {
  /** Resource. */
  readonly urn: string;
  /** JSON pointer. */
  readonly path: string;
  /** What is there. */
  readonly value: string;
  /** Why it is accepted. */
  readonly reason: string;
}

/** A waiver in force, and the finding that it hides. */
export interface ReportedWaiver extends AppliedWaiver {
  /** Rule. */
  readonly rule: string;
  /** Resource. */
  readonly urn: string;
  /** Semantic path of the finding. */
  readonly path: string;
  /** Value of the finding. */
  readonly value: string;
  /** Fingerprint of the finding. */
  readonly fingerprint: string;
}

/** A rule, as a report describes it. */
export interface ReportedRule {
  /** Id. */
  readonly id: string;
  /** The rule in one line. */
  readonly title: string;
  /** How bad a violation is. */
  readonly severity: RuleMetadata["severity"];
  /** Level in force. */
  readonly level: RuleMetadata["level"];
  /** What undecided does. */
  readonly onUndecided: RuleMetadata["onUndecided"];
  /** Why it matters. */
  readonly why: string;
  /** What to do. */
  readonly fix: string;
  /** What it decides. */
  readonly decides: string;
  /** What it cannot decide. */
  readonly cannotDecide: string;
  /** Controls it supports. */
  readonly frameworks: Frameworks;
}

/** A finding, as a report shows it. */
export interface ReportedFinding extends Omit<Finding, "urn" | "source" | "waiver"> {
  /** Resource; null when it is about the pack itself. */
  readonly urn: string | null;
  /** Where in the program the resource is declared; null when its component does not say. */
  readonly source: Source | null;
  /** The waiver that hides it; null when there is none. */
  readonly waiver: AppliedWaiver | null;
  /** Whether it stops a deployment as things are: a waived finding does not. */
  readonly blocks: boolean;
  /** Controls that its rule supports. */
  readonly frameworks: Frameworks;
}

/** Everything one judgement says. Plain data: it can be written and read again without loss. */
export interface PolicyReport {
  /** Version of this form. */
  readonly version: 1;
  /** The pack that judged. */
  readonly pack: { readonly name: string; readonly version: string };
  /** The stack that was judged. */
  readonly stack: { readonly project: string; readonly name: string };
  /** Day of judging, as `YYYY-MM-DD`. */
  readonly date: string;
  /** Profile in force. */
  readonly profile: Profile;
  /** Whether anything stops a deployment. */
  readonly outcome: "passed" | "failed";
  /** Findings by what they do; waived ones count as waived only. */
  readonly summary: FindingCounts;
  /** What was looked at. */
  readonly coverage: CoverageCounts;
  /** Day of the catalogue of IAM actions, as `YYYY-MM-DD`; null when none is used. */
  readonly catalogueDate: string | null;
  /** Whether the pack understands the SDK it ran in. */
  readonly selfTest: "passed" | "failed";
  /** What is used instead of the first choice. */
  readonly fallbacks: readonly string[];
  /** Settings that differ from the profile. */
  readonly deviations: readonly Deviation[];
  /** Rules that were run. */
  readonly rules: readonly ReportedRule[];
  /** Findings, waived ones included. */
  readonly findings: readonly ReportedFinding[];
  /** Waivers in force. */
  readonly waivers: readonly ReportedWaiver[];
  /** Wildcards that are accepted, each with the reason. */
  readonly acceptances: readonly ReportedAcceptance[];
  /** Declared paths from the Internet. */
  readonly publicEdges: readonly PublicEdge[];
  /** Tables, such as reachability and isolation. */
  readonly matrices: readonly Matrix[];
  /** Map from rules to controls, and the gaps. */
  readonly frameworks: {
    /** Version of the map. */
    readonly version: string;
    /** Day of the map's last review. */
    readonly date: string;
    /** What the rules that were run cover. */
    readonly standards: readonly StandardCoverage[];
  };
}

/** Findings by what they do. */
export interface FindingCounts {
  /** Findings that stop a deployment. */
  readonly blocking: number;
  /** Findings that do not, and are not waived. */
  readonly advisory: number;
  /** Undecided findings among both. */
  readonly undecided: number;
  /** Findings that a waiver hides. */
  readonly waived: number;
}

/** What a report is made from. */
export interface ReportInput
  extends Pick<
    PolicyReport,
    "pack" | "stack" | "date" | "profile" | "coverage" | "fallbacks" | "deviations"
  > {
  /** Rules as configured, in any order. */
  readonly rules: readonly RuleMetadata[];
  /** Findings, in any order. */
  readonly findings: readonly Finding[];
  /** Whether advisory findings stop a deployment as well. @default false */
  readonly failOnAdvisory?: boolean;
  /** Day of the catalogue of IAM actions. @default - none is used */
  readonly catalogueDate?: string;
  /** Wildcards that are accepted. @default - none */
  readonly acceptances?: readonly ReportedAcceptance[];
  /** Declared paths from the Internet. @default - none */
  readonly publicEdges?: readonly PublicEdge[];
  /** Tables. @default - none */
  readonly matrices?: readonly Matrix[];
}

/** Makes the report. The same input in any order gives the same report. */
export function makeReport(input: ReportInput): PolicyReport {
  const { pack, stack, date, profile, coverage, fallbacks, deviations } = input;
  const { catalogueDate, acceptances = [], publicEdges = [], matrices = [] } = input;
  const frameworks = new Map(input.rules.map((rule) => [rule.id, rule.frameworks]));
  const findings = input.findings.map((finding) => ({
    ...withNulls(finding),
    blocks: levelInForce(finding, input.failOnAdvisory ?? false) === "mandatory",
    frameworks: frameworks.get(finding.rule) ?? noFrameworks,
  }));
  const summary = countFindings(findings);
  const isTrusted = !input.findings.some(({ rule }) => rule === "pack/self-test");
  return {
    version: 1,
    pack,
    stack,
    date,
    profile,
    outcome: summary.blocking === 0 ? "passed" : "failed",
    summary,
    coverage,
    catalogueDate: catalogueDate ?? null,
    selfTest: isTrusted ? "passed" : "failed",
    fallbacks,
    deviations: sorted(deviations, ({ path }) => [path]),
    rules: sorted(input.rules.map(reportedRule), ({ id }) => [id]),
    findings: sorted(findings, ({ rule, urn, path }) => [rule, urn ?? "", path]),
    waivers: sorted(findings.flatMap(waiverOf), ({ rule, urn }) => [rule, urn]),
    acceptances: sorted(acceptances, ({ urn, path, value }) => [urn, path, value]),
    publicEdges: sorted(publicEdges, ({ id }) => [id]),
    matrices,
    frameworks: { version: mapVersion, date: mapDate, standards: traceability(input.rules) },
  };
}

const noFrameworks: Frameworks = { nist80053: [], nist800207: [], pciDss: [], cis: [] };

// JSON has no undefined: what is missing is said to be.
const withNulls = ({ urn, source, waiver, ...rest }: Finding) => ({
  ...rest,
  urn: urn ?? null,
  source: source ?? null,
  waiver: waiver ?? null,
});

function countFindings(findings: readonly ReportedFinding[]): FindingCounts {
  const count = (matches: (finding: ReportedFinding) => boolean) => findings.filter(matches).length;
  return {
    blocking: count(({ blocks }) => blocks),
    advisory: count(({ blocks, waiver }) => !blocks && waiver === null),
    undecided: count(({ verdict, waiver }) => verdict === "undecided" && waiver === null),
    waived: count(({ waiver }) => waiver !== null),
  };
}

const reportedRule = (rule: RuleMetadata): ReportedRule => ({
  id: rule.id,
  title: rule.title,
  severity: rule.severity,
  level: rule.level,
  onUndecided: rule.onUndecided,
  why: rule.why,
  fix: rule.fix,
  decides: rule.decides,
  cannotDecide: rule.cannotDecide,
  frameworks: rule.frameworks,
});

// A waiver that hides nothing is a finding itself; those that hide something are the waivers in force.
function waiverOf(finding: ReportedFinding): readonly ReportedWaiver[] {
  const { rule, urn, semanticPath: path, value, fingerprint, waiver } = finding;
  return waiver === null ? [] : [{ rule, urn: urn ?? "", path, value, fingerprint, ...waiver }];
}

// Everything that tells two items apart takes part, so that the order given never shows.
function sorted<Item>(
  items: readonly Item[],
  keysOf: (item: Item) => readonly string[],
): readonly Item[] {
  const keyed = items.map((item) => ({
    item,
    key: [...keysOf(item), JSON.stringify(item)].join("\u0000"),
  }));
  return keyed
    .sort((left, right) => (left.key < right.key ? -1 : left.key > right.key ? 1 : 0))
    .map(({ item }) => item);
}

/** Evidence as text. */
export function evidenceText(evidence: readonly Evidence[]): string {
  return evidence.map(({ urn, path }) => `${urn} ${path}`.trimEnd()).join("; ");
}

/** The logical name of a URN; the URN itself where it has none. Names may hold `::`. */
export function nameOf(urn: string): string {
  return urn.split("::").slice(3).join("::") || urn;
}
