import assert from "node:assert/strict";
import { assertNoUseLeftOut } from "../support/policy-pack/random-pairs";
import { runWithoutCoverage } from "../support/without-coverage";

describe("isolation, asked for every pair", () => {
  it("KMS-72 BEST-25 leaves out no use that AWS would not deny, whatever leaks are seeded", async function () {
    this.timeout(600_000);
    assertNoUseLeftOut(2);
    assert.equal(await runWithoutCoverage("tests/support/policy-pack/random-pairs.ts", 60), "");
  });
});
