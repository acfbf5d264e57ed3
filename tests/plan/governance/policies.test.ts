import assert from "node:assert/strict";
import fc from "fast-check";
import { planBundle } from "../../../plan/governance/bundle";
import { graphCalls } from "../../../plan/governance/graph";
import { cedarPolicies } from "../../../plan/governance/policies";
import { planContext } from "../../support/context";
import { arbitraryGraph, chain } from "./graphs";
import { engineOf, questionOf } from "./layers";

describe("cedarPolicies", () => {
  it("gives every policy of a bundle an id of its own, whatever the names", () => {
    fc.assert(
      fc.property(arbitraryGraph, (graph) => {
        const context = planContext(graph);
        const ids = Object.values(planBundle(context).bundle.policies).flatMap(Object.keys);
        assert.equal(new Set(ids).size, ids.length);
        assert.equal(ids.length, graphCalls(context).length);
      }),
    );
  });

  it("keeps apart a callee and an intent that join to the same text as others", () => {
    const call = { from: "orbit", method: "GET", path: "/" };
    const slice = cedarPolicies(
      [
        { ...call, to: "axon", intent: "b-reason", operation: "axon:GET:/" },
        { ...call, to: "axon-b", intent: "reason", operation: "axon-b:GET:/" },
      ],
      3,
    );
    assert.deepEqual(Object.keys(slice), ["orbit-to-axon-b-reason-1", "orbit-to-axon-b-reason-2"]);
  });

  for (const maxDelegationDepth of [0, 1, 2, 3]) {
    it(`G15 permits at most ${String(maxDelegationDepth)} delegators when configured so`, () => {
      const context = planContext({ ...chain, governance: { maxDelegationDepth } });
      const engine = engineOf(planBundle(context).text);
      const call = { from: "relay", to: "axon", intent: "reason", method: "POST", path: "/reason" };
      for (const depth of [0, 1, 2, 3, 4]) {
        const { kind } = engine.decide(questionOf(call, depth));
        assert.equal(kind, depth <= maxDelegationDepth ? "permitted" : "not-permitted");
      }
    });
  }

  it("permits no other method and no other path than the operation's", () => {
    const engine = engineOf(planBundle(planContext(chain)).text);
    const question = questionOf({
      from: "relay",
      to: "axon",
      intent: "reason",
      method: "POST",
      path: "/reason",
    });
    const kindWith = (changes: Partial<typeof question.context>) =>
      engine.decide({ ...question, context: { ...question.context, ...changes } }).kind;
    assert.equal(kindWith({}), "permitted");
    assert.equal(kindWith({ method: "GET" }), "not-permitted");
    assert.equal(kindWith({ path: "/reason/" }), "not-permitted");
    assert.equal(kindWith({ path: "/Reason" }), "not-permitted");
  });
});
