import assert from "node:assert/strict";
import fc from "fast-check";
import { Scanner } from "../../../detections/filter-pattern/scanner";

describe("Scanner", () => {
  it("reads any text back from double quotes", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const scanner = new Scanner(`"${text.replaceAll(/["\\]/g, (one) => `\\${one}`)}"`);
        assert.equal(scanner.takeQuoted(), text);
        assert.ok(scanner.atEnd);
      }),
    );
  });

  it("says where it stopped, what it found and what it wanted", () => {
    const scanner = new Scanner("abc and what follows after it");
    scanner.expect("abc", "abc");
    assert.throws(() => scanner.fail("the end"), {
      name: "FilterPatternError",
      position: 3,
      found: '" and what follows after "',
      allowed: "the end",
      message: 'filter pattern at 3: " and what follows after " found; allowed: the end',
    });
  });
});
