import assert from "node:assert/strict";
import fc from "fast-check";
import { denies } from "./denials";
import { asked, permissive, sampleBundle, sampleGovernance, scriptedEngine } from "./sample-estate";

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

  it("G15 never gives a chain a right that one of its services lacks, whatever the chain", async () => {
    const { governance } = sampleGovernance();
    const services = Object.keys(sampleBundle.services);
    const rights = new Set([
      "orbit axon:POST:/reason",
      "orbit memory:GET:/items",
      "axon memory:GET:/items",
      "axon memory:POST:/items",
    ]);
    const hops = new Set(sampleBundle.hops.map(({ from, to }) => `${from} ${to}`));
    const chains = fc.array(fc.constantFrom(...services), { maxLength: 4 });
    const resources = fc.constantFrom(...Object.entries(sampleBundle.operations));
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...services),
        chains,
        resources,
        async (service, onBehalfOf, [resource, { intent, callee }]) => {
          const { allowed } = await governance.handle(
            asked({ service, intent, resource, onBehalfOf }, service),
          );
          const all = [...onBehalfOf, service];
          const isChain =
            onBehalfOf.length === 0 ||
            (onBehalfOf.length <= 3 &&
              new Set([...all, callee]).size === all.length + 1 &&
              onBehalfOf.every((from, index) => hops.has(`${from} ${all[index + 1] ?? ""}`)));
          const expected = isChain && all.every((name) => rights.has(`${name} ${resource}`));
          assert.equal(allowed, expected, `${all.join(" ")} ${resource}`);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
