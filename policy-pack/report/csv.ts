import type { PolicyReport, ReportedFinding } from "./report";
import { evidenceText } from "./report";
import { printable } from "./text";

const columns: readonly (readonly [
  name: string,
  value: (finding: ReportedFinding) => string | null,
])[] = [
  ["rule", ({ rule }) => rule],
  ["verdict", ({ verdict }) => verdict],
  ["severity", ({ severity }) => severity],
  ["level", ({ level }) => level],
  ["blocks", ({ blocks }) => String(blocks)],
  ["urn", ({ urn }) => urn],
  ["type", ({ type }) => type],
  ["path", ({ path }) => path],
  ["semanticPath", ({ semanticPath }) => semanticPath],
  ["value", ({ value }) => value],
  ["message", ({ message }) => message],
  ["why", ({ why }) => why],
  ["fix", ({ fix }) => fix],
  ["nist80053", ({ frameworks }) => frameworks.nist80053.join(" ")],
  ["nist800207", ({ frameworks }) => frameworks.nist800207.join(" ")],
  ["pciDss", ({ frameworks }) => frameworks.pciDss.join(" ")],
  ["cis", ({ frameworks }) => frameworks.cis.join("; ")],
  ["evidence", ({ evidence }) => evidenceText(evidence)],
  ["source", ({ source }) => source && `${source.file}:${String(source.line)}`],
  ["fingerprint", ({ fingerprint }) => fingerprint],
  ["waiverExpires", ({ waiver }) => waiver && waiver.expires],
  ["waiverTicket", ({ waiver }) => waiver && waiver.ticket],
  ["waiverOwner", ({ waiver }) => waiver && waiver.owner],
  ["waiverApprover", ({ waiver }) => waiver && waiver.approver],
  ["waiverReason", ({ waiver }) => waiver && waiver.reason],
];

/** The findings as CSV (RFC 4180): a header, then one record for each. */
export function csvReport({ findings }: PolicyReport): string {
  const records = [
    columns.map(([name]) => name),
    ...findings.map((finding) => columns.map(([, value]) => value(finding) ?? "")),
  ];
  return records.map((record) => `${record.map(cell).join(",")}\r\n`).join("");
}

// Spreadsheets run what begins with one of these characters as a formula (OWASP, "CSV injection").
const formula = /^[\s\u00a0\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20|%\t\r]/;

function cell(value: string): string {
  const text = printable(value);
  return `"${(formula.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
}
