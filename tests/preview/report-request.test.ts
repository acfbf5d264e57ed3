import assert from "node:assert/strict";
import path from "node:path";
import { reportFormats as packFormats } from "../../policy-pack/engine/configuration";
import { UsageError } from "../../preview/errors";
import { parseReportRequest, reportFormats } from "../../preview/report-request";

describe("parseReportRequest", () => {
  it("reads format and file; the file may hold further equal signs", () => {
    const file = path.resolve("out/a=b.sarif");
    assert.deepEqual(parseReportRequest("sarif=out/a=b.sarif"), { format: "sarif", file });
  });

  for (const text of ["sarif", "=file", "sarif=", ""]) {
    it(`refuses ${JSON.stringify(text)}`, () => {
      assert.throws(
        () => parseReportRequest(text),
        new UsageError(`--report ${text}: write FORMAT=FILE.`),
      );
    });
  }

  it("names the formats when there is no such format", () => {
    assert.throws(() => parseReportRequest("pdf=a"), /no format pdf; there are json, sarif, junit/);
  });

  it("knows the formats of the pack, and no others", () => {
    assert.deepEqual(reportFormats, packFormats);
  });
});
