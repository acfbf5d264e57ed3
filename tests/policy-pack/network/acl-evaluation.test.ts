import assert from "node:assert/strict";
import fc from "fast-check";
import type { AclEntry } from "../../../policy-pack/network/acl-entries";
import { allowedAddresses, openPorts } from "../../../policy-pack/network/acl-evaluation";
import { resource } from "../../support/policy-pack/resources";

const acl = resource("aws:ec2/networkAcl:NetworkAcl", {});

// Blocks of a 16-address space and ports of a 10-port space: every packet can be tried.
const entry = fc
  .record({
    number: fc.integer({ min: 1, max: 1000 }),
    allows: fc.boolean(),
    size: fc.constantFrom(1n, 2n, 4n, 8n, 16n),
    slot: fc.bigInt(0n, 15n),
    ports: fc.tuple(fc.integer({ min: 1, max: 10 }), fc.integer({ min: 1, max: 10 })),
    everyPort: fc.boolean(),
  })
  .map(({ number, allows, size, slot, ports: [a, b], everyPort }): AclEntry => {
    const first = (slot / size) * size;
    return {
      resource: acl,
      path: "",
      egress: false,
      number,
      allows,
      block: { family: 4, first, last: first + size - 1n },
      ports: everyPort
        ? { kind: "all" }
        : { kind: "range", from: Math.min(a, b), to: Math.max(a, b) },
      isKnown: true,
    };
  });

const entries = fc.uniqueArray(entry, { selector: ({ number }) => number, maxLength: 8 });

// AWS's rule in its own words: the lowest number that matches decides.
function admits(list: readonly AclEntry[], address: bigint, port: number): boolean {
  const byNumber = [...list].sort((left, right) => left.number - right.number);
  const match = byNumber.find(
    ({ block, ports }) =>
      block !== undefined &&
      block.first <= address &&
      address <= block.last &&
      (ports.kind === "all" || (ports.kind === "range" && ports.from <= port && port <= ports.to)),
  );
  return match?.allows ?? false;
}

describe("allowedAddresses", () => {
  it("agrees with evaluation packet by packet", () => {
    fc.assert(
      fc.property(entries, fc.integer({ min: 1, max: 10 }), (list, port) => {
        const sorted = [...list].sort((left, right) => left.number - right.number);
        const allowed = allowedAddresses(sorted, port);
        for (let address = 0n; address < 16n; address += 1n) {
          const isAllowed = allowed.some(({ first, last }) => first <= address && address <= last);
          assert.equal(isAllowed, admits(list, address, port));
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe("openPorts", () => {
  const everywhere = { family: 4, first: 0n, last: 0xffffffffn } as const;
  const open = (number: number, allows: boolean, ports: AclEntry["ports"]): AclEntry => ({
    resource: acl,
    path: String(number),
    egress: false,
    number,
    allows,
    block: everywhere,
    ports,
    isKnown: true,
  });

  it("sees every port open when ranges together leave none out", () => {
    const halves = [
      open(1, true, { kind: "range", from: 0, to: 30000 }),
      open(2, true, { kind: "range", from: 30001, to: 65535 }),
    ];
    assert.ok(openPorts(halves, 4).isEverything);
    assert.ok(!openPorts(halves.slice(0, 1), 4).isEverything);
  });

  it("does not depend on the order in which entries are written", () => {
    const list = [
      open(2, true, { kind: "all" }),
      open(1, false, { kind: "range", from: 22, to: 22 }),
    ];
    assert.equal(openPorts(list, 4).ports(22), false);
    assert.equal(openPorts([...list].reverse(), 4).ports(22), false);
    assert.equal(openPorts(list, 4).ports(23), true);
  });

  it("keeps address families apart", () => {
    assert.equal(openPorts([open(1, true, { kind: "all" })], 6).widest, undefined);
  });
});
