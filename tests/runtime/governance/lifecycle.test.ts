import assert from "node:assert/strict";
import { policyDigest } from "../../../runtime/governance/bundle";
import {
  asked,
  memoryTelemetry,
  permissive,
  reasonRequest,
  sampleGovernance,
  sampleText,
  scriptedEngine,
} from "./sample-estate";

describe("lifecycle", () => {
  it("records each reload of the engine, and counts it", async () => {
    const { engine } = scriptedEngine(permissive);
    const { governance, records, counts } = sampleGovernance({ createEngine: () => engine });
    engine.reloads = 2;
    await governance.handle(asked(reasonRequest));
    const phases = records.flatMap(({ event }) => ("phase" in event ? [event.phase] : []));
    assert.deepEqual(phases, ["engine-reloaded", "engine-reloaded"]);
    assert.deepEqual(counts, [
      "EngineReloads engine-fault",
      "EngineReloads engine-fault",
      "Allowed permitted",
    ]);
  });

  it("proves by a heartbeat that its engine still decides, and says so", () => {
    const { governance, records } = sampleGovernance();
    assert.equal(governance.heartbeat(), true);
    assert.deepEqual(
      records.map(({ event }) => event),
      [
        {
          event_type: "governance.lifecycle",
          phase: "heartbeat",
          policy_digest: policyDigest(sampleText),
        },
      ],
    );
  });

  it("records not-ready instead of a heartbeat when its engine fails later, and fails without a line", () => {
    let isBroken = false;
    const { engine } = scriptedEngine((question) => {
      if (isBroken) throw new Error("trap");
      return permissive(question);
    });
    const sample = sampleGovernance({ createEngine: () => engine });
    isBroken = true;
    assert.equal(sample.governance.heartbeat(), false);
    assert.deepEqual(
      sample.records.map(({ event }) => "phase" in event && event.phase),
      ["not-ready"],
    );
    const record = () => {
      throw new Error("EPIPE");
    };
    const { telemetry } = memoryTelemetry();
    const silent = sampleGovernance({ telemetry: { ...telemetry, record } });
    assert.equal(silent.governance.heartbeat(), false);
  });
});
