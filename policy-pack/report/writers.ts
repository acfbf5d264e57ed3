import type { ReportFormat } from "../engine/configuration";
import { consoleReport } from "./console";
import { csvReport } from "./csv";
import { htmlReport } from "./html";
import { jsonReport } from "./json";
import { junitReport } from "./junit";
import { markdownReport } from "./markdown";
import type { PolicyReport } from "./report";
import { sarifReport } from "./sarif";

/** Writes a report as text. The same report gives the same bytes. */
export type ReportWriter = (report: PolicyReport) => string;

/** The writer of each format. */
export const reportWriters: Readonly<Record<ReportFormat, ReportWriter>> = {
  json: jsonReport,
  sarif: sarifReport,
  junit: junitReport,
  csv: csvReport,
  html: htmlReport,
  markdown: markdownReport,
  console: consoleReport,
};
