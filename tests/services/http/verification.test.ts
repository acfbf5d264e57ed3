import assert from "node:assert/strict";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { createLocalAnchor } from "../../../runtime/receipts/anchor";
import { createEphemeralReceiptSigner } from "../../../runtime/receipts/ephemeral-signer";
import { readAxonConfig } from "../../../services/axon/config";
import { createVerification } from "../../../services/http/verification";
import { axonEnvironment } from "../../support/axon-environment";
import { claimsFor, goodRequest, makeCallee, policyDigest } from "../../support/callee";

describe("verification", () => {
  const made = () => {
    const callee = makeCallee();
    const { clock, telemetry } = callee.options;
    const anchor = createLocalAnchor("anchor-1");
    const key = anchor.publicKey.export({ type: "spki", format: "der" }).toString("base64");
    const environment = {
      ...axonEnvironment,
      PUBLIC_HOST: "axon.example.internal",
      CALLER_ROLES: '{"orbit":["orbit-task"]}',
      RECEIPT_ANCHORS: JSON.stringify({ "anchor-1": key }),
      ACCEPTED_POLICIES: policyDigest,
    };
    const signer = createEphemeralReceiptSigner({ anchor, clock, policyDigest });
    const signing = { ...callee, sign: signer.sign.bind(signer) };
    const verifier = (changes: Readonly<Record<string, string>> = {}) =>
      createVerification(readAxonConfig({ ...environment, ...changes }), {
        service: "axon",
        dynamo: () => new DynamoDBClient({ region: "us-east-1" }),
        telemetry,
        clock,
      });
    return { request: () => goodRequest(signing, claimsFor(callee)), verifier };
  };

  it("verifies with what the settings say: anchor, policies, roles, host", async () => {
    const { request, verifier } = made();
    assert.ok((await verifier().verify(await request())).verified);
    const others: readonly [Readonly<Record<string, string>>, string][] = [
      [{ ACCEPTED_POLICIES: "b".repeat(64) }, "receipt-policy"],
      [{ CALLER_ROLES: '{"orbit":["other-task"]}' }, "identity-unknown"],
      [{ CALLER_ACCOUNT_ID: "444455556666" }, "identity-unknown"],
      [{ CALLER_PARTITION: "aws-cn" }, "identity-unknown"],
      [{ PUBLIC_HOST: "other.example.internal" }, "request-mismatch"],
      [{ RECEIPT_SIGNING: "kms" }, "receipt-invalid"],
      [{ RECEIPT_ANCHORS: axonEnvironment.RECEIPT_ANCHORS }, "receipt-invalid"],
    ];
    for (const [changes, reason] of others) {
      const verification = await verifier(changes).verify(await request());
      assert.partialDeepStrictEqual(verification, { verified: false, reason });
    }
  });

  it("G16 lets a receipt be used again only where the settings say so", async () => {
    for (const [SINGLE_USE, isAgain] of [
      ["memory", false],
      ["expiry-only", true],
    ] as const) {
      const { request, verifier } = made();
      const callee = verifier({ SINGLE_USE });
      const sent = await request();
      assert.ok((await callee.verify(sent)).verified);
      assert.equal((await callee.verify(sent)).verified, isAgain);
    }
  });

  it("V3 knows callers by tokens alone where the settings say web-identity", async () => {
    const { request, verifier } = made();
    const changes = {
      IDENTITY: "web-identity",
      WEB_IDENTITY_ISSUER: "https://issuer.example",
      WEB_IDENTITY_AUDIENCE: "axon",
    };
    const verification = await verifier(changes).verify(await request());
    assert.partialDeepStrictEqual(verification, { verified: false, reason: "identity-unknown" });
  });

  it("starts with no anchor that is not a key, and no role of two services", () => {
    const { verifier } = made();
    assert.throws(() => verifier({ RECEIPT_ANCHORS: "{}" }), /anchor/);
    assert.throws(() => verifier({ RECEIPT_ANCHORS: '{"a":"AAAA"}' }), /anchor/);
    assert.throws(() => verifier({ CALLER_ROLES: '{"a":["r"],"b":["r"]}' }), /role r/);
  });
});
