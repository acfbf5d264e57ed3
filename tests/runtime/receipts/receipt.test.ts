import assert from "node:assert/strict";
import fc from "fast-check";
import { createMemoryRegister } from "../../../runtime/receipts/memory-register";
import { maxReceiptSeconds, maxSkewSeconds } from "../../../runtime/receipts/receipt";
import { type BoundCall, requestDigest } from "../../../runtime/request/request-digest";
import { createStaticAcceptedPolicies } from "../../../runtime/store/accepted-policies";
import {
  claimsOf,
  FakeClock,
  modes,
  partAt,
  policyDigest,
  signerOf,
  start,
  verifierOf,
  withPart,
} from "./examples";
import { twinSignature } from "./twin-signature";

const call: BoundCall = {
  method: "POST",
  host: "axon.example",
  path: "/reason",
  query: "a=1&b=2",
  bodySha256: "e".repeat(64),
};
const operation = "axon:POST:/reason";

/** What a call's digest is made of, in its order. */
const fieldsOf = (bound: BoundCall, of: string): readonly string[] => [
  bound.method,
  bound.host,
  bound.path,
  bound.query,
  bound.bodySha256,
  of,
];

function digestOf(fields: readonly string[]): string {
  const [method = "", host = "", path = "", query = "", body = "", of = ""] = fields;
  return requestDigest({ method, host, path, query, bodySha256: body }, of);
}

/** The field with any one byte replaced, left out or put at its end. */
const changesOf = (field: string): readonly string[] =>
  Array.from({ length: field.length + 1 }, (_, at) =>
    ["x", "", "\0"].map((byte) => field.slice(0, at) + byte + field.slice(at + 1)),
  )
    .flat()
    .filter((changed) => changed !== field);

const bytes = fc.string({ unit: "binary", maxLength: 12 });
const sixFields = fc.array(bytes, { minLength: 6, maxLength: 6 });

describe("a receipt", () => {
  it("G16 lives at most 30 s, with at most 5 s of skew", () => {
    assert.deepEqual([maxReceiptSeconds, maxSkewSeconds], [30, 5]);
  });

  for (const mode of modes) {
    it(`G16 carries its id, audience, end and policies under the signature (${mode})`, async () => {
      const clock = new FakeClock();
      const verified = verifierOf(mode, clock).verify(await signerOf(mode, clock).sign(claimsOf()));
      assert.ok(verified.ok);
      const { jti, aud, exp, iat, pol } = verified.claims;
      assert.deepEqual(
        { jti, aud, life: exp - iat, pol },
        { jti: claimsOf().jti, aud: "axon", life: 30, pol: policyDigest },
      );
    });

    it(`G16 is used once, and not again as long as anyone would take it (${mode})`, async () => {
      const clock = new FakeClock();
      const register = createMemoryRegister({ clock: clock.read });
      const verifier = verifierOf(mode, clock);
      const text = await signerOf(mode, clock).sign(claimsOf());
      const uses: string[] = [];
      for (let second = -5; second <= 120; second += 1) {
        clock.set(second);
        const verified = verifier.verify(text);
        if (verified.ok && (await register.use(verified.claims))) uses.push(String(second));
      }
      assert.deepEqual(uses, ["-5"]);
    });
  }

  it("G16 is spent under a second signature too", async () => {
    const clock = new FakeClock();
    const register = createMemoryRegister({ clock: clock.read });
    const text = await signerOf("kms", clock).sign(claimsOf());
    const uses: boolean[] = [];
    for (const copy of [text, withPart(text, 2, twinSignature(partAt(text, 2)))]) {
      const verified = verifierOf("kms", clock).verify(copy);
      assert.ok(verified.ok);
      uses.push(await register.use(verified.claims));
    }
    assert.deepEqual(uses, [true, false]);
  });

  it("G16 holds for its policies alone", async () => {
    const clock = new FakeClock();
    const verified = verifierOf("kms", clock).verify(await signerOf("kms", clock).sign(claimsOf()));
    assert.ok(verified.ok);
    const accepts = (current: string) =>
      createStaticAcceptedPolicies({ current }).accepts(verified.claims.pol, start);
    assert.deepEqual([await accepts(policyDigest), await accepts("c".repeat(64))], [true, false]);
  });
});

describe("the digest that a receipt binds", () => {
  it("G17 differs when any one byte of the call or the operation differs", () => {
    const original = digestOf(fieldsOf(call, operation));
    const changes = fieldsOf(call, operation).flatMap((field, index) =>
      changesOf(field).map((changed) => fieldsOf(call, operation).with(index, changed)),
    );
    for (const fields of changes) assert.notEqual(digestOf(fields), original, fields.join("|"));
    assert.ok(changes.length > 300, String(changes.length));
  });

  it("G17 differs for any two calls that differ", () => {
    fc.assert(
      fc.property(sixFields, sixFields, (one, other) => {
        const isSame = JSON.stringify(one) === JSON.stringify(other);
        assert.equal(digestOf(one) === digestOf(other), isSame);
      }),
      { numRuns: 1000 },
    );
  });

  it("G17 differs when bytes move from one field to the next", () => {
    const moved = fc.tuple(sixFields, fc.nat(4), fc.integer({ min: 1, max: 12 }));
    fc.assert(
      fc.property(moved, ([fields, index, count]) => {
        const from = fields[index] ?? "";
        const to = fields[index + 1] ?? "";
        fc.pre(from.length >= count);
        const changed = fields
          .with(index, from.slice(0, -count))
          .with(index + 1, from.slice(-count) + to);
        assert.notEqual(digestOf(changed), digestOf(fields));
      }),
    );
  });

  it("G17 counts bytes, not characters", () => {
    assert.notEqual(digestOf(["é", "", "", "", "", ""]), digestOf(["e\u0301", "", "", "", "", ""]));
    assert.notEqual(digestOf(["1:a", "", "", "", "", ""]), digestOf(["1", "a", "", "", "", ""]));
  });
});
