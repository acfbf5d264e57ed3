import assert from "node:assert/strict";
import { type RefusalReason, refusalReasons } from "../../../runtime/reasons";
import { refusalAnswer } from "../../../services/http/refusal";

describe("refusal", () => {
  const isReason = (name: string): name is RefusalReason => Object.hasOwn(refusalReasons, name);

  for (const reason of Object.keys(refusalReasons).filter(isReason)) {
    it(`answers ${reason} by its class alone`, () => {
      const answer = refusalAnswer(reason);
      const { retryable, outcome } = refusalReasons[reason];
      assert.equal(answer.body["retryable"], retryable);
      assert.equal(answer.retryAfterSeconds !== undefined, retryable);
      assert.equal(answer.status, retryable ? 503 : outcome === "deny" ? 403 : 502);
      assert.ok(!JSON.stringify(answer).includes(`"${reason}"`));
    });
  }
});
