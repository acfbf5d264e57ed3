import assert from "node:assert/strict";
import fc from "fast-check";
import { isFinal, type Part, type Row, readingOf, reasons } from "../../../runtime/review/part";

const row: Row = {
  who: null,
  what: null,
  detail: null,
  count: null,
  first: null,
  last: null,
  verdict: "unjudged",
};

const part = (changes: Partial<Part>): Part => ({
  version: 1,
  part: "key-use",
  attempt: 1,
  status: "unreadable",
  reason: "throttled",
  scannedBytes: 0,
  rows: [],
  ...changes,
});

describe("readingOf", () => {
  it("A3 keeps no more rows than are allowed, and is complete only when it keeps all", () => {
    fc.assert(
      fc.property(fc.nat(20), fc.integer({ min: 1, max: 20 }), (count, maxRows) => {
        const reading = readingOf(
          Array.from({ length: count }, () => row),
          maxRows,
        );
        assert.equal(reading.rows.length, Math.min(count, maxRows));
        assert.equal(reading.status === "complete", count <= maxRows);
        assert.equal(reading.reason === null, count <= maxRows);
      }),
    );
  });
});

describe("isFinal", () => {
  it("A4 gives up on what could not be read after as many attempts as are allowed", () => {
    assert.deepEqual(
      [1, 2, 3].map((attempt) => isFinal(part({ attempt }), 3)),
      [false, false, true],
    );
  });

  it("A4 does not wait for what waiting does not change, nor for what was read", () => {
    for (const reason of ["not-enabled", "not-in-program", "malformed"] as const) {
      assert.ok(isFinal(part({ reason }), 3));
    }
    assert.ok(isFinal(part({ status: "truncated", reason: "scan-limit" }), 3));
    assert.ok(isFinal(part({ status: "complete", reason: null }), 3));
  });
});

describe("reasons", () => {
  it("explains each in words of its own", () => {
    const texts = Object.values(reasons);
    assert.equal(new Set(texts).size, texts.length);
  });
});
