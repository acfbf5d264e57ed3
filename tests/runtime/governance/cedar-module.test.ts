import assert from "node:assert/strict";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { loadCedar } from "../../../runtime/governance/cedar-module";
import { schema } from "./cedar-fixtures";

describe("loadCedar", () => {
  it("loads an instance that shares nothing with an earlier one", () => {
    const [first, second] = [loadCedar(), loadCedar()];
    assert.notEqual(first.preparseSchema, second.preparseSchema);
    assert.equal(first.preparsePolicySet("set", { staticPolicies: {} }).type, "success");
    assert.equal(first.preparseSchema("bundle", schema).type, "success");
    const answer = second.statefulIsAuthorized({
      principal: { type: "Service", id: "orbit" },
      action: { type: "Action", id: "reason" },
      resource: { type: "Operation", id: "axon:POST:/reason" },
      context: {},
      preparsedPolicySetId: "set",
      entities: [],
    });
    assert.equal(answer.type, "failure");
  });

  it("leaves nothing of Cedar in the cache of modules", () => {
    loadCedar();
    const kept = Object.keys(require.cache).filter((file) => file.includes("cedar-wasm"));
    assert.deepEqual(kept, []);
  });

  it("lets go of instances that are no longer used", async () => {
    setFlagsFromString("--expose-gc");
    const instances = Array.from({ length: 4 }, () => new WeakRef(loadCedar()));
    // What a WeakRef was made of stays until the current turn has ended.
    await new Promise((resolve) => setImmediate(resolve));
    runInNewContext("gc()");
    const kept = instances.filter((instance) => instance.deref() !== undefined);
    assert.equal(kept.length, 0);
  });
});
