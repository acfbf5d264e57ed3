import assert from "node:assert/strict";
import { readFindings } from "../../../runtime/review/findings-part";

const finding = {
  resource: "arn:aws:s3:::bucket",
  type: "S3.1",
  detail: "HIGH",
  seenAt: undefined,
};

describe("readFindings", () => {
  it("A5 marks every open finding", () => {
    const { status, rows } = readFindings({ findings: [finding], hasMore: false }, 10);
    assert.equal(status, "complete");
    assert.deepEqual(
      rows.map(({ what, detail, verdict }) => [what, detail, verdict]),
      [["arn:aws:s3:::bucket", "S3.1, HIGH", "unexpected"]],
    );
  });

  it("A4 tells no findings from a service that is not enabled", () => {
    assert.equal(readFindings({ findings: [], hasMore: false }, 10).status, "complete");
    assert.equal(readFindings(undefined, 10).reason, "not-enabled");
  });

  it("A4 says that there are more", () => {
    assert.equal(readFindings({ findings: [finding], hasMore: true }, 10).status, "truncated");
    assert.equal(
      readFindings({ findings: [finding, finding], hasMore: false }, 1).reason,
      "row-limit",
    );
  });
});
