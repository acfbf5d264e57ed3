import assert from "node:assert/strict";
import { readKeyIds } from "../../../lambdas/review-access/environment";
import { planAuditReview } from "../../../plan/audit-review";
import { planIdentity } from "../../../plan/identity";
import { settlingMilliseconds } from "../../../runtime/review/period";
import { readSettings } from "../../../runtime/review/settings";
import { planContext } from "../../support/context";
import { forEachExample } from "../examples";

const context = planContext();
const plan = planAuditReview(context, planIdentity(context, "identity"));

describe("planAuditReview", () => {
  it("A1 lets one run work at a time", () => {
    assert.equal(plan.reservedConcurrency, 1);
  });

  it("A2 starts often enough that all attempts at a part fit into a week", () => {
    const hours = Number(/^rate\((\d+) hours\)$/.exec(plan.schedule.expression)?.[1]);
    const { limits } = readSettings(plan.settingsText);
    assert.ok(settlingMilliseconds / 3_600_000 + limits.maxAttempts * hours < 24);
  });

  it("A2 has as much time as Lambda gives", () => {
    assert.equal(plan.timeoutSeconds, 15 * 60);
  });

  forEachExample((example, each, { auditReview }) => {
    it(`A7 gives ids of keys in the order of the settings, within what variables hold: ${example}`, () => {
      const settings = readSettings(auditReview.settingsText);
      assert.deepEqual(
        auditReview.keys,
        settings.keys.map(({ name }) => name),
      );
      const ids = auditReview.keys.map(() => "1234abcd-12ab-34cd-56ef-1234567890ab");
      const value = ids.join(",");
      assert.ok(auditReview.keyIdsVariable.length + value.length < 4096, each.names.prefix);
      assert.deepEqual(readKeyIds({ [auditReview.keyIdsVariable]: value }, ids.length), ids);
    });
  });
});
