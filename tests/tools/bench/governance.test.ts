import assert from "node:assert/strict";
import {
  type GovernanceFigure,
  governanceBudgets,
  missedGovernanceBudgets,
} from "../../../tools/bench/governance";
import { context, createRig, question } from "../../../tools/bench/governance-rig";

const changed = (figure: GovernanceFigure, factor: number) =>
  missedGovernanceBudgets({ ...governanceBudgets, [figure]: governanceBudgets[figure] * factor });

describe("the budget of the governed call", () => {
  it("is missed by more than a fifth, and not by less, in the direction that is worse", () => {
    assert.deepEqual(missedGovernanceBudgets(governanceBudgets), []);
    assert.deepEqual(changed("cold start, ms", 1.19), []);
    assert.deepEqual(changed("cold start, ms", 1.21), ["cold start, ms"]);
    assert.deepEqual(changed("cold start, ms", 0.5), []);
    const throughput = "decisions per second of one core";
    assert.deepEqual(changed(throughput, 0.84), []);
    assert.deepEqual(changed(throughput, 0.8), [throughput]);
    assert.deepEqual(changed(throughput, 2), []);
  });

  it("is measured on decisions that are allowed, with a receipt exactly where a call is bound", async () => {
    const { handler, verifier } = createRig();
    const bound = await handler(question(7, "bound"), context);
    assert.ok("allowed" in bound && bound.allowed);
    assert.equal(verifier.verify(bound.receipt).ok, true);
    const minimal = await handler(question(7, "minimal"), context);
    assert.ok("allowed" in minimal && minimal.allowed);
    assert.equal(minimal.receipt, undefined);
  });
});
