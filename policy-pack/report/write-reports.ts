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

/** Writes the reports that were asked for. One that cannot be written is a finding, and stops no other. */
export function writeReports(
  report: PolicyReport,
  requests: readonly ReportRequest[],
): readonly Finding[] {
  return requests.flatMap((request, index) => {
    try {
      const file = path.resolve(request.file);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, reportWriters[request.format](report));
      return [];
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const message = `The ${request.format} report ${request.file} was not written: ${reason}`;
      const at = `/reports/${String(index)}`;
      return [
        findingOf(facts, undefined, { verdict: "fail", path: at, message, value: request.file }),
      ];
    }
  });
}
