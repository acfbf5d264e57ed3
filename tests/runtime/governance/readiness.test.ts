import assert from "node:assert/strict";
import { policyDigest } from "../../../runtime/governance/bundle";
import type { GovernanceOptions } from "../../../runtime/governance/governance";
import { assertDenied } from "./denials";
import {
  asked,
  memoryTelemetry,
  reasonRequest,
  sampleBundle,
  sampleGovernance,
  sampleText,
  scriptedEngine,
} from "./sample-estate";

const badSources: Readonly<Record<string, Partial<GovernanceOptions>>> = {
  "no bundle": { bundleText: undefined, pinnedDigest: policyDigest(sampleText) },
  "an empty bundle": { bundleText: "" },
  "a bundle that is no JSON": { bundleText: "{" },
  "a bundle without policies": {
    bundleText: JSON.stringify({ ...sampleBundle, policies: undefined }),
  },
  "an unknown field in the bundle": {
    bundleText: JSON.stringify({ ...sampleBundle, mode: "log-only" }),
  },
  "no pinned digest": { pinnedDigest: undefined },
  "an empty pinned digest": { pinnedDigest: "" },
  "another pinned digest": { pinnedDigest: "0".repeat(64) },
  "the pinned digest in capitals": { pinnedDigest: policyDigest(sampleText).toUpperCase() },
  "an engine that cannot be loaded": {
    createEngine: () => {
      throw new Error("no such file");
    },
  },
  "an engine that allows the known denial": {
    createEngine: () => scriptedEngine(() => ({ kind: "permitted", policies: [] })).engine,
  },
  "an engine that denies the known allow": {
    createEngine: () => scriptedEngine(() => ({ kind: "not-permitted" })).engine,
  },
  "an engine that throws": {
    createEngine: () =>
      scriptedEngine(() => {
        throw new Error("trap");
      }).engine,
  },
  "a schema that Cedar refuses": {
    bundleText: JSON.stringify({ ...sampleBundle, schema: "entity" }),
  },
  "a role that two services share": {
    bundleText: JSON.stringify({
      ...sampleBundle,
      services: { ...sampleBundle.services, hub: { roleNames: ["estate-orbit-task"] } },
    }),
  },
};

describe("readiness", () => {
  for (const [name, replaced] of Object.entries(badSources)) {
    it(`G5 denies everything as not-ready with ${name}`, async () => {
      const sample = sampleGovernance(replaced);
      assert.equal(sample.governance.isReady, false);
      assertDenied(sample, await sample.governance.handle(asked(reasonRequest)), "not-ready");
      const malformed = await sample.governance.handle(asked("{"));
      assert.deepEqual([malformed.allowed, malformed.reason], [false, "not-ready"]);
    });
  }

  it("G5 records at its start whether it is ready", () => {
    const phases = [sampleText, "{}"].map((bundleText) => {
      const { telemetry, records } = memoryTelemetry();
      sampleGovernance({ telemetry, bundleText });
      return records.map(({ event }) => "phase" in event && event.phase);
    });
    assert.deepEqual(phases, [["ready"], ["not-ready"]]);
  });
});
