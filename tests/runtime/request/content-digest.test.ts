import assert from "node:assert/strict";
import { Readable } from "node:stream";
import fc from "fast-check";
import {
  contentDigest,
  freezeBody,
  parseContentDigest,
} from "../../../runtime/request/content-digest";
import { bodySha256 } from "../../../runtime/request/request-digest";

describe("contentDigest", () => {
  it("C5 is the digest of the body as RFC 9530 writes it", () => {
    // RFC 9530, appendix D: the digest of `{"hello": "world"}` and a line feed.
    const body = Buffer.from('{"hello": "world"}\n');
    const header = "sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:";
    assert.equal(contentDigest(bodySha256(body)), header);
  });

  it("C5 is read back for every body", () => {
    fc.assert(
      fc.property(fc.uint8Array(), (body) => {
        const digest = bodySha256(body);
        assert.equal(parseContentDigest(contentDigest(digest)), digest);
      }),
    );
  });
});

describe("parseContentDigest", () => {
  const good = contentDigest(bodySha256(Buffer.from("body")));
  const bad = {
    "no digest": "",
    "another algorithm": good.replace("sha-256", "sha-512"),
    "another case": good.replace("sha-256", "SHA-256"),
    "two values": `${good}, ${good}`,
    "two algorithms": `${good}, sha-512=:AAAA:`,
    "a parameter": `${good};a=1`,
    "a blank": ` ${good}`,
    "no colons": good.replaceAll(":", ""),
    "half a digest": "sha-256=:AAAA:",
    "no padding": `${good.slice(0, -2)}:`,
    "the URL alphabet": `sha-256=:${"_".repeat(43)}=:`,
    "a second spelling": `sha-256=:${"A".repeat(42)}B=:`,
    "a line feed": `${good}\n`,
  };
  for (const [name, header] of Object.entries(bad)) {
    it(`C5 refuses ${name}`, () => {
      assert.equal(parseContentDigest(header), undefined);
    });
  }
});

describe("freezeBody", () => {
  it("C5 throws on streams and everything else that is not bytes or text", () => {
    for (const body of [Readable.from(["a"]), new ReadableStream(), new Blob(["a"]), {}, 1, null]) {
      assert.throws(() => freezeBody(body), TypeError);
    }
  });

  it("C5 keeps the bytes when the original changes", () => {
    const original = Buffer.from("before");
    const frozen = freezeBody(original);
    original.write("after!");
    assert.equal(Buffer.from(frozen).toString(), "before");
  });

  it("takes text as UTF-8, and no body as no bytes", () => {
    assert.deepEqual(freezeBody("é"), new Uint8Array([0xc3, 0xa9]));
    assert.deepEqual(freezeBody(undefined), new Uint8Array());
  });
});
