import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { reportFormats } from "../../../policy-pack/engine/configuration";
import { makeReport } from "../../../policy-pack/report/report";
import { writeReports } from "../../../policy-pack/report/write-reports";
import { reportWriters } from "../../../policy-pack/report/writers";
import { fullInput } from "../../support/policy-pack/reports";

const broken = () => {
  throw new Error("broken");
};

describe("writeReports", () => {
  const report = makeReport(fullInput());
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "reports-"));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it("POL-420 writes every format that can be asked for, and creates the folder", () => {
    const requests = reportFormats.map((format) => ({
      format,
      file: path.join(folder, "new", `report.${format}`),
    }));
    assert.deepEqual(
      writeReports(() => report, requests),
      [],
    );
    for (const { format, file } of requests) {
      assert.equal(readFileSync(file, "utf8"), reportWriters[format](report));
    }
  });

  it("makes a file that cannot be written a mandatory finding, and still writes the others", () => {
    const blocker = path.join(folder, "file");
    writeFileSync(blocker, "");
    const good = path.join(folder, "report.json");
    const [finding, ...others] = writeReports(
      () => report,
      [
        { format: "sarif", file: path.join(blocker, "report.sarif") },
        { format: "json", file: good },
      ],
    );
    assert.deepEqual(others, []);
    assert.equal(finding?.rule, "pack/report");
    assert.equal(finding.level, "mandatory");
    assert.equal(finding.path, "/reports/0");
    assert.match(finding.message, /^The sarif report .*report\.sarif was not written: E/);
    assert.match(readFileSync(good, "utf8"), /"version": 1/);
  });

  it("makes a folder in the place of the file a finding that names the request", () => {
    const [failure] = writeReports(() => report, [{ format: "csv", file: folder }]);
    assert.equal(failure?.value, folder);
  });

  it("builds and writes nothing that was not asked for", () => {
    assert.deepEqual(writeReports(broken, []), []);
  });

  it("makes a report that cannot be built a mandatory finding", () => {
    const request = { format: "csv", file: path.join(folder, "a.csv") } as const;
    const [finding, ...others] = writeReports(broken, [request, request]);
    assert.deepEqual(others, []);
    assert.equal(finding?.level, "mandatory");
    assert.equal(finding.message, "No report was made: broken");
    assert.ok(!existsSync(request.file));
  });
});
