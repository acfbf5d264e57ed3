import assert from "node:assert/strict";
import { generateKeyPairSync, verify } from "node:crypto";
import {
  checkedAnchors,
  createLocalAnchor,
  openAnchored,
  readAnchors,
  signByAnchor,
} from "../../../runtime/receipts/anchor";
import { anchor } from "./examples";

const derOf = (key: typeof anchor.publicKey) =>
  key.export({ type: "spki", format: "der" }).toString("base64");

describe("readAnchors", () => {
  it("reads keys in the form that KMS gives them", () => {
    const read = readAnchors({ "anchor-1": derOf(anchor.publicKey) });
    assert.deepEqual(Object.keys(read), ["anchor-1"]);
    assert.equal(read["anchor-1"]?.equals(anchor.publicKey), true);
  });

  for (const [title, text] of Object.entries({
    nothing: "",
    "no base64": "####",
    "base64 of something else": Buffer.from("key").toString("base64"),
    PEM: anchor.publicKey.export({ type: "spki", format: "pem" }).toString(),
    "a private key": generateKeyPairSync("ec", { namedCurve: "P-256" })
      .privateKey.export({ type: "pkcs8", format: "der" })
      .toString("base64"),
  })) {
    it(`names the key id, and no key, when it is given ${title}`, () => {
      assert.throws(() => readAnchors({ "anchor-9": text }), {
        message: 'The receipt anchor "anchor-9" is not base64 of a public key in DER.',
      });
    });
  }
});

describe("checkedAnchors", () => {
  it("keeps keys on NIST P-256, also under names that objects inherit", () => {
    const anchors = checkedAnchors(
      readAnchors({ constructor: derOf(anchor.publicKey), a: derOf(anchor.publicKey) }),
    );
    assert.deepEqual([...anchors.keys()], ["constructor", "a"]);
  });

  it("names the key that is another one", () => {
    const { publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    assert.throws(() => checkedAnchors({ a: anchor.publicKey, b: publicKey }), {
      message: 'The receipt anchor "b" is not a public key on NIST P-256.',
    });
  });
});

describe("createLocalAnchor", () => {
  it("signs as KMS does: ECDSA with SHA-256, in DER", async () => {
    const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const local = createLocalAnchor("local", privateKey);
    assert.equal(local.publicKey.equals(publicKey), true);
    const bytes = Buffer.from("bytes");
    const signature = await local.sign(bytes);
    assert.equal(verify("sha256", bytes, { key: publicKey, dsaEncoding: "der" }, signature), true);
  });
});

describe("openAnchored", () => {
  const anchors = checkedAnchors({ "anchor-1": anchor.publicKey });

  it("gives the body of what an anchor signed, for its kind alone", async () => {
    const text = await signByAnchor(anchor, "certificate", "Ym9keQ");
    assert.equal(openAnchored(anchors, "certificate", text), "Ym9keQ");
    assert.equal(openAnchored(anchors, "kms", text), undefined);
  });

  it("covers the key id: the same key under another id is another anchor", async () => {
    const text = await signByAnchor(anchor, "kms", "Ym9keQ");
    const renamed = ["YW5jaG9yLTI", ...text.split(".").slice(1)].join(".");
    const both = checkedAnchors({ "anchor-1": anchor.publicKey, "anchor-2": anchor.publicKey });
    assert.equal(openAnchored(both, "kms", renamed), undefined);
  });
});
