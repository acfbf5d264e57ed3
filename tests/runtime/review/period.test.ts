import assert from "node:assert/strict";
import fc from "fast-check";
import { lastFullPeriod, periodOf, settlingMilliseconds } from "../../../runtime/review/period";

const times = fc.date({
  min: new Date("2020-01-08T00:00:00Z"),
  max: new Date("2099-12-31T00:00:00Z"),
  noInvalidDate: true,
});

describe("lastFullPeriod", () => {
  it("A1 is a week from Monday to Monday that is over and settled, and the last such", () => {
    fc.assert(
      fc.property(times, (date) => {
        const now = date.getTime();
        const { from, to } = lastFullPeriod(now);
        assert.equal(new Date(from).getUTCDay(), 1);
        assert.equal(from % 86_400_000, 0);
        assert.equal(to - from, 7 * 86_400_000);
        assert.ok(to + settlingMilliseconds <= now);
        assert.ok(to + 7 * 86_400_000 + settlingMilliseconds > now);
      }),
    );
  });

  it("A1 has an id of its own, which gives the same week", () => {
    fc.assert(
      fc.property(times, times, (one, other) => {
        const first = lastFullPeriod(one.getTime());
        const second = lastFullPeriod(other.getTime());
        assert.equal(first.id === second.id, first.from === second.from);
        assert.deepEqual(periodOf(first.id, one.getTime()), first);
      }),
    );
  });

  // Dates of ISO 8601: week 53 of 2026 ends on 2027-01-03, and 2024-12-30 belongs to 2025.
  for (const [now, id] of [
    ["2026-11-25T12:00:00Z", "2026-W47"],
    ["2027-01-06T00:00:00Z", "2026-W53"],
    ["2025-01-07T00:00:00Z", "2025-W01"],
    ["2026-11-23T00:59:59Z", "2026-W46"],
    ["2026-11-23T01:00:00Z", "2026-W47"],
  ] as const) {
    it(`is ${id} at ${now}`, () => {
      assert.equal(lastFullPeriod(Date.parse(now)).id, id);
    });
  }
});

describe("periodOf", () => {
  const now = Date.parse("2026-11-25T12:00:00Z");

  for (const id of ["2026-W48", "2026-W00", "2025-W53", "2026-W54", "2026-47", "", "../2026-W47"]) {
    it(`refuses ${id || "nothing"}`, () => {
      assert.throws(() => periodOf(id, now), RangeError);
    });
  }
});
