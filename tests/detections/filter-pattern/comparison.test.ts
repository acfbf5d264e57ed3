import assert from "node:assert/strict";
import fc from "fast-check";
import { compileComparison, takeComparison } from "../../../detections/filter-pattern/comparison";
import { Scanner } from "../../../detections/filter-pattern/scanner";

const holds = (comparison: string, value: string | number): boolean =>
  compileComparison(takeComparison(new Scanner(comparison)))(value);

const numbers: readonly [string, number, boolean][] = [
  ["> 75", 76, true],
  ["> 75", 75, false],
  ["< 50", 49.9, true],
  ["< 50", 50, false],
  [">= 60", 60, true],
  [">= 60", 59, false],
  ["<= 5", 5, true],
  ["<= 5", 5.1, false],
  ["= 400", 400, true],
  ["= 400", 401, false],
  ["!= 500", 400, true],
  ["!= 500", 500, false],
  ["= 1e+3", 1000, true],
  ["!= 1e-3", 0.001, false],
  ["< 10e3", 9999, true],
  ["<= 55.5", 55.5, true],
  ["> +1000", 1001, true],
  ["> -1", 0, true],
  ["= .5", 0.5, true],
  ["= 123.0", 123, true],
];

const texts: readonly [string, string | number, boolean][] = [
  ["= *Event", "PutEvent", true],
  ["= *Event", "GetEvent", true],
  ["= *Event", "EventId", false],
  ["= Event*", "EventId", true],
  ["= Event*", "EventName", true],
  ["= Event*", "PutEvent", false],
  ["= Ev*ent", "Ev*ent", true],
  ["= Ev*ent", "EvXent", false],
  ["= *Ev*ent*", "an Ev*ent!", true],
  ["= *Ev*ent*", "an EvXent!", false],
  ['= "*"', "", true],
  ["= *", 50, true],
  ["!= 123.123.*", "111.111.111.111", true],
  ["!= 123.123.*", "123.123.1.1", false],
  ["= 4*", 404, true],
  ['= "12.*"', 12.34, true],
  ['= "404"', 404, true],
  ['= "404.0"', 404, false],
  ["= 404", "404", true],
  ["= 404", "404.0", false],
  ["> 403", "404", false],
  ["<= 403", "abc", false],
  ['= ""', "", true],
  ['= "say \\"no\\" \\\\"', 'say "no" \\', true],
  ["= Yes", "yes", false],
  ["= %^4[0-9]+$%", 404, true],
  ["!= %^4[0-9]+$%", "404", false],
];

describe("filter patterns that match numeric values", () => {
  for (const [comparison, value, expected] of numbers) {
    it(`${expected ? "accepts" : "rejects"} ${value} ${comparison}`, () => {
      assert.equal(holds(comparison, value), expected);
    });
  }

  it("puts numbers in order as numbers, in any notation", () => {
    const number = fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }));
    fc.assert(
      fc.property(number, number, (value, limit) => {
        for (const text of [String(limit), limit.toExponential()]) {
          assert.equal(holds(`> ${text}`, value), value > limit);
          assert.equal(holds(`<= ${text}`, value), value <= limit);
          assert.equal(holds(`= ${text}`, value), value === limit);
        }
      }),
    );
  });
});

describe("filter patterns that match strings", () => {
  for (const [comparison, value, expected] of texts) {
    it(`${expected ? "accepts" : "rejects"} ${JSON.stringify(value)} ${comparison}`, () => {
      assert.equal(holds(comparison, value), expected);
    });
  }

  it("has != say the opposite of = for every text and number", () => {
    const value = fc.oneof(fc.string(), fc.integer());
    fc.assert(
      fc.property(value, fc.stringMatching(/^[\w.*]+$/), (one, text) => {
        assert.notEqual(holds(`= ${text}`, one), holds(`!= ${text}`, one));
        assert.notEqual(holds(`= "${text}"`, one), holds(`!= "${text}"`, one));
      }),
    );
  });

  for (const comparison of [
    '> "123"',
    "> abc",
    ">= *",
    "< %1%",
    "= a-b",
    "== 1",
    "~ x",
    "=",
    "= 'x'",
    '= "x',
    "= é",
  ]) {
    it(`refuses ${comparison}`, () => {
      assert.throws(
        () => {
          const scanner = new Scanner(comparison);
          takeComparison(scanner);
          if (!scanner.atEnd) scanner.fail("the end");
        },
        { name: "FilterPatternError" },
      );
    });
  }
});
