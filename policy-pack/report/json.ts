import type { PolicyReport } from "./report";

/** The report as JSON; `policy-report.schema.json` describes it. */
export function jsonReport(report: PolicyReport): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}
