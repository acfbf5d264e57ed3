import assert from "node:assert/strict";
import fc from "fast-check";
import {
  compileExpression,
  conditionsOf,
  takeExpression,
} from "../../../detections/filter-pattern/expression";
import { Scanner } from "../../../detections/filter-pattern/scanner";

const parse = (text: string) => {
  const scanner = new Scanner(text);
  return takeExpression(scanner, () => {
    const condition = scanner.match(/[a-d]/y) ?? scanner.fail("a letter");
    return { kind: "one" as const, condition };
  });
};

describe("compound expressions", () => {
  it("bind && more tightly than ||, as JavaScript does", () => {
    const letters = ["a", "b", "c", "d"] as const;
    const chain = fc.tuple(
      fc.constantFrom(...letters),
      fc.array(fc.tuple(fc.constantFrom("&&", "||"), fc.constantFrom(...letters)), {
        maxLength: 8,
      }),
    );
    const truths = fc.record({
      a: fc.boolean(),
      b: fc.boolean(),
      c: fc.boolean(),
      d: fc.boolean(),
    });
    fc.assert(
      fc.property(chain, truths, ([first, rest], truth) => {
        const text = [first, ...rest.flat()].join(" ");
        const alternatives = text
          .split("||")
          .map((part) => part.split("&&").map((letter) => letter.trim()));
        const isTrue = (letter: string): boolean =>
          Object.entries(truth).some(([key, value]) => key === letter && value);
        const expected = alternatives.some((part) => part.every(isTrue));
        assert.equal(
          compileExpression(parse(text), (letter) => () => isTrue(letter))(undefined),
          expected,
        );
        assert.deepEqual(conditionsOf(parse(text)), alternatives.flat());
      }),
    );
  });
});
