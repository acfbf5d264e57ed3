import assert from "node:assert/strict";
import fc from "fast-check";
import type { AddressRange } from "../../../policy-pack/network/intervals";
import {
  countOf,
  coversInternet,
  intersect,
  isAnywhere,
  parseBlock,
  publicAddresses,
  subtract,
  union,
} from "../../../policy-pack/network/intervals";

// A small space, so that every address can be looked at.
const space = 24n;
const range = fc
  .tuple(fc.bigInt(0n, space - 1n), fc.bigInt(0n, space - 1n))
  .map(([a, b]): AddressRange => ({ first: a < b ? a : b, last: a < b ? b : a }));
const ranges = fc.array(range, { maxLength: 6 });
const holds = (list: readonly AddressRange[], address: bigint) =>
  list.some(({ first, last }) => first <= address && address <= last);
const addresses = Array.from({ length: Number(space) }, (_, index) => BigInt(index));

describe("union", () => {
  it("holds what any of the ranges holds, without overlap", () => {
    fc.assert(
      fc.property(ranges, (list) => {
        const merged = union(list);
        for (const address of addresses) assert.equal(holds(merged, address), holds(list, address));
        for (const [index, { first }] of merged.entries()) {
          const previous = merged[index - 1];
          assert.ok(previous === undefined || previous.last + 1n < first);
        }
      }),
    );
  });
});

describe("subtract", () => {
  it("holds what the first list holds and the second does not", () => {
    fc.assert(
      fc.property(ranges, ranges, (list, removed) => {
        const rest = subtract(list, removed);
        for (const address of addresses) {
          assert.equal(holds(rest, address), holds(list, address) && !holds(removed, address));
        }
      }),
    );
  });
});

describe("parseBlock", () => {
  for (const [text, first, last] of [
    ["10.0.0.0/8", 0x0a000000n, 0x0affffffn],
    ["10.1.2.3/8", 0x0a000000n, 0x0affffffn],
    ["1.2.3.4", 0x01020304n, 0x01020304n],
    ["0.0.0.0/0", 0n, 0xffffffffn],
    ["128.0.0.0/1", 0x80000000n, 0xffffffffn],
    ["::ffff:10.0.0.0/104", 0x0a000000n, 0x0affffffn],
    ["::ffff:0:0/96", 0n, 0xffffffffn],
  ] as const) {
    it(`POL-201 reads ${text}`, () => {
      assert.deepEqual(parseBlock(text), { family: 4, first, last });
    });
  }

  for (const [text, first] of [
    ["::/0", 0n],
    ["0::/0", 0n],
    ["0:0:0:0:0:0:0:0/0", 0n],
    ["2001:db8::/32", 0x20010db8n << 96n],
    ["fe80::1/128", (0xfe80n << 112n) + 1n],
  ] as const) {
    it(`POL-201 reads ${text}`, () => {
      const block = parseBlock(text);
      assert.equal(block?.family, 6);
      assert.equal(block.first, first);
    });
  }

  for (const text of [
    "",
    "everywhere",
    "10.0.0.0/33",
    "10.0.0/8",
    "256.0.0.0/8",
    "10.0.0.0/",
    "10.0.0.0/8/8",
    "10.0.0.0/-1",
    "::/129",
    "1::2::3/64",
    "12345::/16",
    "1:2:3:4:5:6:7:8:9/64",
  ]) {
    it(`refuses ${JSON.stringify(text)}`, () => {
      assert.equal(parseBlock(text), undefined);
    });
  }

  it("never throws, whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        parseBlock(text);
      }),
    );
  });
});

const blocks = (...texts: readonly string[]) => texts.flatMap((text) => parseBlock(text) ?? []);

describe("coversInternet", () => {
  it("knows the whole, halves and quarters, but no less", () => {
    assert.ok(coversInternet(blocks("0.0.0.0/0"), 4));
    assert.ok(coversInternet(blocks("0.0.0.0/1", "128.0.0.0/1"), 4));
    assert.ok(coversInternet(blocks("0.0.0.0/2", "64.0.0.0/2", "128.0.0.0/2", "192.0.0.0/2"), 4));
    assert.ok(!coversInternet(blocks("0.0.0.0/1"), 4));
    assert.ok(!coversInternet(blocks("0.0.0.0/2", "64.0.0.0/2", "192.0.0.0/2"), 4));
    assert.ok(coversInternet(blocks("::/1", "8000::/1"), 6));
    assert.ok(coversInternet(blocks("2000::/3"), 6));
    assert.ok(!coversInternet(blocks("2000::/4"), 6));
    assert.ok(!coversInternet(blocks("8000::/1"), 6));
  });

  it("needs no private addresses", () => {
    const everything = blocks("0.0.0.0/0");
    const privateOnes = blocks("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16");
    assert.ok(coversInternet(subtract(everything, privateOnes), 4));
    assert.ok(!coversInternet(subtract(everything, blocks("8.8.8.8/32")), 4));
  });
});

describe("isAnywhere", () => {
  for (const [texts, family, expected] of [
    [["0.0.0.0/0"], 4, true],
    [["0.0.0.0/1"], 4, true],
    [["64.0.0.0/2", "0.0.0.0/2"], 4, true],
    [["0.0.0.0/2"], 4, true],
    [["0.0.0.0/3"], 4, false],
    [["10.0.0.0/8"], 4, false],
    [["128.0.0.0/1"], 4, true],
    [["192.0.0.0/2"], 4, false],
    [["2000::/4"], 6, true],
    [["2000::/5"], 6, true],
    [["2000::/6"], 6, false],
    [["fc00::/7"], 6, false],
  ] as const) {
    it(`is ${String(expected)} for ${texts.join(" and ")}`, () => {
      assert.equal(isAnywhere(blocks(...texts), family), expected);
    });
  }
});

describe("intersect", () => {
  it("holds what both lists hold", () => {
    fc.assert(
      fc.property(ranges, ranges, (left, right) => {
        const both = intersect(left, right);
        for (const address of addresses) {
          assert.equal(holds(both, address), holds(left, address) && holds(right, address));
        }
        const count = addresses.filter((address) => holds(left, address)).length;
        assert.equal(countOf(left), BigInt(count));
      }),
    );
  });
});

describe("publicAddresses", () => {
  it("leaves nothing of private blocks and keeps public ones", () => {
    assert.deepEqual(publicAddresses(blocks("10.0.0.0/8"), 4), []);
    assert.deepEqual(publicAddresses(blocks("fd00::/8"), 6), []);
    assert.equal(publicAddresses(blocks("203.0.113.0/24"), 4).length, 1);
  });
});
