import assert from "node:assert/strict";
import fc from "fast-check";
import { compileFilterPattern } from "../../../detections/filter-pattern";

const badRequest = "[ERROR 400] BAD REQUEST";
const unauthorized = "[ERROR 401] UNAUTHORIZED REQUEST";
const missing = "[ERROR 419] MISSING ARGUMENTS";
const invalid = "[ERROR 420] INVALID ARGUMENTS";
const lines = [badRequest, unauthorized, missing, invalid];

const matching = (pattern: string, among: readonly string[] = lines): readonly string[] =>
  among.filter(compileFilterPattern(pattern).matches);

describe("Using filter patterns to match terms in unstructured log events", () => {
  it("matches a single term anywhere in a line, also inside a word", () => {
    assert.deepEqual(matching("ERROR"), lines);
    assert.deepEqual(matching("ERROR", ["Exiting with ERRORCODE: -1"]), [
      "Exiting with ERRORCODE: -1",
    ]);
  });

  it("matches lines with all of several terms", () => {
    assert.deepEqual(matching("ERROR ARGUMENTS"), [missing, invalid]);
  });

  it("matches lines with any optional term", () => {
    const other = "[INFO] INVALID ARGUMENTS PROVIDED";
    assert.deepEqual(matching("?ERROR ?ARGUMENTS", [...lines, other, "[INFO] DONE"]), [
      ...lines,
      other,
    ]);
  });

  it("ignores optional terms beside others", () => {
    const requests = [
      "[INFO] REQUEST FAILED",
      "[WARN] UNAUTHORIZED REQUEST",
      "[ERROR] 400 BAD REQUEST",
    ];
    assert.deepEqual(matching("?ERROR ?ARGUMENTS REQUEST", [...requests, missing]), requests);
    assert.deepEqual(matching("?INFO -ERROR", [...requests]), requests.slice(0, 2));
  });

  it("matches an exact phrase", () => {
    assert.deepEqual(
      matching('"INTERNAL SERVER ERROR"', [
        "[ERROR 500] INTERNAL SERVER ERROR",
        "SERVER INTERNAL ERROR",
      ]),
      ["[ERROR 500] INTERNAL SERVER ERROR"],
    );
  });

  it("leaves out lines with an excluded term", () => {
    assert.deepEqual(matching("ERROR -ARGUMENTS"), [badRequest, unauthorized]);
    assert.deepEqual(matching('ERROR -"BAD REQUEST"'), [unauthorized, missing, invalid]);
    assert.deepEqual(matching("-ERROR", [...lines, "[INFO]"]), ["[INFO]"]);
  });

  it("matches every line with an empty pattern or a blank phrase", () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom("", " ", '""', '" "'), (line, pattern) =>
        compileFilterPattern(pattern).matches(line),
      ),
    );
  });

  it("is case sensitive", () => {
    assert.deepEqual(matching("error"), []);
  });
});

describe("Using filter patterns to match terms with a regular expression (regex)", () => {
  it("matches lines in which the expression is found", () => {
    const found = [unauthorized, "[SUCCESS 200] AUTHORIZED REQUEST"];
    assert.deepEqual(matching("  %AUTHORIZED%\n", [badRequest, ...found]), found);
  });
});

describe("terms", () => {
  it("match exactly the lines that hold each included phrase and no excluded one", () => {
    const phrase = fc.stringMatching(/^[ab"\\ ]{1,4}$/).filter((text) => text.trim() !== "");
    fc.assert(
      fc.property(
        fc.array(phrase),
        fc.array(phrase),
        fc.stringMatching(/^[ab"\\ ]{0,12}$/),
        (included, excluded, line) => {
          const quote = (text: string): string =>
            `"${text.replaceAll(/["\\]/g, (one) => `\\${one}`)}"`;
          const pattern = [
            ...included.map(quote),
            ...excluded.map((text) => `-${quote(text)}`),
          ].join(" ");
          const expected =
            included.every((text) => line.includes(text)) &&
            excluded.every((text) => !line.includes(text));
          assert.equal(compileFilterPattern(pattern).matches(line), expected);
        },
      ),
    );
  });

  for (const pattern of [
    "err:",
    "(x",
    "a-b",
    "- a",
    "é",
    '"open',
    '"a\\n"',
    '"a"b',
    "ERROR %x%",
    "%x% ERROR",
    "$.a",
  ]) {
    it(`refuses ${pattern}, which is not as documented`, () => {
      assert.throws(() => compileFilterPattern(pattern), { name: "FilterPatternError" });
    });
  }
});
