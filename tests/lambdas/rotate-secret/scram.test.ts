import assert from "node:assert/strict";
import { createHash, createHmac } from "node:crypto";
import { scramVerifier } from "../../../lambdas/rotate-secret/scram";

// The exchange that RFC 7677 prints, section 3: user "user", password "pencil".
const salt = "W22ZaJ0SNY7soEsUEjb6gQ==";
const serverNonce = "rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";
const authMessage = [
  "n=user,r=rOprNGfwEbeRWgbNEkqO",
  `r=${serverNonce},s=${salt},i=4096`,
  `c=biws,r=${serverNonce}`,
].join(",");
const clientProof = "dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=";
const serverSignature = "6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=";

const hmac = (key: Buffer) => createHmac("sha256", key).update(authMessage).digest();
const base64 = (text = "") => Buffer.from(text, "base64");

describe("scramVerifier", () => {
  const verifier = scramVerifier("pencil", base64(salt));
  const [scheme, parameters = "", keys = ""] = verifier.split("$");
  const [storedKey, serverKey] = keys.split(":").map((key) => base64(key));

  it("has the form that PostgreSQL stores", () => {
    assert.match(
      verifier,
      /^SCRAM-SHA-256\$4096:[A-Za-z0-9+/]{22}==(?:[$:][A-Za-z0-9+/]{43}=){2}$/,
    );
    assert.deepEqual([scheme, parameters], ["SCRAM-SHA-256", `4096:${salt}`]);
  });

  it("verifies the client of RFC 7677", () => {
    assert.ok(storedKey);
    const signature = hmac(storedKey);
    const clientKey = base64(clientProof).map((byte, index) => byte ^ (signature[index] ?? 0));
    assert.deepEqual(createHash("sha256").update(clientKey).digest(), storedKey);
  });

  it("answers as the server of RFC 7677", () => {
    assert.ok(serverKey);
    assert.equal(hmac(serverKey).toString("base64"), serverSignature);
  });

  it("has a salt of its own each time", () => {
    assert.notEqual(scramVerifier("pencil"), scramVerifier("pencil"));
  });
});
