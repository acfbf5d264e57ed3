import assert from "node:assert/strict";
import { budgets, overBudget } from "../../../tools/bench/pack-evaluation";
import { serviceStack } from "../../../tools/bench/pack-stack";

const boot = "pack boot, s";

describe("the budget of the policy pack", () => {
  it("POL-475 is exceeded by more than a fifth, and not by less", () => {
    assert.deepEqual(overBudget(budgets), []);
    assert.deepEqual(overBudget({ ...budgets, [boot]: budgets[boot] * 1.19 }), []);
    assert.deepEqual(overBudget({ ...budgets, [boot]: budgets[boot] * 1.21 }), [boot]);
  });

  it("POL-471 POL-472 covers the start, and the judgement of 1,000 and of 10,000 resources", () => {
    assert.equal(budgets[boot], 2.5);
    assert.equal(budgets["1,000 resources, CPU of rules, s"], 1);
    assert.equal(budgets["1,000 resources, wall s"], 4);
    assert.equal(budgets["10,000 resources, CPU s"], 10);
  });

  it("is measured on stacks of the size that it names, with what services have", () => {
    const { resources } = serviceStack(1000);
    assert.ok(resources.length >= 1000 && resources.length < 1030);
    const types = new Set(resources.map(({ type }) => type));
    assert.ok(types.size >= 15, [...types].join());
    assert.equal(new Set(resources.map(({ urn }) => urn)).size, resources.length);
  });
});
