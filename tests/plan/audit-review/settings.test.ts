import assert from "node:assert/strict";
import { planReviewSettings } from "../../../plan/audit-review/settings";
import { planIdentity } from "../../../plan/identity";
import { readSettings } from "../../../runtime/review/settings";
import { planContext } from "../../support/context";
import { forEachExample } from "../examples";

const settingsOf = (context = planContext()) =>
  planReviewSettings(context, planIdentity(context, "identity"));

describe("planReviewSettings", () => {
  forEachExample((example, context) => {
    it(`A7 are what the function reads, word for word: ${example}`, () => {
      const settings = settingsOf(context);
      assert.deepEqual(readSettings(JSON.stringify(settings)), settings);
    });
  });

  it("A3 bound what a run costs", () => {
    const { limits } = settingsOf();
    // Logs Insights charges 0.005 dollars for a gigabyte: all attempts together stay below 1.50.
    const bytes = limits.maxScannedBytesPerQuery * limits.maxQueriesPerRun * limits.maxAttempts;
    assert.ok((bytes / 1e9) * 0.005 < 1.5);
    // What Logs Insights gives at most, less the one more that a review asks for.
    assert.ok(limits.maxRows < 10_000);
  });

  it("A5 name the stack's own analyzer of unused access, and none that is somebody else's", () => {
    const owner = settingsOf(planContext({ environment: "prod", accountBaseline: "owner" }));
    assert.match(owner.analyzerArn ?? "", /:analyzer\/agent-runtime-prod-unused-access$/);
    assert.equal(settingsOf(planContext({ environment: "prod" })).analyzerArn, null);
  });

  it("A5 name every role of the stack, the review's own among them", () => {
    const context = planContext();
    const { roles } = settingsOf(context);
    assert.deepEqual(
      roles,
      planIdentity(context, "identity").roles.map(({ name }) => name),
    );
    assert.ok(roles.includes(context.names.accessReview));
  });
});
