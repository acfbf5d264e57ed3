import assert from "node:assert/strict";
import fc from "fast-check";
import { escaped } from "../../../runtime/html";
import { htmlOf } from "../../../runtime/review/html";
import { type Part, partNames, type Row, reasons } from "../../../runtime/review/part";
import { reportOf } from "../../../runtime/review/report";
import { period } from "./world";

const row = (changes: Partial<Row>): Row => ({
  who: null,
  what: null,
  detail: null,
  count: null,
  first: null,
  last: null,
  verdict: "unjudged",
  ...changes,
});

const pageOf = (rows: readonly Row[], changes: Partial<Part> = {}) =>
  htmlOf(
    reportOf("app-dev", period, [
      {
        version: 1,
        part: "key-use",
        attempt: 1,
        status: "complete",
        reason: null,
        scannedBytes: 0,
        rows: [...rows],
        ...changes,
      },
    ]),
  );

const tags = (html: string) => html.match(/<[^>]*>/g) ?? [];

describe("htmlOf", () => {
  it("A6 has the same markup whatever text a log holds", () => {
    const plain = tags(pageOf([row({ who: "x", what: "x", detail: "x" })]));
    const text = fc.oneof(
      fc.string(),
      fc.constantFrom("<script>alert(1)</script>", '"><img src=x onerror=x>', "</td>", "&lt;b&gt;"),
    );
    fc.assert(
      fc.property(text, text, text, (who, what, detail) => {
        assert.deepEqual(tags(pageOf([row({ who, what, detail })])), plain);
      }),
    );
  });

  it("A6 loads nothing, and forbids whoever opens it to load anything", () => {
    const page = pageOf([]);
    assert.match(page, /Content-Security-Policy" content="default-src 'none'/);
    assert.doesNotMatch(page, /<(script|link|img|iframe|a)\b/);
  });

  it("A4 gives the reason of every part that is not whole", () => {
    for (const reason of ["access-denied", "outside-retention"] as const) {
      assert.ok(pageOf([], { status: "unreadable", reason }).includes(reasons[reason]));
    }
  });

  it("A4 has a heading for every part", () => {
    const headings = partNames.map((part) => /<h2>(.+)<\/h2>/.exec(pageOf([], { part }))?.[1]);
    assert.equal(new Set(headings).size, partNames.length);
    assert.ok(!headings.includes(undefined));
  });

  it("A5 shows what nothing declares first", () => {
    const page = pageOf([
      row({ who: "declared-reader", verdict: "expected" }),
      row({ who: "stranger", verdict: "unexpected" }),
    ]);
    assert.ok(page.indexOf("stranger") < page.indexOf("declared-reader"));
  });
});

describe("escaped", () => {
  it("A6 leaves no character that ends text or an attribute", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        assert.doesNotMatch(escaped(text), /[<>"']|&(?!(amp|lt|gt|quot|#39);)/);
      }),
    );
  });
});
