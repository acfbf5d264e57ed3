import assert from "node:assert/strict";
import fc from "fast-check";
import * as z from "zod/mini";
import {
  createPartCodec,
  decodePart,
  encodePart,
  maxReceiptBytes,
  signedPrefixes,
  withinSize,
} from "../../../runtime/receipts/text";

describe("parts of a receipt's text", () => {
  it("hold any bytes but none", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1 }), (bytes) => {
        assert.deepEqual(decodePart(encodePart(bytes)), Buffer.from(bytes));
      }),
    );
    assert.equal(decodePart(""), undefined);
  });

  it("have exactly one text for the same bytes", () => {
    const text = fc.oneof(
      fc.base64String(),
      fc.string({ unit: fc.constantFrom("A", "B", "a", "1", "_", "-", "+", "/", "=", ".", "\n") }),
      fc.string({ unit: "binary" }),
    );
    fc.assert(
      fc.property(text, (part) => {
        const bytes = decodePart(part);
        if (bytes !== undefined) assert.equal(encodePart(bytes), part);
      }),
    );
  });

  for (const part of ["QQ==", "QR", "Q", "QUI=", "QU I", "QUI\n", "+_8A", "é"]) {
    it(`refuse ${JSON.stringify(part)}`, () => {
      assert.equal(decodePart(part), undefined);
    });
  }
});

describe("createPartCodec", () => {
  const codec = createPartCodec(z.strictObject({ b: z.string(), a: z.int() }));

  it("writes fields in the schema's order, however the record has them", () => {
    const part = codec.encode({ a: 1, b: "x" });
    assert.equal(decodePart(part)?.toString("utf8"), '{"b":"x","a":1}');
    assert.equal(part, codec.encode({ b: "x", a: 1 }));
    assert.deepEqual(codec.decode(part), { a: 1, b: "x" });
  });

  it("reads back whatever it writes, in any script", () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.string({ unit: "binary" }), (a, b) => {
        assert.deepEqual(codec.decode(codec.encode({ a, b })), { a, b });
      }),
    );
  });

  it("repeats nothing of a record that does not fit", () => {
    const record = { a: 0.5, b: "canary" };
    assert.throws(() => codec.encode(record), { message: "The record does not fit its schema." });
  });
});

describe("signedPrefixes", () => {
  it("has no prefix that another one starts with", () => {
    const prefixes = Object.values(signedPrefixes);
    for (const prefix of prefixes) {
      assert.deepEqual(
        prefixes.filter((other) => other.startsWith(prefix)),
        [prefix],
      );
    }
  });
});

describe("withinSize", () => {
  it("passes what callees take, and nothing longer", () => {
    const longest = "A".repeat(maxReceiptBytes);
    assert.equal(withinSize(longest), longest);
    assert.throws(() => withinSize(`${longest}A`), /longer than 2048 bytes/);
  });
});
