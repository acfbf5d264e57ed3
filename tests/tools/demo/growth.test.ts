import assert from "node:assert/strict";
import fc from "fast-check";
import { growsSteadily, percentileOf, pieceMedians } from "../../../tools/demo/growth";

const limits = { part: 0.1, units: 5 };
const run = (value: (index: number) => number) => Array.from({ length: 60 }, (_, i) => value(i));

describe("growth", () => {
  it("finds a leak, however small each step is", () => {
    assert.equal(
      growsSteadily(
        run((index) => 50 + index * 0.5),
        limits,
      ),
      true,
    );
  });

  it("takes neither a step, nor noise, nor a start that settles for growth", () => {
    const cases = [
      run((index) => (index < 40 ? 50 : 100)),
      run((index) => 50 + (index % 2) * 20),
      run((index) => (index < 24 ? index * 10 : 240)),
      run((index) => 100 + index * 0.1),
      run((index) => 200 - 100 * Math.exp(-index / 8)),
      [],
    ];
    for (const values of cases) assert.equal(growsSteadily(values, limits), false);
  });

  it("never finds growth in values that fall", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 8 }), (values) => {
        const falling = values.toSorted((left, right) => right - left);
        assert.equal(growsSteadily(falling, { part: 0, units: 0 }), false);
      }),
    );
  });

  it("leaves the start of a run out of its pieces", () => {
    assert.deepEqual(pieceMedians(run((index) => (index < 24 ? 1000 : 1))), [1, 1, 1, 1]);
  });

  it("gives percentiles that are among the values", () => {
    const values = [5, 1, 4, 2, 3];
    assert.deepEqual(
      [0, 50, 99, 100].map((percentile) => percentileOf(values, percentile)),
      [1, 3, 5, 5],
    );
    assert.equal(percentileOf([], 50), 0);
  });
});
