import assert from "node:assert/strict";
import { maxReceiptSeconds, maxSkewSeconds } from "../../../runtime/receipts/receipt";
import {
  acceptedPoliciesKey,
  quarantineKey,
  receiptKeptUntil,
  receiptKey,
} from "../../../runtime/store/layout";

describe("the layout of the table", () => {
  it("has the keys that policies of the roles are written for", () => {
    assert.deepEqual(
      [receiptKey("axon", "receipt-1"), quarantineKey("orbit"), acceptedPoliciesKey],
      ["receipt#axon#receipt-1", "quarantine#orbit", "policy#accepted"],
    );
  });

  it("keeps a used receipt longer than any callee takes it, by a margin for the table's clock", () => {
    const issued = 1_800_000_000;
    const lastTaken = issued + maxReceiptSeconds + maxSkewSeconds;
    assert.equal(receiptKeptUntil(issued + maxReceiptSeconds), lastTaken + 60);
  });
});
