import assert from "node:assert/strict";
import { KMSClient } from "@aws-sdk/client-kms";
import { createKmsAnchor } from "../../../runtime/receipts/kms-anchor";
import { createKmsReceiptSigner } from "../../../runtime/receipts/kms-signer";
import { anchor, claimsOf, FakeClock, verifierOf } from "./examples";

/** A client that answers from `answer` instead of calling AWS, and records what it was asked. */
function clientWith(answer: (message: Uint8Array) => Promise<object>) {
  const sent: [command: string, input: object][] = [];
  const kms = new KMSClient({ region: "us-east-1" });
  kms.middlewareStack.add(
    (_next, { commandName = "" }) =>
      async ({ input }) => {
        const { Message: message = new Uint8Array(), ...facts } = { Message: undefined, ...input };
        sent.push([commandName, facts]);
        return { output: { $metadata: {}, ...(await answer(message)) }, response: {} };
      },
    { step: "initialize", priority: "high" },
  );
  return { kms, sent };
}

describe("createKmsAnchor", () => {
  it("signs whole messages by ECDSA with SHA-256, so that receipts verify", async () => {
    const { kms, sent } = clientWith(async (message) => ({
      Signature: await anchor.sign(message),
    }));
    const byKms = createKmsAnchor({ kms, keyId: anchor.keyId });
    const text = await createKmsReceiptSigner({ anchor: byKms }).sign(claimsOf());
    assert.equal(verifierOf("kms", new FakeClock()).verify(text).ok, true);
    const facts = {
      KeyId: "anchor-1",
      MessageType: "RAW",
      SigningAlgorithm: "ECDSA_SHA_256",
    };
    assert.deepEqual(sent, [["SignCommand", facts]]);
  });

  it("fails when KMS gives no signature", async () => {
    const { kms } = clientWith(() => Promise.resolve({}));
    const byKms = createKmsAnchor({ kms, keyId: "anchor-1" });
    await assert.rejects(byKms.sign(Buffer.from("bytes")), /no signature/);
  });

  it("fails when KMS refuses", async () => {
    const { kms } = clientWith(() => Promise.reject(new Error("AccessDeniedException")));
    const byKms = createKmsAnchor({ kms, keyId: "anchor-1" });
    await assert.rejects(byKms.sign(Buffer.from("bytes")), /AccessDenied/);
  });

  it("fails when KMS hangs", async () => {
    const { kms } = clientWith(() => new Promise(() => undefined));
    const byKms = createKmsAnchor({ kms, keyId: "anchor-1", timeoutMilliseconds: 5 });
    await assert.rejects(byKms.sign(Buffer.from("bytes")), /within 5 ms/);
  });
});
