import assert from "node:assert/strict";
import { handler } from "../../../lambdas/rotate-secret/handler";

describe("handler", () => {
  it("refuses what is no rotation event before it calls AWS", async () => {
    await assert.rejects(handler({ SecretId: "id" }), {
      message: "The event is not a rotation step of Secrets Manager.",
    });
  });
});
