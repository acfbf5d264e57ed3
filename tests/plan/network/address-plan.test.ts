import assert from "node:assert/strict";
import fc from "fast-check";
import { allocateSubnets, cut, overlaps, tierCidr } from "../../../plan/network/address-plan";
import { tiers } from "../../../plan/network/tiers";

interface Block {
  readonly first: bigint;
  readonly last: bigint;
}

// Independent of the planner: blocks as inclusive intervals of binary text.
function interval(cidr: string): Block {
  const [address = "", length = ""] = cidr.split("/");
  const bits = address
    .split(".")
    .map((octet) => Number(octet).toString(2).padStart(8, "0"))
    .join("");
  const kept = bits.slice(0, Number(length));
  return {
    first: BigInt(`0b${kept.padEnd(32, "0")}`),
    last: BigInt(`0b${kept.padEnd(32, "1")}`),
  };
}

const text = (value: number) =>
  (value.toString(2).padStart(32, "0").match(/.{8}/g) ?? [])
    .map((octet) => String(Number.parseInt(octet, 2)))
    .join(".");

const zoneNames = ["a", "b", "c", "d", "e", "f", "g", "h"].map((letter) => `us-east-1${letter}`);

/** A block of /16 to /23 that starts at a boundary of its own size. */
const block = fc
  .tuple(fc.nat(2 ** 32 - 1), fc.integer({ min: 16, max: 23 }))
  .map(([start, length]) => {
    const size = 2 ** (32 - length);
    return `${text(Math.floor(start / size) * size)}/${String(length)}`;
  });

const zones = fc.integer({ min: 1, max: 8 }).map((count) => zoneNames.slice(0, count));

describe("allocateSubnets", () => {
  it("gives every tier one subnet in every zone", () => {
    fc.assert(
      fc.property(block, zones, (cidr, names) => {
        const keys = allocateSubnets({ cidr, zones: names }).map(({ key }) => key);
        const expected = tiers.flatMap((tier) => names.map((zone) => `${tier}-${zone}`));
        assert.deepEqual(keys, expected);
      }),
    );
  });

  it("keeps subnets apart, inside the VPC and inside their tier's block", () => {
    fc.assert(
      fc.property(block, zones, (cidr, names) => {
        const subnets = allocateSubnets({ cidr, zones: names });
        const vpc = interval(cidr);
        const sorted = subnets.map((subnet) => interval(subnet.cidr)).sort(byStart);
        sorted.forEach((each, index) => {
          const next = sorted[index + 1];
          assert.ok(each.first >= vpc.first && each.last <= vpc.last);
          assert.ok(next === undefined || each.last < next.first);
        });
        for (const subnet of subnets) {
          const outer = interval(tierCidr(cidr, subnet.tier));
          const inner = interval(subnet.cidr);
          assert.ok(inner.first >= outer.first && inner.last <= outer.last);
        }
      }),
    );
  });

  it("keeps every existing subnet when a zone is appended", () => {
    fc.assert(
      fc.property(block, fc.integer({ min: 1, max: 7 }), (cidr, count) => {
        const before = allocateSubnets({ cidr, zones: zoneNames.slice(0, count) });
        const after = allocateSubnets({ cidr, zones: zoneNames.slice(0, count + 1) });
        assert.deepEqual(
          before.filter((old) => !after.some((kept) => sameSubnet(kept, old))),
          [],
        );
      }),
    );
  });

  it("leaves the last quarter of the VPC free, so that a fourth tier moves nothing", () => {
    fc.assert(
      fc.property(block, (cidr) => {
        const fourth = interval(cut(cidr, 2, 3));
        assert.equal(fourth.last, interval(cidr).last);
        for (const subnet of allocateSubnets({ cidr, zones: zoneNames })) {
          assert.ok(interval(subnet.cidr).last < fourth.first);
        }
      }),
    );
  });

  it("puts the example's subnets where the address table says", () => {
    const cidrs = allocateSubnets({ cidr: "10.20.0.0/16", zones: zoneNames.slice(0, 2) });
    assert.deepEqual(
      cidrs.map(({ key, cidr }) => `${key} ${cidr}`),
      [
        "public-us-east-1a 10.20.0.0/21",
        "public-us-east-1b 10.20.8.0/21",
        "private-us-east-1a 10.20.64.0/21",
        "private-us-east-1b 10.20.72.0/21",
        "axon-runtime-us-east-1a 10.20.128.0/21",
        "axon-runtime-us-east-1b 10.20.136.0/21",
      ],
    );
  });
});

describe("cut", () => {
  it("parts a block without gaps or overlaps", () => {
    fc.assert(
      fc.property(block, fc.integer({ min: 0, max: 5 }), (cidr, bits) => {
        const parts = Array.from({ length: 2 ** bits }, (_, index) => cut(cidr, bits, index));
        const whole = interval(cidr);
        const reached = parts.map(interval).reduce((expected, part) => {
          assert.equal(part.first, expected);
          return part.last + 1n;
        }, whole.first);
        assert.equal(reached, whole.last + 1n);
      }),
    );
  });
});

describe("overlaps", () => {
  it("agrees with the intersection of intervals", () => {
    fc.assert(
      fc.property(block, block, fc.boolean(), (left, other, nested) => {
        const right = nested ? cut(left, 3, 5) : other;
        const [one, two] = [interval(left), interval(right)];
        assert.equal(overlaps(left, right), one.first <= two.last && two.first <= one.last);
        assert.equal(overlaps(left, right), overlaps(right, left));
      }),
    );
  });
});

const byStart = (left: Block, right: Block) => (left.first < right.first ? -1 : 1);

const sameSubnet = (
  left: { readonly key: string; readonly cidr: string },
  right: { readonly key: string; readonly cidr: string },
) => left.key === right.key && left.cidr === right.cidr;
