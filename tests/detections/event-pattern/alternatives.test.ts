import assert from "node:assert/strict";
import { alternativesOf } from "../../../detections/event-pattern/alternatives";
import { EventPatternError } from "../../../detections/event-pattern/error";

const paths = (pattern: unknown) =>
  alternativesOf(pattern).map((requirements) => requirements.map(({ path }) => path.join(".")));

describe("alternativesOf", () => {
  it("multiplies what stands together and adds what stands in $or, at any depth", () => {
    const pattern = {
      source: ["s"],
      detail: { $or: [{ a: ["1"], $or: [{ b: ["1"] }, { c: ["1"] }] }, { d: ["1"] }] },
    };
    assert.deepEqual(paths(pattern), [
      ["source", "detail.a", "detail.b"],
      ["source", "detail.a", "detail.c"],
      ["source", "detail.d"],
    ]);
  });

  it("tells a field that may be missing from one that must fit", () => {
    const [fitting, absent] = alternativesOf({ a: ["x", { exists: false }] });
    assert.equal(Array.isArray(fitting?.[0]?.wanted), true);
    assert.equal(absent?.[0]?.wanted, "absent");
  });

  const pair = { $or: [{ a: ["1"] }, { b: ["1"] }] };
  const nested = (depth: number): object =>
    depth === 0 ? pair : { ...pair, [`x${String(depth)}`]: nested(depth - 1) };

  it("refuses more combinations than a rule may have", () => {
    assert.equal(alternativesOf(nested(8)).length, 2 ** 9);
    assert.throws(() => alternativesOf(nested(9)), EventPatternError);
  });

  const refused: Readonly<Record<string, unknown>> = {
    "one alternative": [{ a: ["1"] }],
    "no list": { a: ["1"] },
    "a bare value": [{ a: ["1"] }, "b"],
    "an operator for a field": [{ a: ["1"] }, { prefix: ["b"] }],
    "an empty alternative": [{ a: ["1"] }, {}],
  };
  for (const [what, $or] of Object.entries(refused)) {
    it(`refuses ${what} in $or`, () => {
      assert.throws(() => alternativesOf({ $or }), EventPatternError);
    });
  }
});
