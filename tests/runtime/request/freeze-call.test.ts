import assert from "node:assert/strict";
import { Readable } from "node:stream";
import { type CallRequest, freezeCall } from "../../../runtime/request/freeze-call";
import { bodySha256, requestDigest } from "../../../runtime/request/request-digest";
import { createAllowList } from "../../../runtime/request/targets";

const findTarget = createAllowList([
  { service: "axon", host: "axon.test", port: 8443, signing: "lambda", region: "us-east-1" },
]);
const options = { findTarget, maxBodyBytes: 10 };
const request: CallRequest = {
  intent: "reason",
  method: "POST",
  url: "https://axon.test:8443/reason?a=1&a=2",
  body: "{}",
};
const freeze = (changes: object) => freezeCall({ ...request, ...changes }, options);

describe("freezeCall", () => {
  it("C5 binds method, host without port, path, query, body and operation", () => {
    const frozen = freezeCall(request, options);
    assert.ok(typeof frozen !== "string");
    const bound = {
      ...{ method: "POST", host: "axon.test", path: "/reason", query: "a=1&a=2" },
      bodySha256: bodySha256(Buffer.from("{}")),
    };
    assert.deepEqual(frozen.bound, bound);
    assert.equal(frozen.operation, "axon:POST:/reason");
    assert.equal(frozen.digest, requestDigest(bound, "axon:POST:/reason"));
  });

  it("C4 refuses what is no target", () => {
    assert.equal(freeze({ url: "https://evil.test/reason" }), "target-refused");
  });

  const refused: Readonly<Record<string, object>> = {
    "a stream (C5)": { body: Readable.from(["{}"]) },
    "a web stream (C5)": { body: new ReadableStream() },
    "a body that is too long": { body: "12345678901" },
    "a body where there is none": { method: "GET" },
    "a method in small letters": { method: "post" },
    "a method that is no method": { method: "CONNECT" },
    "no intent": { intent: "" },
    "an intent that is too long": { intent: "a".repeat(129) },
    "an intent that is no text": { intent: { toString: () => "reason" } },
    "a delegation that is no list of names": { onBehalfOf: ["orbit", 1] },
    "a header of ours": { headers: { "x-decision-receipt": "a" } },
    "a getter that throws": {
      get intent() {
        throw new Error("getter");
      },
    },
  };
  for (const [name, changes] of Object.entries(refused)) {
    it(`refuses ${name}`, () => {
      const given = Object.defineProperties(
        { ...request },
        Object.getOwnPropertyDescriptors(changes),
      );
      assert.equal(freezeCall(given, options), "invalid-request");
    });
  }

  it("C6 takes as idempotent what HTTP does, unless it is told otherwise", () => {
    const idempotent = (changes: object) => {
      const frozen = freeze({ body: undefined, ...changes });
      return typeof frozen !== "string" && frozen.idempotent;
    };
    const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];
    const repeatable = methods.filter((method) => idempotent({ method }));
    assert.deepEqual(repeatable, ["GET", "HEAD", "PUT", "DELETE"]);
    assert.equal(idempotent({ method: "POST", idempotent: true }), true);
    assert.equal(idempotent({ method: "PUT", idempotent: false }), false);
  });
});
