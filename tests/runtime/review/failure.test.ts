import assert from "node:assert/strict";
import { reasonOf } from "../../../runtime/review/failure";

const named = (name: string): Error => Object.assign(new Error("secret"), { name });

describe("reasonOf", () => {
  // Names as the API references of CloudWatch Logs, IAM, S3, Access Analyzer and Security Hub list them.
  for (const [name, reason] of [
    ["AccessDeniedException", "access-denied"],
    ["AccessDenied", "access-denied"],
    ["UnauthorizedException", "access-denied"],
    ["ThrottlingException", "throttled"],
    ["Throttling", "throttled"],
    ["TooManyRequestsException", "throttled"],
    ["LimitExceededException", "throttled"],
    ["InvalidAccessException", "not-enabled"],
    ["ResourceNotFoundException", "missing"],
    ["NoSuchEntityException", "missing"],
    ["MalformedQueryException", "outside-retention"],
    ["TimeoutError", "timed-out"],
    ["AbortError", "timed-out"],
    ["InternalServerException", "failed"],
    ["Error", "failed"],
  ] as const) {
    it(`A4 calls ${name} ${reason}`, () => {
      assert.equal(reasonOf(named(name)), reason);
    });
  }

  it("A4 has a reason for whatever is thrown", () => {
    for (const thrown of [undefined, null, "text", { name: "AccessDenied" }]) {
      assert.equal(reasonOf(thrown), "failed");
    }
  });
});
