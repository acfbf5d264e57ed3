import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { ReportRequest } from "../engine/configuration";
import type { Finding, RuleFacts } from "../engine/finding";
import { findingOf } from "../engine/finding";
import type { PolicyReport } from "./report";
import { reportWriters } from "./writers";

const facts: RuleFacts = {
  id: "pack/report",
  level: "mandatory",
  severity: "high",
  onUndecided: "fail",
  why: "Whoever asked for a report would take an old one, or none, for the outcome of this judgement.",
  fix: "Name a file that can be written, in a folder that may be created.",
};

/**
 * Writes the reports that were asked for. One that cannot be written is a finding, and stops no other;
 * nothing is built where none is asked for.
 */
export function writeReports(
  build: () => PolicyReport,
  requests: readonly ReportRequest[],
): readonly Finding[] {
  if (requests.length === 0) return [];
  let report: PolicyReport;
  try {
    report = build();
  } catch (error) {
    return [failure("/reports", `No report was made: ${messageOf(error)}`, "")];
  }
  return requests.flatMap((request, index) => {
    try {
      write(report, request);
      return [];
    } catch (error) {
      const message = `The ${request.format} report ${request.file} was not written: ${messageOf(error)}`;
      return [failure(`/reports/${String(index)}`, message, request.file)];
    }
  });
}

function write(report: PolicyReport, { format, file }: ReportRequest): void {
  const target = path.resolve(file);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, reportWriters[format](report));
}

const failure = (at: string, message: string, value: string): Finding =>
  findingOf(facts, undefined, { verdict: "fail", path: at, message, value });

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);
