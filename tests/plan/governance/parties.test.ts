import assert from "node:assert/strict";
import { calleesOf, callersOf } from "../../../plan/governance/parties";
import { planContext } from "../../support/context";
import { longestNames } from "../examples";

describe("callersOf and calleesOf", () => {
  it("name each side of the edges once, in an order of their own", () => {
    const context = planContext(longestNames);
    assert.deepEqual(callersOf(context), ["orchestration-worker", "reasoning-coordinate"]);
    assert.deepEqual(calleesOf(context), ["reasoning-coordinate", "retrieval-summarizer"]);
  });

  it("name nobody where nobody calls", () => {
    const context = planContext({ edges: [] });
    assert.deepEqual([callersOf(context), calleesOf(context)], [[], []]);
  });
});
