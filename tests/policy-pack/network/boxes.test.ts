import assert from "node:assert/strict";
import fc from "fast-check";
import {
  addressesAt,
  addressesAtEvery,
  allTraffic,
  type Box,
  contains,
  differenceOf,
  intersectionOf,
  publicPart,
  type Traffic,
  unionOf,
} from "../../../policy-pack/network/boxes";
import { parseBlock } from "../../../policy-pack/network/intervals";

// A space so small that every packet can be tried: 6 addresses of each family, 4 protocols, 6 ports.
const size = { addresses: 6, protocols: 4, ports: 6 };

const span = (count: number) =>
  fc
    .tuple(fc.integer({ min: 0, max: count - 1 }), fc.integer({ min: 0, max: count - 1 }))
    .map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) }));

const box = fc
  .record({
    family: fc.constantFrom(4 as const, 6 as const),
    addresses: span(size.addresses),
    protocols: span(size.protocols),
    ports: span(size.ports),
  })
  .map(
    ({ addresses, ...rest }): Box => ({
      ...rest,
      addresses: { first: BigInt(addresses.from), last: BigInt(addresses.to) },
    }),
  );

const traffic = fc.array(box, { maxLength: 5 });

interface Packet {
  readonly family: 4 | 6;
  readonly address: bigint;
  readonly protocol: number;
  readonly port: number;
}

const range = (count: number) => Array.from({ length: count }, (_, index) => index);

const packets: readonly Packet[] = ([4, 6] as const).flatMap((family) =>
  range(size.addresses).flatMap((address) =>
    range(size.protocols).flatMap((protocol) =>
      range(size.ports).map((port) => ({ family, address: BigInt(address), protocol, port })),
    ),
  ),
);

const holds = (set: Traffic, { family, address, protocol, port }: Packet): boolean =>
  set.some(
    (each) =>
      each.family === family &&
      each.addresses.first <= address &&
      address <= each.addresses.last &&
      each.protocols.from <= protocol &&
      protocol <= each.protocols.to &&
      each.ports.from <= port &&
      port <= each.ports.to,
  );

function agrees(set: Traffic, expected: (packet: Packet) => boolean): void {
  for (const packet of packets) assert.equal(holds(set, packet), expected(packet));
}

describe("sets of packets", () => {
  it("POL-200 unite, intersect and subtract exactly, packet by packet", () => {
    fc.assert(
      fc.property(traffic, traffic, (left, right) => {
        agrees(unionOf(left, right), (packet) => holds(left, packet) || holds(right, packet));
        agrees(
          intersectionOf(left, right),
          (packet) => holds(left, packet) && holds(right, packet),
        );
        agrees(differenceOf(left, right), (packet) => holds(left, packet) && !holds(right, packet));
      }),
      { numRuns: 150 },
    );
  });

  it("POL-200 contain each other exactly when no packet is missing", () => {
    fc.assert(
      fc.property(traffic, traffic, (outer, inner) => {
        const expected = packets.every((packet) => !holds(inner, packet) || holds(outer, packet));
        assert.equal(contains(outer, inner), expected);
      }),
      { numRuns: 150 },
    );
  });

  it("have one normal form, whatever the boxes and their order", () => {
    fc.assert(
      fc.property(traffic, traffic, (left, right) => {
        const normal = unionOf(left, right);
        assert.deepEqual(unionOf(right, left), normal);
        assert.deepEqual(unionOf(normal), normal);
        assert.deepEqual(unionOf(differenceOf(normal, right), right), normal);
        for (const [index, each] of normal.entries()) {
          assert.deepEqual(intersectionOf([each], normal.slice(index + 1)), []);
        }
      }),
      { numRuns: 150 },
    );
  });

  it("give the addresses of one kind of packet, and of every port of a range", () => {
    fc.assert(
      fc.property(traffic, span(size.ports), (set, ports) => {
        for (const family of [4, 6] as const) {
          for (const protocol of range(size.protocols)) {
            const one = addressesAt(set, { family, protocol, port: ports.from });
            const every = addressesAtEvery(set, { family, protocol, ports });
            for (const address of range(size.addresses).map(BigInt)) {
              const isIn = (list: typeof one) =>
                list.some(({ first, last }) => first <= address && address <= last);
              const at = (port: number) => holds(set, { family, address, protocol, port });
              assert.equal(isIn(one), at(ports.from));
              const all = range(size.ports).filter(
                (port) => port >= ports.from && port <= ports.to,
              );
              assert.equal(isIn(every), all.every(at));
            }
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  it("POL-200 hold addresses of both families as big integers", () => {
    const last = parseBlock("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128");
    assert.ok(last !== undefined);
    const { family, first } = last;
    const one: Box = {
      family,
      addresses: { first, last: first },
      protocols: { from: 6, to: 6 },
      ports: { from: 443, to: 443 },
    };
    assert.ok(contains(allTraffic, [one]));
    assert.ok(!contains(differenceOf(allTraffic, [one]), [one]));
    assert.deepEqual(unionOf(differenceOf(allTraffic, [one]), [one]), unionOf(allTraffic));
  });

  it("tell their public part", () => {
    const of = (text: string): Traffic => {
      const block = parseBlock(text);
      assert.ok(block !== undefined);
      const { family, first, last } = block;
      const ports = { from: 1, to: 1 };
      return [{ family, addresses: { first, last }, protocols: { from: 6, to: 6 }, ports }];
    };
    assert.deepEqual(publicPart(of("10.0.0.0/8")), []);
    assert.deepEqual(publicPart(of("203.0.113.0/24")), of("203.0.113.0/24"));
    assert.equal(publicPart(of("8.0.0.0/6")).length, 2);
  });
});
