import type { Finding } from "../../../policy-pack/engine/finding";
import type { RuleMetadata } from "../../../policy-pack/engine/rule";
import { familyFrameworks } from "../../../policy-pack/frameworks/frameworks";
import type { ReportInput } from "../../../policy-pack/report/report";
import { makeReport } from "../../../policy-pack/report/report";

/** A finding for reports. */
export function reportedFinding(changes: Partial<Finding> = {}): Finding {
  return {
    rule: "iam/wildcard-action",
    urn: "urn:pulumi:dev::shop::demo:index:Queue$aws:iam/rolePolicy:RolePolicy::orbit-send",
    type: "aws:iam/rolePolicy:RolePolicy",
    level: "mandatory",
    severity: "critical",
    verdict: "fail",
    path: "/policy/Statement/0/Action",
    semanticPath: "/policy/Statement#Send/Action",
    value: "sqs:*",
    message: "sqs:* allows every action of sqs.",
    why: "A wildcard also allows what nobody asked for.",
    fix: "Replace sqs:* by sqs:SendMessage.",
    evidence: [],
    source: undefined,
    fingerprint: "0123456789abcdef",
    waiver: undefined,
    ...changes,
  };
}

/** Terms under which a finding is waived. */
export const waiver = {
  reason: "The partner sends to any queue until it is migrated.",
  owner: "data",
  ticket: "SEC-41",
  approver: "ana",
  expires: "2027-01-31",
};

/** A rule for reports. */
export function reportedRule(changes: Partial<RuleMetadata> = {}): RuleMetadata {
  return {
    id: "iam/wildcard-action",
    title: "No wildcard in allowed actions",
    severity: "critical",
    level: "mandatory",
    onUndecided: "fail",
    applies: ["aws:iam/rolePolicy:RolePolicy"],
    why: "A wildcard also allows what nobody asked for.",
    fix: "List the actions.",
    decides: "Whether an action is a pattern.",
    cannotDecide: "Whether an action is needed.",
    frameworks: familyFrameworks.iam,
    params: {},
    since: "0.1.0",
    examples: { pass: "sqs:SendMessage", fail: "sqs:*" },
    ...changes,
  };
}

/** What a report is made from: one rule, no finding, unless changed. */
export function reportInput(changes: Partial<ReportInput> = {}): ReportInput {
  return {
    pack: { name: "zero-trust-agent-runtime", version: "0.2.0" },
    stack: { project: "shop", name: "dev" },
    date: "2026-11-24",
    profile: "baseline",
    coverage: { seen: 9, judged: 5, notCovered: 1, notApplicable: 3, rulesRun: 4 },
    fallbacks: [],
    deviations: [],
    rules: [reportedRule()],
    findings: [],
    ...changes,
  };
}

/** A report. */
export const report = (changes: Partial<ReportInput> = {}) => makeReport(reportInput(changes));

/** Text that would break out of every format that does not escape. */
export const hostileText =
  '=HYPERLINK("//evil")|</td><script>alert(1)</script>`](x) @ana <!-- & \' " \\ \u0000\u001b[31m\ud800 ]]> \r\n,;';

/** A report with everything that a report can hold, and with one of each kind of finding. */
export function fullInput(): ReportInput {
  return reportInput({
    profile: "strict",
    catalogueDate: "2026-09-26",
    fallbacks: ["properties are read by plain access"],
    deviations: [{ path: "/rules/kms~1rotation/level", value: "advisory", reason: "HSM rotates." }],
    rules: [
      reportedRule(),
      reportedRule({ id: "kms/rotation", severity: "medium", level: "advisory" }),
      reportedRule({ id: "net/open-rule", frameworks: familyFrameworks.net }),
    ],
    findings: [
      reportedFinding({ source: { file: "components/queue.ts", line: 12 } }),
      reportedFinding({ verdict: "undecided", fingerprint: "1111111111111111", value: "" }),
      reportedFinding({
        verdict: "undecided",
        level: "advisory",
        fingerprint: "2222222222222222",
        evidence: [{ urn: "urn:pulumi:dev::shop::aws:sqs/queue:Queue::orbit", path: "/name" }],
      }),
      reportedFinding({ rule: "kms/rotation", level: "advisory", severity: "medium" }),
      reportedFinding({ waiver, fingerprint: "3333333333333333" }),
      reportedFinding({
        rule: "pack/configuration",
        urn: undefined,
        type: "",
        fingerprint: "4444444444444444",
      }),
    ],
    publicEdges: [{ id: "web", from: "0.0.0.0/0", to: "orbit", traffic: "tcp 443" }],
    matrices: [
      {
        title: "Who reaches whom",
        columns: ["orbit", "axon"],
        rows: [{ name: "orbit", cells: ["–", "tcp 8443"] }],
      },
    ],
  });
}

/** A report whose every text is hostile. */
export function hostileInput(): ReportInput {
  const hostile = <Value>(value: Value): Value => {
    if (typeof value === "string") return hostileText as Value;
    if (Array.isArray(value)) return value.map(hostile) as Value;
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, fixedKeys.has(key) ? item : hostile(item)]),
    ) as Value;
  };
  return hostile(fullInput());
}

// Choices of the pack and not text of a program, and ids that lists of controls are looked up by.
const fixedKeys: ReadonlySet<string> = new Set([
  "level",
  "severity",
  "verdict",
  "onUndecided",
  "profile",
  "date",
  "catalogueDate",
  "expires",
  "frameworks",
]);
