import assert from "node:assert/strict";
import fc from "fast-check";
import { namesSecret, redactName, redactText } from "../../../runtime/telemetry/redact-text";
import { assertNoCanary, canaries } from "../../support/canaries";

const kept: Readonly<Record<string, string>> = {
  "a digest": "a3".repeat(32),
  "a traceparent": "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
  "a UUID": "9bb8bc2c-2078-4bfa-9946-0df701accd40",
  "an operation": "axon:POST:/reason",
  "an ARN": "arn:aws:iam::111122223333:role/agent-runtime-dev-orbit",
  "long words": "/some/very/long/path/that/has/no/digits/And/Is/Not/A/Key",
  "a sentence": "The basis of this is bearable.",
};

const surroundings: Readonly<Record<string, (text: string) => string>> = {
  alone: (text) => text,
  "within a sentence": (text) => `before ${text} after`,
  "within JSON": (text) => JSON.stringify({ note: text }),
  "within JSON within JSON": (text) => JSON.stringify({ a: JSON.stringify({ note: text }) }),
  "between lines": (text) => `first\r\n${text}\r\nlast`,
};

describe("redactText", () => {
  for (const [title, wrap] of Object.entries(surroundings)) {
    for (const [name, { text }] of Object.entries(canaries)) {
      it(`L4 takes out ${name} ${title}`, () => {
        assertNoCanary(redactText(wrap(text)));
      });
    }
  }

  for (const [name, text] of Object.entries(kept)) {
    it(`keeps ${name}`, () => {
      assert.equal(redactText(text), text);
    });
  }

  for (const [text, expected] of [
    ["Authorization: Bearer abc.def", "Authorization: [redacted] [redacted]"],
    ["user=a&client_secret=x%2Fy&z=1", "user=a&client_secret=[redacted]&z=1"],
    ['{"apiKey": "a b c", "n": 1}', '{"apiKey": [redacted], "n": 1}'],
    ["Cookie: a=1; b=2\nHost: axon", "Cookie:[redacted]\nHost: axon"],
    ["https://x.blob.core/?sv=1&sig=abc%2F1&se=2", "https://x.blob.core/?sv=1&sig=[redacted]&se=2"],
    ["next%3Fx-amz-signature%3Dabc%26b", "next%3Fx-amz-signature%3D[redacted]"],
  ] as const) {
    it(`reads ${JSON.stringify(text)}`, () => {
      assert.equal(redactText(text), expected);
    });
  }

  it("keeps what names of the estate say when only shapes are looked for", () => {
    const operation = "token-broker:POST:/secret:rotate";
    assert.equal(redactName(operation), operation);
    assert.notEqual(redactText(operation), operation);
  });

  it("is done soon with texts made to make patterns slow", () => {
    for (const seed of [
      "secret",
      "secret\\",
      "token ",
      "eyJ",
      "-----BEGIN ",
      "a",
      "://",
      '="',
      "%3D",
    ]) {
      const text = seed.repeat(Math.ceil(8_192 / seed.length));
      assert.ok(redactText(text).length <= text.length * 4);
    }
  }).timeout(5_000);

  it("changes nothing when it reads its own result again", () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.values(canaries)), fc.string(), ({ text }, other) => {
        const once = redactText(`${other} ${text}`);
        assert.equal(redactName(redactName(once)), redactName(once));
      }),
    );
  });
});

describe("namesSecret", () => {
  for (const name of [
    "authorization",
    "Proxy-Authorization",
    "x-amz-security-token",
    "Set-Cookie",
    "x-api-key",
    "DB_PASSWORD",
    "clientSecret",
    "key",
    "SecretString",
    "X-Decision-Receipt",
    "AWSAccessKeyId",
    "AWS_SECRET_ACCESS_KEY",
    "sessionToken",
  ]) {
    it(`L4 sees a secret under ${name}`, () => {
      assert.equal(namesSecret(name), true);
    });
  }

  for (const name of ["method", "path", "host", "intent", "keyId", "x-correlation-id", "author"]) {
    it(`sees none under ${name}`, () => {
      assert.equal(namesSecret(name), false);
    });
  }
});
