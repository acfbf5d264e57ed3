import assert from "node:assert/strict";
import fc from "fast-check";
import { claimsPart } from "../../../runtime/receipts/claims";
import { claimsOf, start } from "./examples";

const name = fc
  .string({ minLength: 1, maxLength: 128, unit: "grapheme" })
  .filter((text) => text.length <= 128);
const digest = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .map((bytes) => Buffer.from(bytes).toString("hex"));
const claims = fc.record({
  jti: fc.uuid(),
  aud: name,
  sub: name,
  intent: name,
  operation: name,
  req: digest,
  pol: digest,
  cid: fc.uuid(),
  iat: fc.constantFrom(0, start, start + 1),
});

const misfits: Readonly<Record<string, Parameters<typeof claimsOf>[0]>> = {
  "a life of more than 30 s": { exp: start + 31 },
  "no life": { exp: start },
  "an empty audience": { aud: "" },
  "a long caller": { sub: "a".repeat(129) },
  "a digest that is none": { req: "canary" },
  "an id that is none": { jti: "canary#1" },
  "a time that is no number": { iat: Number.NaN },
};

describe("claimsPart", () => {
  it("reads back whatever claims it writes", () => {
    fc.assert(
      fc.property(claims, fc.integer({ min: 1, max: 30 }), (some, life) => {
        const whole = { ...some, exp: some.iat + life };
        assert.deepEqual(claimsPart.decode(claimsPart.encode(whole)), whole);
      }),
    );
  });

  for (const [title, changes] of Object.entries(misfits)) {
    it(`does not write ${title}, and repeats nothing of it`, () => {
      assert.throws(() => claimsPart.encode(claimsOf(changes)), {
        message: "The record does not fit its schema.",
      });
    });
  }
});
