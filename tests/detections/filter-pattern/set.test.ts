import assert from "node:assert/strict";
import fc from "fast-check";
import { compileFilterPattern } from "../../../detections/filter-pattern";
import { compileFilterPatterns } from "../../../detections/filter-pattern/set";

const pool = [
  '{ $.eventName = "a" }',
  "{ ($.eventName = a) || ($.eventName = b) }",
  "{ $.eventSource = s && ($.eventName = a || $.eventName = c) }",
  "{ $.eventSource = s || $.eventName = a }",
  '{ $.eventName = "" }',
  '{ $.eventName = "1" }',
  "{ $.eventName = 1 }",
  "{ $.eventName = a* }",
  "{ $.eventName != a }",
  "{ $.eventName NOT EXISTS }",
  "{ $.tags[*] = a }",
  "{ $.nested.eventName = a && $.eventName = b }",
  '"eventName"',
  "-s",
  "[first, ...]",
];
const name = fc.constantFrom<unknown>(
  undefined,
  null,
  "",
  "a",
  "ab",
  "b",
  "c",
  "s",
  "1",
  1,
  true,
  ["a"],
  { a: "a" },
);
const event = fc.record({
  eventName: name,
  eventSource: name,
  nested: fc.oneof(name, fc.record({ eventName: name })),
  tags: fc.oneof(name, fc.array(name)),
});

describe("compileFilterPatterns", () => {
  it("finds exactly the patterns that match on their own", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pool)), event, (texts, one) => {
        const set = compileFilterPatterns(texts);
        const line = JSON.stringify(one);
        const indexes = [...texts.keys()];
        const alone = texts.map(compileFilterPattern);
        assert.deepEqual(
          set.matches(line),
          indexes.filter((index) => alone[index]?.matches(line)),
        );
        assert.deepEqual(
          set.matchesEvent(one),
          indexes.filter((index) => alone[index]?.matchesEvent(one)),
        );
        assert.equal(set.patterns.length, texts.length);
      }),
      { numRuns: 1000 },
    );
  });

  it("matches lines that are no JSON, and throws for nothing that is logged", () => {
    const set = compileFilterPatterns(pool);
    fc.assert(
      fc.property(fc.string(), (line) => {
        const expected = [...pool.keys()].filter((index) => set.patterns[index]?.matches(line));
        assert.deepEqual(set.matches(line), expected);
      }),
    );
  });

  it("refuses a pattern as it is refused on its own", () => {
    assert.throws(() => compileFilterPatterns(["ERROR", "{"]), { name: "FilterPatternError" });
  });
});
