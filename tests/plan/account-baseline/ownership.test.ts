import assert from "node:assert/strict";
import { creates } from "../../../plan/account-baseline/ownership";
import { planContext } from "../../support/context";

describe("creates", () => {
  it("BEST-31 asks for both: that the stack owns the account's settings, and that the detector is on", () => {
    for (const accountBaseline of ["owner", "reference"]) {
      for (const macie of [true, false]) {
        const { config } = planContext({ accountBaseline, monitoring: { detectors: { macie } } });
        assert.equal(creates(config, "macie"), accountBaseline === "owner" && macie);
      }
    }
  });
});
