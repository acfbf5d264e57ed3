import assert from "node:assert/strict";
import fc from "fast-check";
import { EventPatternError } from "../../../detections/event-pattern/error";
import { NumberText } from "../../../detections/event-pattern/leaf";
import { compileNumeric } from "../../../detections/event-pattern/numeric";

const number = (value: number) => new NumberText(String(value), value);

describe("compileNumeric", () => {
  it("holds exactly one of less, equal and greater of two numbers", () => {
    const millionths = fc.integer({ min: -5e9, max: 5e9 }).map((value) => value / 1e3);
    fc.assert(
      fc.property(millionths, millionths, (given, bound) => {
        const holds = (operator: string) => compileNumeric([operator, bound], "")(number(given));
        const [less, equal, greater] = [holds("<"), holds("="), holds(">")];
        assert.deepEqual([less, equal, greater], [given < bound, given === bound, given > bound]);
        assert.deepEqual([holds("<="), holds(">=")], [!greater, !less]);
      }),
    );
  });

  it("takes a range from its lower to its upper bound", () => {
    const fits = compileNumeric([">", 0, "<=", 5], "");
    assert.deepEqual(
      [-1, 0, 0.000001, 5, 5.000001].map((value) => fits(number(value))),
      [false, false, true, true, false],
    );
  });

  it("sees six digits after the point, and no number beyond 5.0e9", () => {
    assert.equal(compileNumeric(["=", 0.3], "")(number(0.1 + 0.2)), true);
    const above = compileNumeric([">", 0], "");
    assert.deepEqual([above(number(5e9)), above(number(5e9 + 1))], [true, false]);
  });

  it("fits no text, even one of digits, and no truth value", () => {
    const fits = compileNumeric([">", 0], "");
    assert.deepEqual([fits("5"), fits(true), fits(null)], [false, false, false]);
  });

  for (const operand of [
    [],
    ["="],
    [">", "5"],
    ["!=", 5],
    ["<", 5, ">", 0],
    [">", 5, "<", 5],
    [">", 0, "<", 5, "=", 3],
    ["=", 5, "<", 6],
    [">", 6e9],
    5,
    "> 5",
  ]) {
    it(`refuses ${JSON.stringify(operand)}`, () => {
      assert.throws(() => compileNumeric(operand, "here"), EventPatternError);
    });
  }
});
