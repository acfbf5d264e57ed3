import assert from "node:assert/strict";
import crypto, { generateKeyPairSync, sign as signBytes } from "node:crypto";
import { mock } from "node:test";
import fc from "fast-check";
import { type AnchorKeys, createLocalAnchor } from "../../../runtime/receipts/anchor";
import { claimsPart } from "../../../runtime/receipts/claims";
import { encodePart, maxReceiptBytes, signedPrefixes } from "../../../runtime/receipts/text";
import { createReceiptVerifier } from "../../../runtime/receipts/verifier";
import {
  anchor,
  certificateOf,
  claimsOf,
  FakeClock,
  modes,
  partAt,
  partOf,
  seal,
  signerOf,
  start,
  verifierOf,
  withPart,
} from "./examples";
import { claimsText, malformedClaims } from "./malformed-claims";
import { twinSignature } from "./twin-signature";

const refused = (reason: string) => ({ ok: false, reason });
const accepted = { ok: true, claims: claimsOf() };

for (const mode of modes) {
  describe(`createReceiptVerifier in mode ${mode}`, () => {
    let clock: FakeClock;
    let text: string;

    beforeEach(async () => {
      clock = new FakeClock();
      text = await signerOf(mode, clock).sign(claimsOf());
    });

    it("accepts what governance signed, and says what it claims", () => {
      assert.deepEqual(verifierOf(mode, clock).verify(text), accepted);
    });

    it("says that there is none", () => {
      const verifier = verifierOf(mode, clock);
      assert.deepEqual(verifier.verify(undefined), refused("receipt-missing"));
      assert.deepEqual(verifier.verify(""), refused("receipt-missing"));
    });

    it("G16 refuses a receipt from the moment it expires on, whatever the skew", () => {
      const verifier = verifierOf(mode, clock);
      clock.set(29.999);
      assert.deepEqual(verifier.verify(text), accepted);
      for (const seconds of [30, 31, 36, 86_400]) {
        clock.set(seconds);
        assert.deepEqual(verifier.verify(text), refused("receipt-expired"));
      }
    });

    it("G16 tolerates a clock that is 5 s behind governance, and refuses beyond", () => {
      const verifier = verifierOf(mode, clock);
      clock.set(-5);
      assert.deepEqual(verifier.verify(text), accepted);
      for (const seconds of [-5.001, -6, -3600]) {
        clock.set(seconds);
        assert.deepEqual(verifier.verify(text), refused("receipt-invalid"));
      }
    });

    it("G16 refuses a receipt for another audience", async () => {
      for (const aud of ["orbit", "axon2", "Axon", "axon ", "axo"]) {
        const other = await signerOf(mode, clock).sign(claimsOf({ aud }));
        assert.deepEqual(verifierOf(mode, clock).verify(other), refused("receipt-audience"));
      }
    });

    it("G16 refuses a life of more than 30 s, or of none, even when governance signed it", async () => {
      const verifier = verifierOf(mode, clock);
      for (const exp of [start + 31, start + 86_400, start, start - 1]) {
        const sealed = await seal(mode, partOf(claimsOf({ exp })));
        assert.deepEqual(verifier.verify(sealed), refused("receipt-invalid"), String(exp));
      }
      const longest = await seal(mode, partOf(claimsOf()));
      assert.deepEqual(verifier.verify(longest), accepted);
    });

    it("G17 refuses a receipt with any one byte changed, also when it was verified before", () => {
      const verifier = verifierOf(mode, clock);
      assert.deepEqual(verifier.verify(text), accepted);
      for (let index = 0; index < text.length; index += 1) {
        for (const byte of ["A", "B", "Q", "_", ".", "=", "é"]) {
          if (text[index] === byte) continue;
          const changed = text.slice(0, index) + byte + text.slice(index + 1);
          assert.deepEqual(verifier.verify(changed), refused("receipt-invalid"), changed);
        }
      }
    });

    it("G17 refuses a receipt with any one claim changed", () => {
      const changes: Readonly<Record<keyof typeof accepted.claims, string | number>> = {
        jti: "6f1c6c3e-9a44-4f06-8f0e-b7f9a9b8c002",
        aud: "axom",
        sub: "orbis",
        intent: "reasom",
        operation: "axon:POST:/reasom",
        req: "c".repeat(64),
        pol: "c".repeat(64),
        cid: "correlation-2",
        iat: start + 1,
        exp: start + 29,
      };
      const index = mode === "kms" ? 1 : 3;
      assert.equal(partAt(text, index), claimsPart.encode(claimsOf()));
      for (const [field, value] of Object.entries(changes)) {
        const changed = withPart(text, index, partOf({ ...claimsOf(), [field]: value }));
        const verified = verifierOf(mode, clock).verify(changed);
        assert.deepEqual(verified, refused("receipt-invalid"), field);
      }
    });

    it("refuses a receipt that is cut anywhere, or has something in front or behind", () => {
      const verifier = verifierOf(mode, clock);
      for (let length = 1; length < text.length; length += 1) {
        assert.deepEqual(verifier.verify(text.slice(0, length)), refused("receipt-invalid"));
      }
      for (const changed of [`${text}A`, `${text}=`, `${text}.`, `.${text}`, ` ${text}`]) {
        assert.deepEqual(verifier.verify(changed), refused("receipt-invalid"), changed);
      }
      const twice = [`${text},${text}`, `${text}.${text}`, `${text}.${partAt(text, -1)}`];
      for (const changed of twice) {
        assert.deepEqual(verifier.verify(changed), refused("receipt-invalid"));
      }
    });

    it("refuses parts of two receipts put together", async () => {
      const verifier = verifierOf(mode, clock);
      const other = await signerOf(mode, clock).sign(claimsOf({ sub: "other" }));
      for (let index = 0; index < text.split(".").length; index += 1) {
        const mixed = withPart(text, index, partAt(other, index));
        if (mixed === text) continue;
        assert.deepEqual(verifier.verify(mixed), refused("receipt-invalid"), String(index));
      }
    });

    it("accepts no text that was made up", () => {
      const verifier = verifierOf(mode, clock);
      const part = fc.string({
        unit: fc.constantFrom("A", "Z", "a", "0", "9", "_", "-", "=", "{", ":"),
      });
      const made = fc.oneof(
        fc.string({ minLength: 1, unit: "binary" }),
        fc.array(part, { minLength: 1, maxLength: 7 }).map((parts) => `.${parts.join(".")}`),
      );
      fc.assert(
        fc.property(made, (value) => {
          assert.deepEqual(verifier.verify(value), refused("receipt-invalid"));
        }),
      );
    });

    it("refuses a header beyond its size before it looks into it", () => {
      const verify = mock.method(crypto, "verify");
      const long = text + "A".repeat(maxReceiptBytes + 1 - text.length);
      assert.deepEqual(verifierOf(mode, clock).verify(long), refused("receipt-invalid"));
      assert.equal(verify.mock.callCount(), 0);
      verify.mock.restore();
    });

    for (const [title, body] of Object.entries(malformedClaims)) {
      it(`refuses claims with ${title}, even when governance signed them`, async () => {
        const sealed = await seal(mode, partOf(body));
        assert.deepEqual(verifierOf(mode, clock).verify(sealed), refused("receipt-invalid"));
      });
    }

    it("refuses claims that are no UTF-8, even when governance signed them", async () => {
      const bytes = Buffer.from(claimsText.replace("orbit", "orbi\u00ff"), "latin1");
      const sealed = await seal(mode, encodePart(bytes));
      assert.deepEqual(verifierOf(mode, clock).verify(sealed), refused("receipt-invalid"));
    });

    it("refuses what an anchor signed that is not in the list, under its own id and a known one", async () => {
      const verifier = verifierOf(mode, clock);
      for (const keyId of ["anchor-2", "anchor-1", "__proto__", "constructor"]) {
        const stranger = createLocalAnchor(keyId);
        const sealed = await seal(mode, partOf(claimsOf()), { by: stranger });
        assert.deepEqual(verifier.verify(sealed), refused("receipt-invalid"), keyId);
      }
    });

    it("keeps accepting across a rotation of anchors, until the old one leaves the list", async () => {
      const next = createLocalAnchor("anchor-2");
      const both = verifierOf(mode, clock, [anchor, next]);
      const after = await signerOf(mode, clock, next).sign(claimsOf());
      assert.deepEqual(both.verify(text), accepted);
      assert.deepEqual(both.verify(after), accepted);
      const rotated = verifierOf(mode, clock, [next]);
      assert.deepEqual(rotated.verify(after), accepted);
      assert.deepEqual(rotated.verify(text), refused("receipt-invalid"));
      assert.deepEqual(verifierOf(mode, clock).verify(after), refused("receipt-invalid"));
    });

    it("refuses a receipt of the other mode, whatever it looks like", () => {
      const other = mode === "kms" ? "ed25519" : "kms";
      assert.deepEqual(verifierOf(other, clock).verify(text), refused("receipt-invalid"));
      // The same parts in the shape of the other mode; of five, the first three are the certificate.
      const shapes =
        mode === "kms"
          ? [`${text}.${partAt(text, 1)}.${partAt(text, 2)}`]
          : [text.split(".").slice(0, 3).join("."), text.split(".").slice(2).join(".")];
      for (const shape of shapes) {
        assert.deepEqual(verifierOf(other, clock).verify(shape), refused("receipt-invalid"));
      }
    });

    it("refuses when the clock gives no number, or fails", () => {
      clock.now = Number.NaN;
      assert.equal(verifierOf(mode, clock).verify(text).ok, false);
      const read = () => {
        throw new Error("no clock");
      };
      assert.deepEqual(verifierOf(mode, { read }).verify(text), refused("receipt-invalid"));
    });
  });
}

describe("createReceiptVerifier and the anchor's signatures", () => {
  const clock = new FakeClock();

  it("refuses claims that the anchor signed as a certificate, and the reverse", async () => {
    const body = claimsPart.encode(claimsOf());
    for (const kind of ["kms", "certificate"] as const) {
      const head = `${partOf("anchor-1")}.${body}`;
      const signed = await anchor.sign(Buffer.from(signedPrefixes[kind] + head, "utf8"));
      const verified = verifierOf("kms", clock).verify(`${head}.${encodePart(signed)}`);
      assert.deepEqual(verified, kind === "kms" ? accepted : refused("receipt-invalid"), kind);
    }
  });

  it("refuses a certificate that the anchor signed as a receipt", async () => {
    const { publicKey, privateKey } = generateKeyPairSync("ed25519");
    const { x } = publicKey.export({ format: "jwk" });
    const certificate = await seal("kms", partOf({ key: x, ...certificateOf }));
    const head = `${certificate}.${claimsPart.encode(claimsOf())}`;
    const signed = signBytes(null, Buffer.from(signedPrefixes.ed25519 + head), privateKey);
    const verified = verifierOf("ed25519", clock).verify(`${head}.${encodePart(signed)}`);
    assert.deepEqual(verified, refused("receipt-invalid"));
  });

  it("takes the mirrored signature of a kms receipt as the same receipt: its id is what is used once", async () => {
    const text = await signerOf("kms", clock).sign(claimsOf());
    const twin = withPart(text, 2, twinSignature(partAt(text, 2)));
    assert.notEqual(twin, text);
    assert.deepEqual(verifierOf("kms", clock).verify(twin), accepted);
  });

  it("refuses the mirrored signature of a certificate: the receipt's own signature covers it", async () => {
    const text = await signerOf("ed25519", clock).sign(claimsOf());
    const twin = withPart(text, 2, twinSignature(partAt(text, 2)));
    assert.deepEqual(verifierOf("ed25519", clock).verify(twin), refused("receipt-invalid"));
  });

  for (const [title, keys] of Object.entries({
    "no anchor": {},
    "a private key": { "anchor-1": generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey },
    "another curve": { "anchor-1": generateKeyPairSync("ec", { namedCurve: "P-384" }).publicKey },
    "another kind of key": { "anchor-1": generateKeyPairSync("ed25519").publicKey },
    "an anchor without id": { "": anchor.publicKey },
  } satisfies Readonly<Record<string, AnchorKeys>>)) {
    it(`is not made with ${title}`, () => {
      const options = { mode: "kms", anchors: keys, audience: "axon", clock: clock.read } as const;
      assert.throws(() => createReceiptVerifier(options), /receipt anchor/);
    });
  }
});

describe("createReceiptVerifier and certificates", () => {
  let clock: FakeClock;
  const body = partOf(claimsOf());

  beforeEach(() => {
    clock = new FakeClock();
  });

  const sealedUnder = (changes: Partial<typeof certificateOf>) =>
    seal("ed25519", body, { certificate: { ...certificateOf, ...changes } });

  it("verifies a certificate once, and its times on each use", async () => {
    const text = await sealedUnder({ exp: start + 30 });
    const verifier = verifierOf("ed25519", clock);
    const verify = mock.method(crypto, "verify");
    try {
      assert.deepEqual(verifier.verify(text), accepted);
      assert.equal(verify.mock.callCount(), 2);
      assert.deepEqual(verifier.verify(text), accepted);
      assert.equal(verify.mock.callCount(), 3);
      clock.set(30);
      assert.deepEqual(verifier.verify(text), refused("receipt-expired"));
      assert.equal(verify.mock.callCount(), 3);
      clock.set(-10.001);
      assert.deepEqual(verifier.verify(text), refused("receipt-invalid"));
    } finally {
      verify.mock.restore();
    }
  });

  const outside: Readonly<Record<string, Partial<typeof certificateOf>>> = {
    "other policies": { pol: "c".repeat(64) },
    "a start after the receipt was issued": { nbf: start + 1 },
    "an end before the receipt's": { exp: start + 29 },
  };
  for (const [title, changes] of Object.entries(outside)) {
    it(`refuses a receipt under a certificate with ${title}`, async () => {
      const text = await sealedUnder(changes);
      assert.deepEqual(verifierOf("ed25519", clock).verify(text), refused("receipt-invalid"));
    });
  }

  it("refuses a certificate that lives longer than 15 minutes, even when the anchor signed it", async () => {
    const { publicKey, privateKey } = generateKeyPairSync("ed25519");
    const { x } = publicKey.export({ format: "jwk" });
    const sealedFor = async (exp: number) => {
      const head = `${partOf("anchor-1")}.${partOf({ key: x, ...certificateOf, exp })}`;
      const byAnchor = await anchor.sign(Buffer.from(signedPrefixes.certificate + head));
      const signed = `${head}.${encodePart(byAnchor)}.${body}`;
      const bytes = Buffer.from(signedPrefixes.ed25519 + signed);
      return `${signed}.${encodePart(signBytes(null, bytes, privateKey))}`;
    };
    const verifier = verifierOf("ed25519", clock);
    assert.deepEqual(verifier.verify(await sealedFor(start + 895)), accepted);
    assert.deepEqual(verifier.verify(await sealedFor(start + 896)), refused("receipt-invalid"));
  });

  it("refuses a receipt that its key signed for another purpose", async () => {
    for (const prefix of ["kms", "certificate"] as const) {
      const text = await seal("ed25519", body, { prefix });
      assert.deepEqual(verifierOf("ed25519", clock).verify(text), refused("receipt-invalid"));
    }
  });

  it("refuses a certificate that another certified key signed", async () => {
    const { privateKey } = generateKeyPairSync("ed25519");
    const text = await sealedUnder({});
    const head = text.split(".").slice(0, 2).join(".");
    const signed = signBytes(null, Buffer.from(signedPrefixes.certificate + head), privateKey);
    const forged = withPart(text, 2, encodePart(signed));
    assert.deepEqual(verifierOf("ed25519", clock).verify(forged), refused("receipt-invalid"));
  });
});
