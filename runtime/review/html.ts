import { escaped } from "../html";
import { type Part, type Row, reasons } from "./part";
import type { Report } from "./report";

const titles: Readonly<Record<Part["part"], string>> = {
  "secret-reads": "Who read which secret",
  "key-use": "Who used which key",
  "governance-refusals": "Decisions that were refused, or could not be made",
  "iam-changes": "Changes of IAM",
  "unused-roles": "Roles, and services they may use, without use",
  "unused-access": "Findings of IAM Access Analyzer about unused access",
  "control-status": "Controls that failed in Security Hub",
  waivers: "Waivers of policy findings",
};

const columns = ["verdict", "who", "what", "detail", "count", "first", "last"] as const;

/** The report as one page without scripts, styles from elsewhere or links. What is not declared comes first. */
export function htmlOf({ stack, period, totals, parts }: Report): string {
  const title = escaped(`Access review ${period.id} of ${stack}`);
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    `<title>${title}</title><style>${style}</style></head><body><h1>${title}</h1>`,
    `<p>${escaped(period.from)} to ${escaped(period.to)}. ${String(totals.unexpected)} entries are not declared.</p>`,
    ...parts.map(section),
    "</body></html>\n",
  ].join("\n");
}

const style =
  "body{font:14px sans-serif;margin:2em}table{border-collapse:collapse}td,th{border:1px solid #999;padding:2px 6px;text-align:left}.unexpected{background:#fdd}";

function section({ part, status, reason, rows }: Part): string {
  const why = reason === null ? "" : `: ${reasons[reason]}`;
  const sorted = [...rows].sort((left, right) => order(left) - order(right));
  const head = columns.map((column) => `<th>${column}</th>`).join("");
  const table = `<table><tr>${head}</tr>${sorted.map(line).join("\n")}</table>`;
  return [
    `<h2>${escaped(titles[part])}</h2><p><strong>${status}</strong>${escaped(why)}</p>`,
    rows.length === 0 ? "<p>No entries.</p>" : table,
  ].join("\n");
}

const order = ({ verdict }: Row): number => ["unexpected", "unjudged", "expected"].indexOf(verdict);

const line = (row: Row): string => {
  const cells = columns.map((column) => `<td>${escaped(String(row[column] ?? ""))}</td>`);
  return `<tr class="${row.verdict}">${cells.join("")}</tr>`;
};
