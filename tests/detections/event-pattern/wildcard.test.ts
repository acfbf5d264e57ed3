import assert from "node:assert/strict";
import fc from "fast-check";
import { EventPatternError } from "../../../detections/event-pattern/error";
import { compileWildcard } from "../../../detections/event-pattern/wildcard";

describe("compileWildcard", () => {
  it("agrees with a regular expression, for any text and any place of wildcards", () => {
    const literal = fc.stringMatching(/^[ab*\\]{0,3}$/);
    fc.assert(
      fc.property(
        fc.array(literal, { minLength: 1, maxLength: 4 }),
        fc.stringMatching(/^[ab*\\]{0,8}$/),
        (literals, text) => {
          // Two wildcards side by side are refused.
          const kept = literals.filter(
            (part, at) => part !== "" || at === 0 || at === literals.length - 1,
          );
          const pattern = kept.map((part) => part.replaceAll(/[*\\]/g, "\\$&")).join("*");
          const expected = new RegExp(
            `^${kept.map((part) => part.replaceAll(/[*\\]/g, "\\$&")).join(".*")}$`,
          ).test(text);
          assert.equal(compileWildcard(pattern, "")(text), expected, pattern);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it("lets no two parts share a character", () => {
    for (const pattern of ["aba*ba", "a*aba*ba", "*ab*ba"]) {
      assert.equal(compileWildcard(pattern, "")("aba"), false, pattern);
    }
  });

  it("decides about a long text that almost fits, which backtracking would not", () => {
    const wildcard = compileWildcard(`${"*a".repeat(40)}*b`, "");
    assert.equal(wildcard("a".repeat(100_000)), false);
  });

  for (const operand of ["a**b", "**", "a\\", "\\a", 5, null, ["a*"]]) {
    it(`refuses ${JSON.stringify(operand)}`, () => {
      assert.throws(() => compileWildcard(operand, "here"), EventPatternError);
    });
  }
});
