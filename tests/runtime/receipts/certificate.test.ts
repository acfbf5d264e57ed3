import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { checkedAnchors } from "../../../runtime/receipts/anchor";
import {
  certify,
  maxCertificateSeconds,
  openCertificate,
} from "../../../runtime/receipts/certificate";
import { anchor, certificateOf, partAt, start, withPart } from "./examples";

const anchors = checkedAnchors({ "anchor-1": anchor.publicKey });
const { publicKey, privateKey } = generateKeyPairSync("ed25519");

describe("certify", () => {
  it("certifies a key with its policies and times", async () => {
    const certificate = openCertificate(anchors, await certify(anchor, publicKey, certificateOf));
    assert.ok(certificate !== undefined);
    assert.equal(certificate.publicKey.equals(publicKey), true);
    const { pol, nbf, exp } = certificate;
    assert.deepEqual({ pol, nbf, exp }, certificateOf);
  });

  it("holds nothing of the private key", async () => {
    const text = await certify(anchor, publicKey, certificateOf);
    const body = Buffer.from(partAt(text, 1), "base64url").toString("utf8");
    assert.deepEqual(
      [...body.matchAll(/"(\w+)":/g)].map(([, field]) => field),
      ["key", "pol", "nbf", "exp"],
    );
    const { d = "" } = privateKey.export({ format: "jwk" });
    assert.equal(body.includes(d), false);
  });

  it("does not certify for no time at all", () => {
    const exp = certificateOf.nbf;
    assert.throws(() => certify(anchor, publicKey, { ...certificateOf, exp }), /schema/);
  });

  it("does not certify for longer than 15 minutes", () => {
    const exp = start - 5 + maxCertificateSeconds + 1;
    assert.throws(() => certify(anchor, publicKey, { ...certificateOf, exp }), /schema/);
  });
});

describe("openCertificate", () => {
  it("opens no certificate that has any one byte changed", async () => {
    const text = await certify(anchor, publicKey, certificateOf);
    for (let index = 0; index < text.length; index += 1) {
      const byte = text[index] === "A" ? "B" : "A";
      const changed = text.slice(0, index) + byte + text.slice(index + 1);
      assert.equal(openCertificate(anchors, changed), undefined, changed);
    }
    assert.equal(openCertificate(anchors, withPart(text, 2, partAt(text, 1))), undefined);
  });
});
