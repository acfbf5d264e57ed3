import assert from "node:assert/strict";
import { compileFilterPattern } from "../../../../detections/filter-pattern";
import { decisionPattern, phasePattern } from "../../../../plan/monitoring/patterns/security-event";
import { eventLine } from "../../../../runtime/telemetry/line";
import { everyEvent, parseLine } from "../../../support/security-events";

const correlation = { id: "request-0001", origin: "made" } as const;

const seenBy = (pattern: string) => {
  const { matchesEvent: matches } = compileFilterPattern(pattern);
  return everyEvent.filter((event) =>
    matches(parseLine(eventLine({ event, service: "axon", time: 0, correlation }))),
  );
};

describe("decisionPattern", () => {
  for (const type of ["governance.decision", "call.completed", "request.verified"] as const) {
    for (const decision of ["allow", "deny", "error"] as const) {
      it(`matches exactly ${type} with ${decision}`, () => {
        const expected = everyEvent.filter(
          (event) => event.event_type === type && event.decision === decision,
        );
        assert.ok(expected.length > 0);
        assert.deepEqual(seenBy(decisionPattern(type, decision)), expected);
      });
    }
  }
});

describe("phasePattern", () => {
  for (const phase of ["ready", "not-ready", "engine-reloaded", "heartbeat"] as const) {
    it(`matches exactly the phase ${phase}`, () => {
      assert.deepEqual(seenBy(phasePattern(phase)), [
        { event_type: "governance.lifecycle", phase },
      ]);
    });
  }
});
