import assert from "node:assert/strict";
import fc from "fast-check";
import type { Properties, Value } from "../../../policy-pack/engine/value";
import {
  aclIcmp,
  describeSelected,
  readProtocols,
  readSelection,
  selectsEveryPort,
} from "../../../policy-pack/network/protocols";
import { unknown } from "../../support/policy-pack/resources";

const every = { from: 0, to: 255 };
const one = (number: number) => ({ from: number, to: number });

describe("readProtocols", () => {
  for (const [written, expected] of [
    [-1, every],
    ["-1", every],
    ["all", every],
    ["ALL", every],
    [undefined, every],
    ["tcp", one(6)],
    ["TCP", one(6)],
    ["6", one(6)],
    [6, one(6)],
    ["udp", one(17)],
    ["icmp", one(1)],
    ["icmpv6", one(58)],
    ["ipv6-icmp", one(58)],
    ["58", one(58)],
    ["esp", one(50)],
    [0, one(0)],
    [255, one(255)],
  ] as const) {
    it(`POL-203 reads ${JSON.stringify(written ?? null)}`, () => {
      assert.deepEqual(readProtocols(written), expected);
    });
  }

  for (const written of [
    "",
    "tls",
    "256",
    "-2",
    "6.5",
    "__proto__",
    "constructor",
    true,
  ] as const) {
    it(`refuses ${JSON.stringify(written)}`, () => {
      assert.equal(readProtocols(written), undefined);
    });
  }
});

const portsOf = (rule: Properties, icmp = aclIcmp) => {
  const selection = readSelection(rule, [], icmp);
  return selection.kind === "known" ? selection.ports : selection.kind;
};
const all = { from: 0, to: 65535 };

describe("readSelection", () => {
  for (const [title, rule, expected] of [
    ["POL-203 ignores ports of every protocol", { protocol: "-1", fromPort: 1, toPort: 2 }, all],
    ["POL-203 ignores ports of a protocol that has none", { protocol: "50", fromPort: 1 }, all],
    ["POL-204 takes 0 as a port", { protocol: "tcp", fromPort: 0, toPort: 0 }, one(0)],
    [
      "POL-204 reads ports as text",
      { protocol: "tcp", fromPort: "1", toPort: "2" },
      { from: 1, to: 2 },
    ],
    ["POL-204 takes absent ports for all of them", { protocol: "udp" }, all],
    [
      "POL-204 refuses ports in the wrong order",
      { protocol: "tcp", fromPort: 2, toPort: 1 },
      "malformed",
    ],
    ["refuses a port above the last", { protocol: "tcp", fromPort: 1, toPort: 65536 }, "malformed"],
    ["does not know an unknown port", { protocol: "tcp", fromPort: unknown, toPort: 1 }, "unknown"],
    ["does not know an unknown protocol", { protocol: unknown, fromPort: 1, toPort: 1 }, "unknown"],
    [
      "POL-203 reads ICMP type and code apart from ports",
      { protocol: "icmp", fromPort: 80, icmpType: 8, icmpCode: 0 },
      one(2048),
    ],
    [
      "POL-203 reads every code of an ICMP type",
      { protocol: "icmp", icmpType: 3, icmpCode: -1 },
      { from: 768, to: 1023 },
    ],
    ["POL-203 reads every ICMP type", { protocol: "icmp", icmpType: -1, icmpCode: -1 }, all],
    ["does not know an unknown ICMP type", { protocol: "icmp", icmpType: unknown }, "unknown"],
    ["refuses an ICMP type above the last", { protocol: 58, icmpType: 256 }, "malformed"],
  ] as const) {
    it(title, () => {
      assert.deepEqual(portsOf(rule), expected);
    });
  }

  it("keeps what is known of unknown ports", () => {
    const selection = readSelection({ protocol: "tcp", fromPort: 1024, toPort: unknown }, ["x"]);
    assert.deepEqual(selection, {
      kind: "unknown",
      path: "/x/toPort",
      widest: { protocols: one(6), ports: { from: 1024, to: 65535 } },
    });
  });

  it("keeps what is known of an unknown ICMP code", () => {
    const selection = readSelection({ protocol: "icmp", fromPort: 3, toPort: unknown }, []);
    assert.equal(selection.kind === "unknown" && selection.path, "/toPort");
    assert.deepEqual(selection.kind === "unknown" && selection.widest.ports, {
      from: 768,
      to: 1023,
    });
  });

  it("never throws, whatever the values", () => {
    const value: fc.Arbitrary<Value> = fc.oneof(
      fc.integer(),
      fc.string(),
      fc.boolean(),
      fc.constant(null),
      fc.constant(unknown),
      fc.constantFrom("tcp", "icmp", "-1"),
    );
    const names = ["protocol", "ipProtocol", "fromPort", "toPort", "icmpType", "icmpCode"];
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), value), (rule) => {
        readSelection(rule, []);
        readSelection(rule, [], aclIcmp);
      }),
    );
  });
});

describe("selectsEveryPort", () => {
  for (const [protocols, ports, expected] of [
    [every, all, true],
    [one(6), all, true],
    [one(6), { from: 1, to: 65535 }, true],
    [one(17), all, true],
    [one(6), { from: 2, to: 65535 }, false],
    [one(6), { from: 0, to: 65534 }, false],
    [one(1), all, false],
    [one(50), all, false],
  ] as const) {
    it(`is ${String(expected)} for ${describeSelected({ protocols, ports })}`, () => {
      assert.equal(selectsEveryPort({ protocols, ports }), expected);
    });
  }
});

describe("describeSelected", () => {
  for (const [protocols, ports, expected] of [
    [every, all, "every protocol"],
    [one(6), one(443), "tcp 443"],
    [one(17), { from: 1, to: 2 }, "udp 1-2"],
    [one(6), all, "every tcp port"],
    [one(58), all, "icmpv6"],
    [one(200), all, "protocol 200"],
  ] as const) {
    it(`says ${expected}`, () => {
      assert.equal(describeSelected({ protocols, ports }), expected);
    });
  }
});
