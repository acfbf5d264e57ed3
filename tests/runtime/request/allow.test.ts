import assert from "node:assert/strict";
import fc from "fast-check";
import { checkAnswer, isMinted } from "../../../runtime/request/allow";

const expected = { correlationId: "correlation-1", requestDigest: "b".repeat(64) };
const good = {
  allowed: true,
  reason: "permitted",
  decisionId: "decision-0001",
  ...expected,
  policyDigest: "a".repeat(64),
  receipt: "receipt.of.test",
  retryable: false,
};
const invalid = { kind: "refused", reason: "pdp-answer-invalid" };

describe("checkAnswer", () => {
  it("C2 makes an allow of an own boolean true with the same ids and a receipt", () => {
    const check = checkAnswer(JSON.stringify(good), expected);
    assert.ok(check.kind === "allow");
    const { decisionId, requestDigest, policyDigest, receipt } = good;
    assert.deepEqual(check.allow, { decisionId, requestDigest, policyDigest, receipt });
  });

  const without = (key: keyof typeof good) => ({ ...good, [key]: undefined });
  const answers: Readonly<Record<string, unknown>> = {
    "the text true": { ...good, allowed: "true" },
    "the number one": { ...good, allowed: 1 },
    "an object": { ...good, allowed: {} },
    "a list with true": { ...good, allowed: [true] },
    "no allowed": without("allowed"),
    "null as allowed": { ...good, allowed: null },
    "an empty object": {},
    "a list": [good],
    "a text": "allowed",
    "true alone": true,
    "null alone": null,
    "no correlation id": without("correlationId"),
    "a foreign correlation id": { ...good, correlationId: "correlation-2" },
    "no request digest": without("requestDigest"),
    "a foreign request digest": { ...good, requestDigest: "c".repeat(64) },
    "the digest in capitals": { ...good, requestDigest: "B".repeat(64) },
    "no receipt": without("receipt"),
    "an empty receipt": { ...good, receipt: "" },
    "a receipt with a line break": { ...good, receipt: "a\r\nb" },
    "a receipt that is too long": { ...good, receipt: "a".repeat(8193) },
    "a receipt that is a list": { ...good, receipt: ["receipt"] },
    "no policy digest": without("policyDigest"),
    "no decision id": without("decisionId"),
    "an allow with the reason of a denial": { ...good, reason: "no-permit" },
    "an allow without a reason": without("reason"),
    "a denial without a reason": { ...good, allowed: false, reason: undefined },
    "a denial with an unknown reason": { ...good, allowed: false, reason: "toString" },
    "a nested answer": { answer: good },
    "an own __proto__ with the answer": JSON.parse(
      `{"__proto__": ${JSON.stringify(good)}}`,
    ) as unknown,
  };
  for (const [name, answer] of Object.entries(answers)) {
    it(`C2 denies ${name}`, () => {
      assert.deepEqual(checkAnswer(JSON.stringify(answer), expected), invalid);
    });
  }

  for (const text of [
    "",
    "allowed",
    "<html>",
    '{"allowed": true',
    `\uFEFF${JSON.stringify(good)}`,
  ]) {
    it(`C2 denies what is no JSON: ${JSON.stringify(text.slice(0, 20))}`, () => {
      assert.deepEqual(checkAnswer(text, expected), invalid);
    });
  }

  it("C2 makes no allow of any JSON but the one", () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        assert.equal(checkAnswer(text, expected).kind, "refused");
      }),
    );
  });

  for (const key of [
    "allowed",
    "receipt",
    "requestDigest",
    "decisionId",
    "policyDigest",
  ] as const) {
    it(`C2 denies when ${key} comes from a polluted prototype`, () => {
      Object.defineProperty(Object.prototype, key, { value: good[key], configurable: true });
      try {
        assert.deepEqual(checkAnswer(JSON.stringify(without(key)), expected), invalid);
        assert.deepEqual(checkAnswer("{}", expected), invalid);
        assert.deepEqual(checkAnswer("[]", expected), invalid);
      } finally {
        Reflect.deleteProperty(Object.prototype, key);
      }
    });
  }

  it("C2 gives a denial its own reason, and its decision id", () => {
    const denial = JSON.stringify({ ...good, allowed: false, reason: "quarantined" });
    const { decisionId } = good;
    const refused = { kind: "refused", reason: "quarantined", decisionId };
    assert.deepEqual(checkAnswer(denial, expected), refused);
  });
});

describe("isMinted", () => {
  it("C3 knows the allows of checkAnswer, and neither a copy nor a look-alike", () => {
    const check = checkAnswer(JSON.stringify(good), expected);
    assert.ok(check.kind === "allow");
    assert.equal(isMinted(check.allow), true);
    assert.equal(isMinted({ ...check.allow }), false);
    assert.equal(isMinted(structuredClone(check.allow)), false);
    assert.equal(isMinted(Object.create(check.allow) as typeof check.allow), false);
  });

  it("C3 cannot be made for another call afterwards", () => {
    const check = checkAnswer(JSON.stringify(good), expected);
    assert.ok(check.kind === "allow");
    assert.throws(() => Object.assign(check.allow, { requestDigest: "c".repeat(64) }), TypeError);
  });
});
