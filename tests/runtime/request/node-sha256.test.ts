import assert from "node:assert/strict";
import { NodeSha256 } from "../../../runtime/request/node-sha256";

const hex = async (data: string | Uint8Array | ArrayBuffer, secret?: string | Uint8Array) => {
  const hash = new NodeSha256(secret);
  hash.update(typeof data === "string" ? Buffer.from(data) : new Uint8Array(data));
  return Buffer.from(await hash.digest()).toString("hex");
};

describe("NodeSha256", () => {
  it("is SHA-256", async () => {
    // FIPS 180-2, appendix B.1.
    const digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assert.equal(await hex("abc"), digest);
    assert.equal(await hex(new Uint8Array([97, 98, 99]).buffer), digest);
  });

  it("is HMAC with SHA-256 when there is a secret", async () => {
    // RFC 4231, test case 2.
    const code = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
    assert.equal(await hex("what do ya want for nothing?", "Jefe"), code);
    assert.equal(await hex("what do ya want for nothing?", Buffer.from("Jefe")), code);
  });

  it("starts again after a reset", async () => {
    const hash = new NodeSha256("Jefe");
    hash.update(Buffer.from("other"));
    hash.reset();
    hash.update(Buffer.from("what do ya want for nothing?"));
    const code = Buffer.from(await hash.digest()).toString("hex");
    assert.equal(code.slice(0, 8), "5bdcc146");
  });
});
