import assert from "node:assert/strict";
import { denies } from "./denials";
import { reasonCall, reasonRequest } from "./sample-estate";

describe("examine", () => {
  it("G6 tells unknown services, actions and resources apart, object members among them", async () => {
    for (const name of ["nobody", "toString", "constructor", "hasOwnProperty", "Orbit", "orbit "]) {
      await denies({ ...reasonRequest, service: name }, "unknown-service");
      await denies({ ...reasonRequest, intent: name }, "unknown-action");
      await denies({ ...reasonRequest, resource: name }, "unknown-resource");
    }
    await denies({ ...reasonRequest, service: "__proto__" }, "unknown-service");
    await denies({ ...reasonRequest, intent: "__proto__" }, "unknown-action");
    await denies({ ...reasonRequest, resource: "__proto__" }, "unknown-resource");
  });

  it("G6 records no caller's text among the facts", async () => {
    const { records } = await denies({ ...reasonRequest, intent: "evil-intent" }, "unknown-action");
    assert.ok(!JSON.stringify(records[0]?.event).includes("evil"));
    assert.deepEqual(records[0]?.data, { intent: "evil-intent", resource: "axon:POST:/reason" });
  });

  it("refuses a call that is not the operation it is said to be", async () => {
    for (const changed of [{ path: "/reason/" }, { path: "/other" }, { method: "GET" }]) {
      const request = { ...reasonRequest, call: { ...reasonCall, ...changed } };
      await denies(request, "unknown-resource");
      await denies({ ...request, resource: undefined }, "unknown-resource");
    }
  });
});
