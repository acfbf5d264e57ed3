import assert from "node:assert/strict";
import fc from "fast-check";
import { createCedarEngine } from "../../../runtime/governance/cedar-engine";
import { createCedarSession } from "../../../runtime/governance/cedar-session";
import type { EngineAnswer, EngineQuestion } from "../../../runtime/governance/engine";
import { asked, bundleOf, chained, permit, poisons, reasoning, scopeOf } from "./cedar-fixtures";
import { type Condition, cedarText, oracle, type Rule } from "./cedar-oracle";

const { operations } = bundleOf();
const resources = Object.keys(operations);
const intents = ["reason", "observe", "seal"];
const principals = ["orbit", "axon"];

const engineFor = (orbit: Readonly<Record<string, string>>) =>
  createCedarEngine(bundleOf({ policies: { orbit } }));

/** A question as text would make it, when nothing had checked it. */
const unchecked = (text: string): EngineQuestion => JSON.parse(text) as EngineQuestion;

describe("createCedarEngine", () => {
  it("permits what a policy permits, and names it", () => {
    const engine = createCedarEngine(bundleOf());
    assert.deepEqual(engine.decide(asked()), {
      kind: "permitted",
      policies: ["orbit-to-axon-reason-1"],
    });
    assert.equal(engine.reloads, 0);
  });

  it("G10 takes nothing that all objects inherit for an answer", () => {
    const engine = createCedarEngine(bundleOf());
    const denied = asked({ principal: "axon" });
    try {
      for (const [key, value] of Object.entries({ kind: "permitted", policies: ["x"] })) {
        Object.defineProperty(Object.prototype, key, { value, configurable: true, writable: true });
      }
      assert.equal(engine.decide(denied).kind, "not-permitted");
      assert.deepEqual(engine.decide(asked()).kind, "permitted");
      assert.ok(Object.hasOwn(engine.decide(asked()), "kind"), "an answer of its own");
    } finally {
      Reflect.deleteProperty(Object.prototype, "kind");
      Reflect.deleteProperty(Object.prototype, "policies");
    }
  });

  it("G1 refuses 10,000 random triples outside the model, each as not permitted", () => {
    const engine = createCedarEngine(bundleOf());
    const hostile = ["", "toString", "__proto__", 'orbit" ', "Orbit", "orbit\u0000", "\ud800"];
    const name = (known: readonly string[]) =>
      fc.oneof(fc.constantFrom(...known, ...hostile), fc.string({ unit: "grapheme" }));
    const outside = fc
      .record({
        principal: name(["orbit", "axon", "vault"]),
        action: name(intents),
        resource: name(resources),
      })
      .filter((triple) => JSON.stringify(triple) !== JSON.stringify(reasoning));
    const answers = new Map<EngineAnswer["kind"], number>();
    for (const triple of fc.sample(outside, 10_000)) {
      const { kind } = engine.decide(asked(triple));
      answers.set(kind, (answers.get(kind) ?? 0) + 1);
    }
    assert.deepEqual([...answers], [["not-permitted", 10_000]]);
    assert.equal(engine.reloads, 0);
    assert.equal(engine.decide(asked()).kind, "permitted");
  });

  for (const [scope, text] of [
    ["the same operation", `forbid(${scopeOf(reasoning)});`],
    ["everything", "forbid(principal, action, resource);"],
    ["its principal", 'forbid(principal == Service::"orbit", action, resource);'],
    ["its action", 'forbid(principal, action == Action::"reason", resource);'],
    ["its resource by type", "forbid(principal, action, resource is Operation);"],
    ["a set of actions", 'forbid(principal, action in [Action::"reason"], resource);'],
  ] as const) {
    it(`G2 forbids over any permit with a policy about ${scope}`, () => {
      const engine = engineFor({ "allow-1": permit(), "allow-2": permit(), "ban-1": text });
      assert.deepEqual(engine.decide(asked()), { kind: "forbidden", policies: ["ban-1"] });
    });
  }

  it("G2 tells a refusal without any permit from a forbidden one", () => {
    const engine = engineFor({ allow: permit() });
    assert.deepEqual(engine.decide(asked({}, { delegationDepth: 2 })), { kind: "not-permitted" });
  });

  it("G3 answers policy-error when a forbid errs beside a permit for all", () => {
    const engine = engineFor({
      all: "permit(principal, action, resource);",
      ban: 'forbid(principal, action, resource) when { context.missing == "x" };',
    });
    assert.deepEqual(engine.decide(asked()), { kind: "policy-error", policies: ["ban"] });
  });

  it("G3 answers policy-error when one of two permits errs", () => {
    const overflow = "context.delegationDepth + 9223372036854775807 > 0";
    const engine = engineFor({
      good: permit(),
      bad: `permit(${scopeOf(reasoning)}) when { ${overflow} };`,
    });
    assert.equal(engine.decide(asked()).kind, "permitted");
    assert.deepEqual(engine.decide(asked({}, { delegationDepth: 1 })), {
      kind: "policy-error",
      policies: ["bad"],
    });
  });

  for (const [what, parts] of [
    ["a policy does not parse", { policies: { orbit: { good: permit(), bad: "permit(" } } }],
    ["the schema does not parse", { schema: "entity" }],
    ["the schema lacks the context", { schema: bundleOf().schema.replaceAll("Long", "String") }],
  ] as const) {
    it(`G3 answers policy-error when ${what}`, () => {
      const engine = createCedarEngine(bundleOf(parts));
      assert.deepEqual(engine.decide(asked()), { kind: "policy-error", policies: [] });
      assert.equal(engine.reloads, 0);
    });
  }

  for (const [what, poison] of Object.entries(poisons)) {
    it(`G4 answers engine-fault after ${what}, and the very next question with a fresh instance`, () => {
      const observing = { principal: "orbit", action: "observe", resource: "axon:GET:/status" };
      const good = asked(observing, { method: "GET", path: "/status" });
      const engine = engineFor({ poison, good: permit(observing) });
      engine.decide(good);
      for (let round = 0; round < 3; round += 1) {
        const { reloads } = engine;
        assert.deepEqual(engine.decide(asked()), { kind: "engine-fault" });
        assert.equal(engine.reloads, reloads + 1);
        assert.equal(engine.decide(good).kind, "permitted");
      }
    });
  }

  it("G4 keeps a trap of one engine from another", () => {
    const poisoned = engineFor({ poison: chained(400) });
    const healthy = createCedarEngine(bundleOf());
    assert.equal(poisoned.decide(asked()).kind, "engine-fault");
    assert.equal(healthy.decide(asked()).kind, "permitted");
    assert.equal(healthy.reloads, 0);
  });

  it("keeps the policies of two engines apart that name the same principal", () => {
    const strict = engineFor({ ban: "forbid(principal, action, resource);" });
    const open = engineFor({ allow: permit() });
    assert.equal(strict.decide(asked()).kind, "forbidden");
    assert.equal(open.decide(asked()).kind, "permitted");
    assert.equal(strict.decide(asked()).kind, "forbidden");
  });

  it("G11 lets no entity or extension of a context reach a policy", () => {
    const engine = engineFor({
      trap: `permit(principal, action, resource) when { context.path == "/reason" && context has who };`,
      own: permit(),
    });
    const forged = [
      '{"__entity":{"type":"Service","id":"root"}}',
      '{"__extn":{"fn":"decimal","arg":"1.0"}}',
      '{"__expr":"true"}',
      '["/reason"]',
      "null",
    ];
    for (const value of forged) {
      const triple = JSON.stringify(reasoning).slice(0, -1);
      const inPath = `${triple},"context":{"method":"POST","path":${value},"delegationDepth":0}}`;
      assert.notEqual(engine.decide(unchecked(inPath)).kind, "permitted", inPath);
      const inDepth = `${triple},"context":{"method":"POST","path":"/reason","delegationDepth":${value}}}`;
      assert.notEqual(engine.decide(unchecked(inDepth)).kind, "permitted", inDepth);
      const added = `${triple},"context":{"method":"POST","path":"/reason","delegationDepth":0,"who":${value}}}`;
      assert.deepEqual(engine.decide(unchecked(added)), { kind: "permitted", policies: ["own"] });
    }
  });

  it("throws at no question, whatever it is made of", () => {
    const engine = createCedarEngine(bundleOf());
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.record({ context: fc.jsonValue() })), (value) => {
        const question = { ...reasoning, context: value };
        for (const text of [JSON.stringify(value), JSON.stringify(question)]) {
          assert.notEqual(engine.decide(unchecked(text)).kind, "permitted");
        }
      }),
      { numRuns: 50 },
    );
    assert.equal(engine.decide(asked()).kind, "permitted");
  });

  it("answers as a second evaluator of the same rules does", () => {
    fc.assert(
      fc.property(fc.dictionary(ids, rules(false), { maxKeys: 8 }), (orbit) => {
        const texts = Object.entries(orbit).map(([id, rule]) => [id, cedarText(rule)] as const);
        const engine = engineFor(Object.fromEntries(texts));
        for (const question of allQuestions()) {
          const expected: EngineAnswer =
            question.principal === "orbit"
              ? oracle(operations, orbit, question)
              : { kind: "not-permitted" };
          assert.deepEqual(sorted(engine.decide(question)), sorted(expected));
        }
      }),
      { numRuns: 40 },
    );
  });

  it("answers as Cedar does with all policies of all principals at once", () => {
    fc.assert(
      fc.property(fc.dictionary(ids, rules(true), { maxKeys: 8 }), (all) => {
        const texts = Object.entries(all).map(([id, rule]) => [id, cedarText(rule)] as const);
        const policies = Object.fromEntries(texts);
        const bundle = bundleOf({ policies: { orbit: policies, axon: policies } });
        const engine = createCedarEngine(bundle);
        const session = createCedarSession(bundle);
        for (const question of allQuestions()) {
          const whole = session.evaluate({ name: "whole", policies }, question);
          assert.deepEqual(sorted(engine.decide(question)), sorted(whole));
        }
      }),
      { numRuns: 30 },
    );
  });
});

const ids = fc.stringMatching(/^[a-z]{1,6}$/);

function rules(anyPrincipal: boolean): fc.Arbitrary<Rule> {
  const equals = fc.constantFrom("the resource's" as const, "POST", "/reason", "/status");
  const condition: fc.Arbitrary<Condition> = fc.oneof(
    fc.record({ fact: fc.constantFrom("method" as const, "path" as const), equals }),
    fc.record({ fact: fc.constant("delegationDepth" as const), atMost: fc.nat({ max: 3 }) }),
  );
  const maybe = (values: readonly string[]) =>
    fc.option(fc.constantFrom(...values), { nil: undefined });
  return fc.record({
    effect: fc.constantFrom("permit" as const, "permit" as const, "forbid" as const),
    principal: maybe(anyPrincipal ? principals : ["orbit"]),
    action: maybe(intents),
    resource: maybe(resources),
    when: fc.array(condition, { maxLength: 3 }),
    unless: fc.array(condition, { maxLength: 2 }),
  });
}

function allQuestions(): readonly EngineQuestion[] {
  const contexts = [
    { method: "POST", path: "/reason", delegationDepth: 0 },
    { method: "GET", path: "/status", delegationDepth: 2 },
  ];
  return principals.flatMap((principal) =>
    intents.flatMap((action) =>
      resources.flatMap((resource) =>
        contexts.map((context) => ({ principal, action, resource, context })),
      ),
    ),
  );
}

// Cedar lists determining policies in no particular order.
function sorted(answer: EngineAnswer): EngineAnswer {
  return "policies" in answer ? { ...answer, policies: [...answer.policies].sort() } : answer;
}
