import assert from "node:assert/strict";
import fc from "fast-check";
import { Scanner } from "../../../detections/filter-pattern/scanner";
import { type Selector, takeSelector } from "../../../detections/filter-pattern/selector";

const selector = (text: string): Selector => {
  const scanner = new Scanner(text);
  const taken = takeSelector(scanner);
  if (!scanner.atEnd) scanner.fail("the end");
  return taken;
};

const event = {
  a: { "b-c_1": 1, "d.e": [{ f: 2 }, { f: 3 }] },
  coordinates: [
    [0, 1, 2],
    [4, 5, 6],
  ],
  none: null,
};

describe("property selectors", () => {
  for (const [text, values] of [
    ["$.a.b-c_1", [1]],
    ["$.a['d.e'][1].f", [3]],
    ["$.a.['d.e'][0].f", [2]],
    ["$.['a'].b-c_1", [1]],
    ["$.coordinates[1][2]", [6]],
    ["$.coordinates[*][0]", [0, 4]],
    ["$.coordinates[0][*]", [0, 1, 2]],
    ["$.a['d.e'][*].f", [2, 3]],
    ["$.none", [null]],
    ["$.a.*", [event.a["b-c_1"], event.a["d.e"]]],
    ["$.coordinates[2]", []],
    ["$.coordinates.0", []],
    ["$.a[0]", []],
    ["$.none.x", []],
    ["$.constructor", []],
    ["$.a.__proto__", []],
    ["$.coordinates.length", []],
    ["$.coordinates.*", []],
    ["$.a[*]", []],
  ] as const) {
    it(`selects ${values.length} of an event by ${text}`, () => {
      assert.deepEqual(selector(text).read(event), values);
      assert.equal(selector(text).text, text);
    });
  }

  it("read one value as they read several", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom("a", "b", "0"), fc.jsonValue()), (value) => {
        for (const text of ["$.a", "$.a.b", "$.a[0]", "$.a['b'][0].0"]) {
          const { read, readOne, wildcard } = selector(text);
          assert.ok(!wildcard);
          const one = readOne(value);
          assert.deepEqual(read(value), one === undefined ? [] : [one]);
        }
      }),
    );
  });

  for (const text of [
    "a",
    "$",
    "$a",
    "$.",
    "$..a",
    "$.a.",
    "$[0]",
    "$['a']",
    '$."a"',
    "$.a[",
    "$.a[-1]",
    "$.a['b",
    "$.@a",
    '$.a["b"]',
  ]) {
    it(`refuses ${text}`, () => {
      assert.throws(() => selector(text), { name: "FilterPatternError" });
    });
  }

  it("refuse a second wildcard in one selector, as the quota says", () => {
    assert.throws(() => selector("$.*.*"), { name: "FilterPatternError" });
    assert.throws(() => selector("$.a[*].b[*]"), { name: "FilterPatternError" });
  });
});
