import assert from "node:assert/strict";
import { parseBundle } from "../../../runtime/governance/bundle";
import { createLookups } from "../../../runtime/governance/lookups";
import { operationOf } from "../../../runtime/governance/operation";
import { sampleBundle } from "./sample-estate";

const withSecondReason = {
  ...sampleBundle,
  operations: {
    ...sampleBundle.operations,
    "axon:GET:/reason": { callee: "axon", method: "GET", path: "/reason", intent: "reason" },
  },
};

function found(bundle: object, caller: string, asked: { intent: string; method?: string }) {
  const read = parseBundle(JSON.stringify(bundle));
  assert.ok(read);
  const call = { host: "axon", path: "/reason", query: "", bodySha256: "" };
  const operation = operationOf(createLookups(read.bundle), caller, {
    service: caller,
    intent: asked.intent,
    resource: undefined,
    call: asked.method === undefined ? undefined : { ...call, method: asked.method },
    onBehalfOf: [],
  });
  return typeof operation === "string" ? operation : operation.id;
}

describe("operation", () => {
  it("finds the one operation with an intent among those a caller can reach", () => {
    assert.equal(found(sampleBundle, "orbit", { intent: "reason" }), "axon:POST:/reason");
    assert.equal(found(sampleBundle, "memory", { intent: "reason" }), "unknown-resource");
  });

  it("G6 guesses nothing when an intent has several operations", () => {
    assert.equal(found(withSecondReason, "orbit", { intent: "reason" }), "unknown-resource");
    assert.equal(
      found(withSecondReason, "orbit", { intent: "reason", method: "GET" }),
      "axon:GET:/reason",
    );
    assert.equal(
      found(withSecondReason, "orbit", { intent: "reason", method: "PUT" }),
      "unknown-resource",
    );
  });
});
