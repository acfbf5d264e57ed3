import assert from "node:assert/strict";
import fc from "fast-check";
import type { AclEntry } from "../../../policy-pack/network/acl-entries";
import {
  entryEffects,
  evaluateAcl,
  possiblyHidden,
} from "../../../policy-pack/network/acl-evaluation";
import { addressesAt, contains, type Traffic } from "../../../policy-pack/network/boxes";
import { resource } from "../../support/policy-pack/resources";

const acl = resource("aws:ec2/networkAcl:NetworkAcl", {});
const tcp = { from: 6, to: 6 };

interface Simple {
  readonly number: number | undefined;
  readonly allows: boolean | undefined;
  readonly addresses: readonly [first: bigint, last: bigint] | undefined;
  readonly ports: readonly [from: number, to: number] | undefined;
}

const entryOf = ({ number, allows, addresses, ports }: Simple): AclEntry => ({
  resource: acl,
  path: `/ingress/${String(number)}`,
  egress: false,
  number,
  allows,
  addresses:
    addresses === undefined
      ? { kind: "unknown" }
      : {
          kind: "known",
          blocks: [{ family: 4, first: addresses[0], last: addresses[1] }],
          text: "block",
        },
  addressPath: "/cidrBlock",
  selection:
    ports === undefined
      ? {
          kind: "unknown",
          path: "/fromPort",
          widest: { protocols: tcp, ports: { from: 0, to: 65535 } },
        }
      : { kind: "known", protocols: tcp, ports: { from: ports[0], to: ports[1] } },
});

// Blocks of a 16-address space and ports of a 10-port space: every packet can be tried.
const known = fc
  .record({
    number: fc.integer({ min: 1, max: 1000 }),
    allows: fc.boolean(),
    size: fc.constantFrom(1n, 2n, 4n, 8n, 16n),
    slot: fc.bigInt(0n, 15n),
    ports: fc.tuple(fc.integer({ min: 1, max: 10 }), fc.integer({ min: 1, max: 10 })),
  })
  .map(({ number, allows, size, slot, ports: [a, b] }) => {
    const first = (slot / size) * size;
    const last = first + size - 1n;
    return {
      number,
      allows,
      addresses: [first, last],
      ports: [Math.min(a, b), Math.max(a, b)],
    } as const;
  });

const list = fc.uniqueArray(known, { selector: ({ number }) => number, maxLength: 7 });

type Known = readonly {
  readonly number: number;
  readonly allows: boolean;
  readonly addresses: readonly [bigint, bigint];
  readonly ports: readonly [number, number];
}[];

// AWS's rule in its own words: the lowest number that matches decides.
function admits(entries: Known, address: bigint, port: number): boolean {
  const byNumber = [...entries].sort((left, right) => left.number - right.number);
  const match = byNumber.find(
    ({ addresses: [first, last], ports: [from, to] }) =>
      first <= address && address <= last && from <= port && port <= to,
  );
  return match?.allows ?? false;
}

function passes(traffic: Traffic, address: bigint, port: number): boolean {
  return addressesAt(traffic, { family: 4, protocol: 6, port }).some(
    ({ first, last }) => first <= address && address <= last,
  );
}

const ports = Array.from({ length: 10 }, (_, index) => index + 1);
const addresses = Array.from({ length: 16 }, (_, index) => BigInt(index));

describe("evaluateAcl", () => {
  it("POL-220 agrees with AWS's rule packet by packet, whatever the order of writing", () => {
    fc.assert(
      fc.property(list, (entries) => {
        const { certain, possible } = evaluateAcl(entries.map(entryOf), false);
        assert.deepEqual(certain, possible);
        for (const port of ports) {
          for (const address of addresses) {
            assert.equal(passes(certain, address, port), admits(entries, address, port));
          }
        }
      }),
      { numRuns: 150 },
    );
  });

  it("encloses the truth between what is certain and what is possible when a part is unknown", () => {
    const hidden = fc.constantFrom("number", "allows", "addresses", "ports");
    fc.assert(
      fc.property(list, fc.nat(), hidden, (entries, at, part) => {
        if (entries.length === 0) return;
        const index = at % entries.length;
        const written = entries.map((entry, place) =>
          entryOf(place === index ? { ...entry, [part]: undefined } : entry),
        );
        const truth = evaluateAcl(entries.map(entryOf), false).certain;
        const { certain, possible } = evaluateAcl(written, false);
        assert.ok(contains(truth, certain));
        assert.ok(contains(possible, truth));
      }),
      { numRuns: 300 },
    );
  });

  it("POL-220 denies what no entry is about, and keeps directions apart", () => {
    const open = entryOf({ number: 1, allows: true, addresses: [0n, 15n], ports: [1, 10] });
    assert.deepEqual(evaluateAcl([], false).possible, []);
    assert.deepEqual(evaluateAcl([open], true).possible, []);
    assert.equal(evaluateAcl([open], false).certain.length, 1);
    assert.equal(evaluateAcl([{ ...open, egress: undefined }], true).possible.length, 1);
    assert.equal(evaluateAcl([{ ...open, egress: undefined }], true).certain.length, 0);
  });

  it("leaves out entries that AWS refuses", () => {
    const open = entryOf({ number: 1, allows: true, addresses: [0n, 15n], ports: [1, 10] });
    const selection = { kind: "malformed", path: "", message: "" } as const;
    assert.deepEqual(evaluateAcl([{ ...open, selection }], false).possible, []);
    const text = { kind: "malformed", text: "x" } as const;
    assert.deepEqual(evaluateAcl([{ ...open, addresses: text }], false).possible, []);
  });
});

describe("entryEffects", () => {
  it("POL-221 says of each entry which packets it decides, each packet once", () => {
    fc.assert(
      fc.property(list, (entries) => {
        const effects = entryEffects(entries.map(entryOf), false);
        for (const port of ports) {
          for (const address of addresses) {
            const deciding = effects.filter(({ decides }) => passes(decides, address, port));
            assert.ok(deciding.length <= 1);
            assert.equal(deciding[0]?.entry.allows ?? false, admits(entries, address, port));
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  it("leaves unknown entries out", () => {
    const unknownBlock = entryOf({ number: 1, allows: true, addresses: undefined, ports: [1, 1] });
    assert.deepEqual(entryEffects([unknownBlock], false), []);
  });
});

describe("possiblyHidden", () => {
  const first = { number: 1, allows: true, addresses: [0n, 15n], ports: [1, 5] } as const;
  const second = { number: 2, allows: false, addresses: [0n, 7n], ports: [1, 2] } as const;
  const hidden = (...entries: readonly Simple[]) =>
    possiblyHidden(entries.map(entryOf), false).map(({ number }) => number);

  it("says nothing of known entries", () => {
    assert.deepEqual(hidden(first, second), []);
  });

  it("names a known entry that an unknown one may hide", () => {
    assert.deepEqual(hidden({ ...first, addresses: undefined }, second), [2]);
    assert.deepEqual(hidden({ ...first, addresses: undefined }, { ...second, ports: [1, 6] }), []);
  });

  it("names an unknown entry that a known one may hide", () => {
    assert.deepEqual(hidden(first, { ...second, addresses: undefined }), [2]);
    assert.deepEqual(hidden(first, { ...second, addresses: undefined, ports: [6, 7] }), []);
  });

  it("takes an unknown number for any", () => {
    assert.deepEqual(hidden({ ...first, number: undefined }, second), [undefined, 2]);
  });
});
