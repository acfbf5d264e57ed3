import assert from "node:assert/strict";
import fc from "fast-check";
import { csvReport } from "../../../policy-pack/report/csv";
import { makeReport } from "../../../policy-pack/report/report";
import { fullInput, report, reportedFinding } from "../../support/policy-pack/reports";

// RFC 4180, read by hand: quoted cells, doubled quotes, CRLF after each record.
function read(text: string): readonly (readonly string[])[] {
  const records: string[][] = [];
  let record: string[] = [];
  const cell = /"((?:[^"]|"")*)"(,|\r\n)/gy;
  while (cell.lastIndex < text.length) {
    const match = cell.exec(text);
    assert.ok(match, "a cell is not quoted as RFC 4180 asks");
    record.push((match[1] ?? "").replaceAll('""', '"'));
    if (match[2] === ",") continue;
    records.push(record);
    record = [];
  }
  return records;
}

const cells = (changes: Parameters<typeof reportedFinding>[0]) => {
  const [header = [], values = []] = read(
    csvReport(report({ findings: [reportedFinding(changes)] })),
  );
  return Object.fromEntries(header.map((name, at) => [name, values[at]]));
};

describe("csvReport", () => {
  it("POL-420 has a header and one record for each finding, all of one length", () => {
    const [header, ...records] = read(csvReport(makeReport(fullInput())));
    assert.equal(records.length, fullInput().findings.length);
    for (const record of records) assert.equal(record.length, header?.length);
  });

  it("gives every field its column", () => {
    const row = cells({ source: { file: "a.ts", line: 3 }, evidence: [{ urn: "u", path: "/p" }] });
    assert.equal(row["rule"], "iam/wildcard-action");
    assert.equal(row["blocks"], "true");
    assert.equal(row["value"], "sqs:*");
    assert.equal(row["nist800207"], "3 4 6");
    assert.equal(row["evidence"], "u /p");
    assert.equal(row["source"], "a.ts:3");
    assert.equal(row["waiverExpires"], "");
  });

  it("reads back any text that is no formula", () => {
    const text = fc.string({ unit: fc.constantFrom("a", '"', ",", "\n", "\r", "é", " ") });
    fc.assert(
      fc.property(text, (message) => {
        const given = `x${message}`;
        assert.equal(cells({ message: given })["message"], given);
      }),
    );
  });

  const formulas = ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "\r=1", "\n=1", "＝1", "|cmd"];
  for (const formula of formulas) {
    it(`shows ${JSON.stringify(formula)} as text, which a spreadsheet would calculate`, () => {
      assert.equal(cells({ value: formula })["value"]?.[0], "'");
    });
  }

  it("leaves a sign inside text alone", () => {
    assert.equal(cells({ value: "a=1" })["value"], "a=1");
  });
});
