import assert from "node:assert/strict";
import fc from "fast-check";
import {
  type Box,
  intersectionOf,
  type Traffic,
  unionOf,
} from "../../../policy-pack/network/boxes";
import { type Bounds, both, either, exactly, verdictOf } from "../../../policy-pack/reach/bounds";

const range = (most: number) =>
  fc
    .tuple(fc.integer({ min: 0, max: most }), fc.integer({ min: 0, max: most }))
    .map(([left, right]) => ({ from: Math.min(left, right), to: Math.max(left, right) }));
const box: fc.Arbitrary<Box> = fc.record(
  {
    family: fc.constantFrom<4 | 6>(4, 6),
    addresses: range(6).map(({ from, to }) => ({ first: BigInt(from), last: BigInt(to) })),
    protocols: range(3),
    ports: range(6),
  },
  { noNullPrototype: true },
);
const traffic: fc.Arbitrary<Traffic> = fc.array(box, { maxLength: 4 });
const bounds: fc.Arbitrary<Bounds> = fc.oneof(
  traffic.map(exactly),
  fc
    .tuple(traffic, traffic)
    .map(([certain, more]) => ({ certain, possible: unionOf(certain, more) })),
);

describe("reach/bounds", () => {
  it("lets pass what the exact intersection holds, in both readings", () => {
    fc.assert(
      fc.property(bounds, bounds, (left, right) => {
        const passed = both(left, right);
        for (const reading of ["certain", "possible"] as const) {
          assert.deepEqual(unionOf(passed[reading]), intersectionOf(left[reading], right[reading]));
        }
      }),
    );
  });

  it("POL-26 never proves more than may be", () => {
    fc.assert(
      fc.property(bounds, bounds, bounds, (one, two, three) => {
        const { certain, possible } = either(both(one, two), three);
        assert.deepEqual(unionOf(certain, possible), unionOf(possible));
      }),
    );
  });

  it("POL-20 is open when packets pass for certain, and undecided when they only may", () => {
    const some: Traffic = [
      {
        family: 4,
        addresses: { first: 0n, last: 1n },
        protocols: { from: 6, to: 6 },
        ports: { from: 443, to: 443 },
      },
    ];
    assert.equal(verdictOf(exactly(some)), "open");
    assert.equal(verdictOf({ certain: [], possible: some }), "undecided");
    assert.equal(verdictOf(exactly([])), "closed");
  });
});
