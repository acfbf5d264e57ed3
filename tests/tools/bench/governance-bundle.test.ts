import assert from "node:assert/strict";
import { parseBundle } from "../../../runtime/governance/bundle";
import { createCedarEngine } from "../../../runtime/governance/cedar-engine";
import { checkBundle } from "../../../runtime/governance/gate";
import { selfTest } from "../../../runtime/governance/self-test";
import { governanceBundle } from "../../../tools/bench/governance-bundle";

describe("governanceBundle", () => {
  it("makes bundles that pass the gate and can be read back", () => {
    const bundle = governanceBundle({ services: 2, policiesPerService: 10 });
    assert.deepEqual(checkBundle(bundle), []);
    assert.deepEqual(parseBundle(JSON.stringify(bundle))?.bundle, bundle);
  });

  it("has nine narrow permits for each broad forbid, in each slice", () => {
    const { policies } = governanceBundle({ services: 3, policiesPerService: 100 });
    assert.equal(Object.keys(policies).length, 3);
    for (const slice of Object.values(policies)) {
      const texts = Object.values(slice);
      assert.equal(texts.filter((text) => text.startsWith("permit(principal ==")).length, 90);
      assert.equal(texts.filter((text) => text.startsWith("forbid(principal, ")).length, 10);
    }
  });

  it("names a decision that is an allow", () => {
    const bundle = governanceBundle({ services: 10, policiesPerService: 100 });
    assert.equal(selfTest(createCedarEngine(bundle), bundle), true);
  });
});
