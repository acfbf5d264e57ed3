import assert from "node:assert/strict";
import fc from "fast-check";
import { serviceName } from "../../config/formats";
import { type ConfigCase, parse, reportsEach } from "../support/config-cases";

const cases: readonly ConfigCase[] = [
  {
    title: "a key generation named twice",
    overrides: { governance: { receipts: { keyGenerations: [2, 2] } } },
    code: "GOV001",
    path: "governance.receipts.keyGenerations",
    fix: /\[3, 2\]/,
  },
  ...[[], [1, 2, 3], [0]].map((keyGenerations) => ({
    title: `the key generations ${JSON.stringify(keyGenerations)}`,
    overrides: { governance: { receipts: { keyGenerations } } },
    code: "CFG005",
    path: ["governance", "receipts", "keyGenerations", ...keyGenerations.slice(0, 1)]
      .filter((part) => part !== 1)
      .join("."),
  })),
  {
    title: "a signing mode that does not exist",
    overrides: { governance: { receipts: { signing: "hmac" } } },
    code: "CFG004",
    path: "governance.receipts.signing",
  },
  {
    title: "a digest of another length",
    overrides: { governance: { overlap: { previousDigest: "ab", until: "2026-03-01T12:00:00Z" } } },
    code: "CFG006",
    path: "governance.overlap.previousDigest",
  },
  ...["2026-03-01", "2026-13-01T12:00:00Z", "2026-03-01T12:00:00+01:00", "soon"].map((until) => ({
    title: `an overlap until ${until}`,
    overrides: { governance: { overlap: { previousDigest: "a".repeat(64), until } } },
    code: "CFG006",
    path: "governance.overlap.until",
  })),
  {
    title: "an overlap without an end",
    overrides: { governance: { overlap: { previousDigest: "a".repeat(64) } } },
    code: "CFG003",
    path: "governance.overlap.until",
  },
  {
    title: "fewer reserved instances than are kept ready",
    overrides: { governance: { provisionedConcurrency: 2, reservedConcurrency: 2 } },
    code: "GOV002",
    path: "governance.reservedConcurrency",
    fix: /3/,
  },
  {
    title: "more delegators than governance follows",
    overrides: { governance: { maxDelegationDepth: 4 } },
    code: "CFG005",
    path: "governance.maxDelegationDepth",
  },
  {
    title: "too little memory",
    overrides: { governance: { memoryMegabytes: 128 } },
    code: "CFG005",
    path: "governance.memoryMegabytes",
  },
  {
    title: "a switch of governance that does not exist",
    overrides: { governance: { failOpen: true } },
    code: "CFG001",
    path: "governance.failOpen",
  },
];

describe("governance configuration", () => {
  it("decides with receipts that are used once, unless the stack says otherwise", () => {
    const [dev, prod] = ["dev", "prod"].map((environment) => {
      const parsed = parse({ environment });
      assert.ok(parsed.ok);
      return parsed.config.governance;
    });
    const common = {
      receipts: { signing: "ed25519", singleUse: true, keyGenerations: [1] },
      memoryMegabytes: 1024,
      codeSigning: false,
      maxDelegationDepth: 3,
    };
    assert.deepEqual(dev, {
      ...common,
      provisionedConcurrency: 0,
      reservedConcurrency: undefined,
    });
    assert.deepEqual(prod, { ...common, provisionedConcurrency: 1, reservedConcurrency: 50 });
  });

  for (const keyGenerations of [[1], [2, 1], [1, 2], [2]]) {
    it(`accepts the key generations ${JSON.stringify(keyGenerations)} of a rotation`, () => {
      assert.ok(parse({ governance: { receipts: { keyGenerations } } }).ok);
    });
  }

  it("accepts exactly as many reserved instances as are kept ready, and one more", () => {
    assert.ok(parse({ governance: { provisionedConcurrency: 2, reservedConcurrency: 3 } }).ok);
  });

  it("gives every service a name that Lambda takes for an alias", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, { maxLength: 20 }), (name) => {
        assert.match(serviceName.parse(name), /^(?!^[0-9]+$)([a-zA-Z0-9-_]+)$/);
      }),
    );
  });

  reportsEach(cases);
});
