import assert from "node:assert/strict";
import { planAccountBaseline } from "../../../plan/account-baseline";
import { planContext } from "../../support/context";

const plan = (accountBaseline: string) => planAccountBaseline(planContext({ accountBaseline }));

describe("planAccountBaseline", () => {
  it("IAM-65 leaves an account's settings to the one stack that owns them", () => {
    const { passwordPolicies, analyzers, findingsRules, accountDefaults } = plan("reference");
    assert.deepEqual(
      [passwordPolicies, analyzers, findingsRules, accountDefaults],
      [[], [], [], []],
    );
  });

  it("IAM-65 plans each setting once for owner and reference stacks of one account together", () => {
    const stacks = [plan("owner"), plan("reference")];
    assert.equal(stacks.flatMap((stack) => stack.passwordPolicies).length, 1);
    assert.equal(stacks.flatMap((stack) => stack.analyzers).length, 1);
    assert.equal(stacks.flatMap((stack) => stack.accountDefaults).length, 1);
  });

  it("BEST-23 asks for the passwords CIS asks for", () => {
    const [policy] = plan("owner").passwordPolicies;
    assert.ok(policy !== undefined);
    assert.ok(policy.minimumLength >= 14);
    assert.ok(policy.reusePrevention >= 24);
    assert.ok(policy.maxAgeDays <= 90);
  });
});
