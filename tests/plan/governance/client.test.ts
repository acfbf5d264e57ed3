import assert from "node:assert/strict";
import { planAllowedCalls } from "../../../plan/governance/client";
import { planContext } from "../../support/context";
import { chain, rewritten } from "./graphs";

describe("planAllowedCalls", () => {
  it("lists each service's own calls, and nothing for a service that calls nobody", () => {
    const reason = { callee: "axon", intent: "reason", method: "POST", path: "/reason" };
    const expected = {
      axon: [],
      orbit: [reason, { callee: "relay", intent: "relay", method: "POST", path: "/relay" }],
      relay: [{ callee: "axon", intent: "read", method: "GET", path: "/reason" }, reason],
    };
    for (const graph of [chain, rewritten(chain)]) {
      assert.deepEqual(planAllowedCalls(planContext(graph)), expected);
    }
  });
});
