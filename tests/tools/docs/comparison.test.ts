import assert from "node:assert/strict";
import { catalog } from "../../../policy-pack/catalog";
import { standards } from "../../../policy-pack/frameworks/standards";
import { compareMaps } from "../../../tools/docs/comparison";
import { independentMap } from "../../../tools/docs/independent-map";

const frameworks = {
  nist80053: ["SC-8(1)", "SC-8", "SC-13"],
  nist800207: [1],
  pciDss: ["4.2.1"],
  cis: [],
};

describe("compareMaps", () => {
  it("POL-410 tells what both name, what only we name, and what only the other names", () => {
    const theirs = { nist80053: "SC-8 AC-4", pciDss: "", cis: "3.1.1" };
    const rules = [
      { id: "encrypt/tls-only", frameworks },
      { id: "constructor", frameworks },
    ];
    assert.deepEqual(compareMaps(rules, { "encrypt/tls-only": theirs }), [
      {
        rule: "encrypt/tls-only",
        standard: "NIST SP 800-53",
        both: ["SC-8"],
        ours: ["SC-13"],
        theirs: ["AC-4"],
      },
      {
        rule: "encrypt/tls-only",
        standard: "CIS AWS Foundations Benchmark",
        both: ["3.1.1"],
        ours: [],
        theirs: [],
      },
    ]);
  });
});

describe("independentMap", () => {
  it("speaks of rules and controls that exist", () => {
    const ids = catalog.map(({ id }) => id);
    for (const [rule, mapped] of Object.entries(independentMap)) {
      assert.ok(ids.includes(rule), rule);
      for (const { key, controls } of standards) {
        if (key === "nist800207") continue;
        const named = mapped[key].split(" ").filter(Boolean);
        assert.deepEqual(
          named.filter((id) => !controls.includes(id)),
          [],
          `${rule} ${key}`,
        );
      }
    }
  });
});
