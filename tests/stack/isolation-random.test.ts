import assert from "node:assert/strict";
import { assertExactUses, assertNamedUses } from "../support/policy-pack/random-isolation";
import { runWithoutCoverage } from "../support/without-coverage";

describe("isolation in random graphs", () => {
  it("KMS-72 BEST-25 is exact: AWS allows what the graph asks for, and nothing else", async function () {
    this.timeout(600_000);
    assertExactUses(5);
    assert.equal(
      await runWithoutCoverage("tests/support/policy-pack/random-isolation.ts", 1000),
      "",
    );
  });

  it("IAM-56 IR-100 lets every role do what its policies name, people included", () => {
    assertNamedUses(10);
  });
});
