import assert from "node:assert/strict";
import { denies } from "./denials";
import { asked, permissive, sampleGovernance, scriptedEngine } from "./sample-estate";

describe("delegation", () => {
  it("G15 allows a caller for others only what each of them may do itself", async () => {
    const { governance } = sampleGovernance();
    const reasonFor = async (request: object) =>
      (await governance.handle(asked({ service: "axon", ...request }, "axon"))).reason;
    const read = { intent: "read", resource: "memory:GET:/items" };
    const write = { intent: "write", resource: "memory:POST:/items" };
    assert.equal(await reasonFor(read), "permitted");
    assert.equal(await reasonFor(write), "permitted");
    assert.equal(await reasonFor({ ...read, onBehalfOf: ["orbit"] }), "permitted");
    assert.equal(await reasonFor({ ...write, onBehalfOf: ["orbit"] }), "delegation-invalid");
    assert.equal(await reasonFor({ ...read, onBehalfOf: ["hub", "orbit"] }), "delegation-invalid");
  });

  it("G15 asks about every hop with its own depth", async () => {
    const { engine, questions } = scriptedEngine(permissive);
    const { governance } = sampleGovernance({ createEngine: () => engine });
    questions.length = 0;
    const request = { service: "axon", intent: "read", onBehalfOf: ["hub", "orbit"] };
    assert.equal((await governance.handle(asked(request, "axon"))).reason, "permitted");
    assert.deepEqual(
      questions.map(({ principal, context }) => [principal, context.delegationDepth]),
      [
        ["axon", 2],
        ["hub", 0],
        ["orbit", 1],
      ],
    );
  });

  it("G15 refuses chains that are too long, loop, or have a hop that is not declared", async () => {
    for (const onBehalfOf of [
      ["memory", "hub", "orbit", "memory"],
      ["axon"],
      ["orbit", "orbit"],
      ["memory", "hub", "orbit"],
      ["memory"],
      ["axon", "orbit"],
      ["stranger", "orbit"],
      ["toString"],
    ]) {
      const request = { service: "axon", intent: "read", onBehalfOf };
      await denies(request, "delegation-invalid", { alias: "axon" });
    }
  });
});
