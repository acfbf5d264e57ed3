import assert from "node:assert/strict";
import { denies } from "./denials";
import {
  asked,
  permissive,
  reasonCall,
  reasonRequest,
  sampleGovernance,
  scriptedEngine,
} from "./sample-estate";

class InheritedPermit {
  get kind() {
    return "permitted" as const;
  }

  get policies() {
    return [];
  }
}

describe("ask-policies", () => {
  it("G10 takes no answer from an engine that only inherits it", async () => {
    const inherited = new InheritedPermit();
    const { engine } = scriptedEngine((question) =>
      question.action === "read" ? inherited : permissive(question),
    );
    const request = { service: "orbit", intent: "read" };
    await denies(request, "engine-fault", { createEngine: () => engine });
  });

  it("G11 gives the engine nothing but ids that were looked up and facts of the operation", async () => {
    const { engine, questions } = scriptedEngine(permissive);
    const { governance } = sampleGovernance({ createEngine: () => engine });
    questions.length = 0;
    await governance.handle(
      asked({ ...reasonRequest, call: { ...reasonCall, query: "a=__entity" } }),
    );
    assert.deepEqual(questions, [
      {
        principal: "orbit",
        action: "reason",
        resource: "axon:POST:/reason",
        context: { method: "POST", path: "/reason", delegationDepth: 0 },
      },
    ]);
  });

  it("G11 refuses escape objects of the engine wherever they stand, before the engine", async () => {
    const { engine, questions } = scriptedEngine(permissive);
    for (const key of ["__entity", "__extn", "__expr"]) {
      const value = { [key]: { type: "Service", id: "orbit" } };
      for (const request of [
        { ...reasonRequest, ...value },
        { ...reasonRequest, service: value },
        { ...reasonRequest, call: { ...reasonCall, path: value } },
        { ...reasonRequest, context: value },
      ]) {
        await denies(request, "invalid-request", { createEngine: () => engine });
      }
    }
    assert.ok(questions.every(({ context }) => context.path === "/reason"));
    assert.equal(questions.length, 2 * 12, "asked by the self-tests only");
  });

  it("G18 decides equal requests twice: there is no cache", async () => {
    const { engine, questions } = scriptedEngine(permissive);
    const { governance, signed, records } = sampleGovernance({ createEngine: () => engine });
    questions.length = 0;
    const first = await governance.handle(asked(reasonRequest));
    const second = await governance.handle(asked(reasonRequest));
    assert.deepEqual([questions.length, signed.length, records.length], [2, 2, 2]);
    assert.notEqual(first.decisionId, second.decisionId);
  });

  it("denies what policies forbid, what they do not permit, and what they fail on, each by its name", async () => {
    const hub = { service: "hub", alias: "hub" };
    const write = await denies({ service: "hub", intent: "write" }, "forbidden", hub);
    const [record] = write.records;
    assert.ok(record?.event.event_type === "governance.decision");
    assert.deepEqual(record.event.determining_policies, ["hub-forbidden"]);
    await denies(
      { service: "orbit", intent: "write", resource: "memory:POST:/items" },
      "no-permit",
    );
    await denies({ service: "hub", intent: "erase" }, "policy-error", hub);
  });
});
