import assert from "node:assert/strict";
import fc from "fast-check";
import { compileFilterPattern, maxPatternLength } from "../../../detections/filter-pattern";
import { FilterPatternError } from "../../../detections/filter-pattern/error";
import { detectionPatterns } from "../../../plan/monitoring/patterns";

const anyEvent = fc.dictionary(fc.string(), fc.jsonValue());

const fragments = [
  ...Array.from("{}[]()$.*?-%\"'\\=!<>&|, "),
  "$.a",
  "$.['b.c'][0]",
  "&&",
  "||",
  "IS NULL",
  "NOT EXISTS",
  "...",
  '"x*"',
  "1e3",
  "%a{1,2}%",
  "word",
];
const wellFormed = [
  "ERROR -ARGUMENTS ?x",
  '"a b" "c"',
  "%^a[b-d]{,3}$|e%",
  "{ ($.a.b[0] = \"x*\" || $.c != %d%) && $.['e.f'] >= 1e-3 }",
  "{ $.a IS NULL || $.b NOT EXISTS || $.c IS TRUE }",
  '[a, b = 4* && b != "40", ..., c > 1 || c = %x%, d]',
];

/** Compiles a text that need not be a pattern; undefined when it is refused, in the one way in which it may be. */
const compile = (text: string): ReturnType<typeof compileFilterPattern> | undefined => {
  try {
    return compileFilterPattern(text);
  } catch (error) {
    assert.ok(error instanceof FilterPatternError, String(error));
    assert.ok(error.position >= 0 && error.position <= text.length);
    assert.ok(error.allowed !== "");
    return undefined;
  }
};

const exercise = (text: string): void => {
  const pattern = compile(text);
  for (const line of ["", "word 1", '{"a":"x"}', "[a] 4 5"]) {
    assert.equal(typeof (pattern?.matches(line) ?? false), "boolean");
  }
};

describe("filter patterns", () => {
  it(`LOG-86 takes ${maxPatternLength} characters and refuses one more`, () => {
    assert.equal(maxPatternLength, 1024);
    assert.ok(compileFilterPattern("a".repeat(1024)).matches("a".repeat(1024)));
    assert.throws(() => compileFilterPattern("a".repeat(1025)), {
      name: "FilterPatternError",
      position: 1024,
    });
  });

  it("LOG-86 takes two regular expressions in a pattern and refuses a third", () => {
    for (const [open, condition, separator, close] of [
      ["{", "$.a = %x%", "||", "}"],
      ["[", "a = %x%", "||", "]"],
      ["[", "a = %x%", ", b,", "]"],
    ] as const) {
      const pattern = (count: number): string =>
        `${open}${Array.from({ length: count }, () => condition).join(separator)}${close}`;
      compileFilterPattern(pattern(2));
      assert.throws(() => compileFilterPattern(pattern(3)), { name: "FilterPatternError" });
    }
  });

  it("LOG-86 reads JSON only where the whole line is one object", () => {
    const pattern = compileFilterPattern("{ $.absent NOT EXISTS }");
    const around = fc.string({ minLength: 1 }).filter((text) => text.trim() !== "");
    fc.assert(
      fc.property(anyEvent, around, (event, text) => {
        fc.pre(!("absent" in event));
        const json = JSON.stringify(event);
        assert.ok(pattern.matches(json));
        assert.ok(pattern.matches(` ${json}\n`));
        assert.ok(!pattern.matches(`${text}${json}`));
        assert.ok(!pattern.matches(`${json}${text}`));
        assert.ok(!pattern.matches(json.slice(0, -1)));
        assert.ok(!pattern.matches(JSON.stringify([event])));
        assert.ok(!pattern.matches(JSON.stringify(json)));
      }),
    );
  });

  it("LOG-86 hold every pattern of the estate's detections within what CloudWatch takes", () => {
    assert.ok(detectionPatterns.length > 20);
    for (const { source, pattern } of detectionPatterns) {
      const { kind, selectors } = compileFilterPattern(pattern);
      assert.equal(kind, source === "flow" ? "space-delimited" : "json");
      assert.equal(selectors.length > 0, kind === "json");
    }
  });

  it("tell their form, and match parsed events in one form alone", () => {
    for (const [text, kind] of [
      ["", "terms"],
      ["%\\{%", "terms"],
      ['"{"', "terms"],
      [" { $.a = 1 } ", "json"],
      [" [a, b] ", "space-delimited"],
    ] as const) {
      const pattern = compileFilterPattern(text);
      assert.equal(pattern.kind, kind);
      assert.equal(pattern.matchesEvent({ a: 1 }), kind === "json");
      assert.deepEqual(pattern.selectors, kind === "json" ? ["$.a"] : []);
      assert.equal(pattern.fieldsOf("x y") !== undefined, kind === "space-delimited");
    }
  });

  it("are refused by a FilterPatternError or not at all, whatever is written", () => {
    fc.assert(fc.property(fc.string(), exercise));
    fc.assert(
      fc.property(
        fc.constantFrom("{", "[", ""),
        fc.array(fc.constantFrom(...fragments)),
        (open, parts) => {
          exercise(open + parts.join(""));
        },
      ),
      { numRuns: 2000 },
    );
  });

  it("are refused by a FilterPatternError or not at all after any slip in a good pattern", () => {
    for (const text of wellFormed) assert.ok(compile(text), text);
    fc.assert(
      fc.property(
        fc.record({
          text: fc.constantFrom(...wellFormed),
          place: fc.nat(),
          removed: fc.nat(3),
          added: fc.constantFrom("", ...fragments),
        }),
        ({ text, place, removed, added }) => {
          const at = place % (text.length + 1);
          exercise(text.slice(0, at) + added + text.slice(at + removed));
        },
      ),
      { numRuns: 2000 },
    );
  });

  it("mean the same however much space stands between their parts", () => {
    const spaced = (text: string, space: string): string => text.replaceAll("_", space);
    const space = fc.stringMatching(/^[ \t\n]{0,3}$/);
    fc.assert(
      fc.property(space, fc.jsonValue(), (gap, a) => {
        for (const text of [
          '_{_(_$.a_=_"x"_)_||_$.a_IS NULL_}_'.replace("_IS", " IS"),
          "_{_$.a_>=_1_&&_(_(_$.b NOT EXISTS_)_)_}_",
        ]) {
          const [tight, loose] = [spaced(text, ""), spaced(text, gap)].map(compileFilterPattern);
          assert.equal(tight?.matchesEvent({ a }), loose?.matchesEvent({ a }));
        }
      }),
    );
  });
});
