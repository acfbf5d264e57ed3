import assert from "node:assert/strict";
import type { Part } from "../../../runtime/review/part";
import { noticeOf, reportOf, reportSchema } from "../../../runtime/review/report";
import { period } from "./world";

const part = (changes: Partial<Part>): Part => ({
  version: 1,
  part: "key-use",
  attempt: 1,
  status: "complete",
  reason: null,
  scannedBytes: 5,
  rows: [],
  ...changes,
});

describe("reportOf", () => {
  const report = reportOf("app-dev", period, [
    part({}),
    part({ part: "iam-changes", status: "unreadable", reason: "throttled" }),
  ]);

  it("A7 has the layout that readers rely on", () => {
    assert.deepEqual(reportSchema.parse(JSON.parse(JSON.stringify(report))), report);
    assert.deepEqual(Object.keys(report), ["version", "stack", "period", "totals", "parts"]);
  });

  it("A7 refuses a report with a field that this version does not have", () => {
    assert.equal(reportSchema.safeParse({ ...report, extra: 1 }).success, false);
  });

  it("A4 counts parts by how whole they are, and what they cost", () => {
    assert.deepEqual(report.totals, {
      complete: 1,
      truncated: 0,
      unreadable: 1,
      unexpected: 0,
      scannedBytes: 10,
    });
  });
});

describe("noticeOf", () => {
  it("A8 fits into a message, and says where the report is", () => {
    const text = noticeOf(reportOf("app-dev", period, []), "s3://bucket/report.html");
    assert.ok(text.length < 500);
    assert.ok(text.endsWith("s3://bucket/report.html"));
  });
});
