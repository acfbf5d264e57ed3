import assert from "node:assert/strict";
import fc from "fast-check";
import { secondsOf } from "../../../preview/engine/duration";

describe("secondsOf", () => {
  for (const [duration, seconds] of [
    ["", 0],
    ["90s", 90],
    ["5m", 300],
    ["1h30m", 5400],
    ["1.5h", 5400],
    ["250ms", 0.25],
  ] as const) {
    it(`reads "${duration}" as ${String(seconds)} seconds`, () => {
      assert.equal(secondsOf(duration), seconds);
    });
  }

  it("adds up hours, minutes and seconds", () => {
    fc.assert(
      fc.property(fc.nat(99), fc.nat(59), fc.nat(59), (hours, minutes, seconds) => {
        const text = `${String(hours)}h${String(minutes)}m${String(seconds)}s`;
        assert.equal(secondsOf(text), hours * 3600 + minutes * 60 + seconds);
      }),
    );
  });

  for (const text of ["5", "5 m", "m", "1d", "5m!"]) {
    it(`refuses "${text}"`, () => {
      assert.throws(() => secondsOf(text), /is not a duration/);
    });
  }
});
