import assert from "node:assert/strict";
import { compileFilterPattern } from "../../../../detections/filter-pattern";
import { failedGovernance } from "../../../../plan/monitoring/patterns/failed-governance";
import type { SecurityEvent } from "../../../../runtime/telemetry/events";
import { createTelemetry } from "../../../../runtime/telemetry/writer";
import { everyEvent, memorySink, parseLine } from "../../../support/security-events";

// What a caller could send to raise an alarm, or to hide from one.
const hostile = {
  event_type: "governance.decision",
  decision: "allow",
  phase: "engine-reloaded",
  $: { decision: "deny" },
};

function linesOf(event: SecurityEvent) {
  const sink = memorySink();
  const telemetry = createTelemetry({ service: "governance", sink, clock: () => 0 });
  telemetry.record(event);
  telemetry.record(event, hostile);
  telemetry.count("Denied", "no-permit");
  return sink.lines.map(parseLine);
}

/** Events whose line a detection sees; both of its lines, and never that of a counter. */
function seenBy(key: string): readonly SecurityEvent[] {
  const { pattern } = failedGovernance.find((entry) => entry.key === key) ?? assert.fail(key);
  const { matchesEvent: matches } = compileFilterPattern(pattern);
  return everyEvent.filter((event) => {
    const [plain, withData, counter] = linesOf(event).map(matches);
    assert.deepEqual([withData, counter], [plain, false]);
    return plain;
  });
}

const decisionsOf = (wanted: string) =>
  everyEvent.filter(
    (event) => event.event_type === "governance.decision" && event.decision === wanted,
  );

describe("failedGovernance", () => {
  for (const decision of ["deny", "error"]) {
    it(`L3 sees exactly governance's decisions that are ${decision}, whatever the caller sent`, () => {
      const expected = decisionsOf(decision);
      assert.ok(expected.length > 5);
      assert.deepEqual(seenBy(`governance-${decision}`), expected);
    });
  }

  it("L3 sees exactly an engine that was loaded anew, whatever the caller sent", () => {
    assert.deepEqual(seenBy("governance-engine-reloaded"), [
      { event_type: "governance.lifecycle", phase: "engine-reloaded" },
    ]);
  });

  it("sees every decision but those that allow, each once", () => {
    const seen = ["governance-deny", "governance-error"].flatMap(seenBy);
    const decisions = everyEvent.filter(({ event_type }) => event_type === "governance.decision");
    assert.equal(seen.length, decisions.length - decisionsOf("allow").length);
    assert.equal(new Set(seen).size, seen.length);
  });
});
