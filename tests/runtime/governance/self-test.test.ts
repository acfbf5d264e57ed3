import assert from "node:assert/strict";
import { type PolicyBundle, parseBundle, policyDigest } from "../../../runtime/governance/bundle";
import { createCedarEngine } from "../../../runtime/governance/cedar-engine";
import type { DecisionEngine, EngineAnswer } from "../../../runtime/governance/engine";
import { selfTest, undelegated } from "../../../runtime/governance/self-test";
import { bundleOf, chained, permit, reasoning } from "./cedar-fixtures";

const { deny } = bundleOf().selfTest;

/** An engine with one answer for orbit, and one for everyone else. */
const answering = (orbit: EngineAnswer, others: EngineAnswer): DecisionEngine => ({
  decide: ({ principal }) => (principal === "orbit" ? orbit : others),
  reloads: 0,
});

const permitted: EngineAnswer = { kind: "permitted", policies: ["a"] };
const refused: EngineAnswer = { kind: "not-permitted" };
const forbidden: EngineAnswer = { kind: "forbidden", policies: ["b"] };
const failures: readonly EngineAnswer[] = [
  { kind: "engine-fault" },
  { kind: "policy-error", policies: [] },
];

describe("selfTest", () => {
  it("G5 holds with the engine that the bundle was made for", () => {
    assert.equal(selfTest(createCedarEngine(bundleOf()), bundleOf()), true);
  });

  it("G5 holds without a known allow when there is nothing to permit", () => {
    const bundle = bundleOf({ policies: {}, selfTest: { deny } });
    assert.equal(selfTest(createCedarEngine(bundle), bundle), true);
  });

  const unfit: Readonly<Record<string, Partial<PolicyBundle>>> = {
    "no policies": { policies: {} },
    "an empty slice": { policies: { orbit: {} } },
    "a policy that does not parse": { policies: { orbit: { bad: "permit(" } } },
    "a policy that traps": { policies: { orbit: { poison: chained(400) } } },
    "a schema that does not parse": { schema: "entity" },
    "an empty schema": { schema: "" },
    "a known denial that is permitted": { selfTest: { allow: reasoning, deny: reasoning } },
    "a known allow of an unknown operation": {
      selfTest: { allow: { ...reasoning, resource: "toString" }, deny },
    },
    "a forbid over the known allow": {
      policies: { orbit: { own: permit(), ban: "forbid(principal, action, resource);" } },
    },
  };
  for (const [what, parts] of Object.entries(unfit)) {
    it(`G5 fails with ${what}`, () => {
      const bundle = bundleOf(parts);
      assert.equal(selfTest(createCedarEngine(bundle), bundle), false);
    });
  }

  it("G5 fails without an engine", () => {
    const load = () => {
      throw new Error("no such file");
    };
    assert.equal(selfTest(createCedarEngine(bundleOf(), { load }), bundleOf()), false);
  });

  it("G5 takes a refusal by the rules for the known denial, and no failure for either", () => {
    assert.equal(selfTest(answering(permitted, refused), bundleOf()), true);
    assert.equal(selfTest(answering(permitted, forbidden), bundleOf()), true);
    assert.equal(selfTest(answering(refused, refused), bundleOf()), false);
    assert.equal(selfTest(answering(permitted, permitted), bundleOf()), false);
    for (const failure of failures) {
      assert.equal(selfTest(answering(permitted, failure), bundleOf()), false);
      assert.equal(selfTest(answering(failure, refused), bundleOf()), false);
    }
  });

  it("G5 gives each text of a bundle its own digest, and reads no text that is no bundle", () => {
    const text = JSON.stringify(bundleOf());
    assert.equal(parseBundle(text)?.digest, policyDigest(text));
    assert.notEqual(policyDigest(`${text} `), policyDigest(text));
    for (const none of [
      "",
      "null",
      "{}",
      text.slice(1),
      text.replace('"version":1', '"version":2'),
    ]) {
      assert.equal(parseBundle(none), undefined);
    }
  });
});

describe("undelegated", () => {
  it("asks with the method and path of the operation", () => {
    assert.deepEqual(undelegated(bundleOf(), reasoning), {
      ...reasoning,
      context: { method: "POST", path: "/reason", delegationDepth: 0 },
    });
  });

  it("asks with empty facts about an operation that does not exist", () => {
    const { context } = undelegated(bundleOf(), { ...reasoning, resource: "constructor" });
    assert.deepEqual(context, { method: "", path: "", delegationDepth: 0 });
  });
});
