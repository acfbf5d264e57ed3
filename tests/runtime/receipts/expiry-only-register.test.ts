import assert from "node:assert/strict";
import { expiryOnlyRegister } from "../../../runtime/receipts/expiry-only-register";
import { claimsOf } from "./examples";

describe("expiryOnlyRegister", () => {
  it("takes a receipt again and again: it gives no single use", async () => {
    const uses = [expiryOnlyRegister.use(claimsOf()), expiryOnlyRegister.use(claimsOf())];
    assert.deepEqual(await Promise.all(uses), [true, true]);
  });
});
