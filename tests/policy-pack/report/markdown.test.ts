import assert from "node:assert/strict";
import { markdownReport } from "../../../policy-pack/report/markdown";
import { makeReport } from "../../../policy-pack/report/report";
import {
  fullInput,
  hostileInput,
  report,
  reportedFinding,
  waiver,
} from "../../support/policy-pack/reports";

const rowsOf = (text: string) => text.split("\n").filter((line) => line.startsWith("| "));

describe("markdownReport", () => {
  it("POL-424 begins with the outcome, then lists findings, blocking ones first", () => {
    const text = markdownReport(makeReport(fullInput()));
    assert.match(text, /^### ❌ zero-trust-agent-runtime\n\n\*\*shop\/dev failed: 3 blocking/);
    const effects = rowsOf(text)
      .slice(1)
      .map((row) => row.split(" | ")[0]);
    assert.deepEqual(effects, [
      "| blocking",
      "| blocking, undecided",
      "| blocking",
      "| advisory, undecided",
      "| advisory",
      "| waived",
    ]);
    assert.match(text, /^- fall-back: properties/m);
    assert.match(text, /^- deviation: .*advisory.*: HSM rotates\.$/m);
    assert.match(text, /^- public edge: web: 0\.0\.0\.0\/0 → orbit, tcp 443$/m);
  });

  it("is three lines of summary when there is nothing to say", () => {
    const text = markdownReport(report());
    assert.match(text, /^### ✅ /);
    assert.equal(rowsOf(text).length, 0);
    assert.doesNotMatch(text, /more: see|deviation|fall-back/);
  });

  it("lets no value become a cell, a tag, a link, a mention or a new line", () => {
    const text = markdownReport(makeReport(hostileInput()));
    for (const row of rowsOf(text).slice(1)) {
      assert.equal([...row.matchAll(/(?<!\\)\|/g)].length, 6, row);
    }
    assert.doesNotMatch(text, /<(?!\/?$)/);
    assert.doesNotMatch(text, /@ana|(?<!\\)`|(?<!\\)\]\(|\u001b/);
  });

  it("stays below what a comment holds, and says how many findings it leaves out", () => {
    const findings = Array.from({ length: 75 }, (_, at) =>
      reportedFinding({ message: "x".repeat(5000), fix: "y".repeat(5000), path: `/${String(at)}` }),
    );
    const text = markdownReport(report({ findings }));
    assert.equal(rowsOf(text).length, 61);
    assert.match(text, /…and 15 more: see the full report\./);
    assert.ok(text.length < 65_536, String(text.length));
    assert.match(text, /x{400}…/);
  });

  it("shows exactly as many rows as fit, without a remark", () => {
    const findings = Array.from({ length: 60 }, (_, at) =>
      reportedFinding({ path: `/${String(at)}` }),
    );
    const text = markdownReport(report({ findings }));
    assert.equal(rowsOf(text).length, 61);
    assert.doesNotMatch(text, /more: see/);
  });

  it("names the pack where a finding is about it", () => {
    const findings = [reportedFinding({ urn: undefined, waiver })];
    assert.match(markdownReport(report({ findings })), /\| waived \| .* \| the pack \| /);
  });
});
