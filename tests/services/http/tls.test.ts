import assert from "node:assert/strict";
import { createPrivateKey, X509Certificate } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { loadTls } from "../../../services/http/tls";

describe("tls", () => {
  it("makes a certificate for a server by its name, with a key of its own each time", async () => {
    const made = await loadTls({ kind: "self-signed", name: "axon.example.internal" });
    const certificate = new X509Certificate(made.cert);
    assert.equal(certificate.checkHost("axon.example.internal"), "axon.example.internal");
    assert.equal(certificate.ca, false);
    assert.ok(certificate.checkPrivateKey(createPrivateKey(made.key)));
    assert.ok(certificate.verify(certificate.publicKey));
    const again = await loadTls({ kind: "self-signed", name: "axon.example.internal" });
    assert.notEqual(again.key, made.key);
  });

  it("makes a certificate for an address", async () => {
    const made = await loadTls({ kind: "self-signed", name: "127.0.0.1" });
    assert.equal(new X509Certificate(made.cert).checkIP("127.0.0.1"), "127.0.0.1");
  });

  it("reads key and certificate from files, and fails where there are none", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "tls-"));
    const source = {
      kind: "files",
      keyFile: path.join(folder, "key"),
      certFile: path.join(folder, "cert"),
    } as const;
    await assert.rejects(loadTls(source), /ENOENT/);
    writeFileSync(source.keyFile, "K");
    writeFileSync(source.certFile, "C");
    assert.deepEqual(await loadTls(source), { key: "K", cert: "C" });
    rmSync(folder, { recursive: true });
  });
});
