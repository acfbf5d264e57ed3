import assert from "node:assert/strict";
import { createKmsReceiptSigner } from "../../../runtime/receipts/kms-signer";
import { anchor, claimsOf, FakeClock, verifierOf } from "./examples";

describe("createKmsReceiptSigner", () => {
  let asked = 0;
  const signer = createKmsReceiptSigner({
    anchor: {
      keyId: anchor.keyId,
      sign: (bytes) => {
        asked += 1;
        return anchor.sign(bytes);
      },
    },
  });

  beforeEach(() => {
    asked = 0;
  });

  it("has every receipt signed by the anchor", async () => {
    const verifier = verifierOf("kms", new FakeClock());
    for (const jti of ["receipt-1", "receipt-2"]) {
      const verified = verifier.verify(await signer.sign(claimsOf({ jti })));
      assert.deepEqual(verified, { ok: true, claims: claimsOf({ jti }) });
    }
    assert.equal(asked, 2);
  });

  it("has nothing signed that callees would refuse anyway", async () => {
    await assert.rejects(signer.sign(claimsOf({ exp: claimsOf().iat + 31 })), /schema/);
    assert.equal(asked, 0);
  });

  it("gives out no receipt that is too long for a header", async () => {
    const name = "é".repeat(128);
    const long = claimsOf({ aud: name, sub: name, intent: name, operation: "é".repeat(300) });
    await assert.rejects(signer.sign(long), /longer than 2048 bytes/);
  });

  it("fails when the anchor does", async () => {
    const broken = createKmsReceiptSigner({
      anchor: { keyId: "a", sign: () => Promise.reject(new Error("no answer")) },
    });
    await assert.rejects(broken.sign(claimsOf()), /no answer/);
  });
});
