import assert from "node:assert/strict";
import { compileFilterPattern } from "../../../../detections/filter-pattern";
import { failedRotation } from "../../../../plan/monitoring/patterns/failed-rotation";
import { eventLine } from "../../../../runtime/telemetry/line";
import { everyEvent } from "../../../support/security-events";

const correlation = { id: "request-0001", origin: "made" } as const;

describe("failedRotation", () => {
  it("BEST-34 sees exactly the steps that failed, of all events that the runtime can emit", () => {
    const { matches } = compileFilterPattern(failedRotation("orbit").pattern);
    const seen = everyEvent.filter((event) => {
      const data = { event_type: "secret.rotation", phase: "failed" };
      return matches(eventLine({ event, data, service: "orbit", time: 0, correlation }));
    });
    const expected = everyEvent.filter(
      (event) => event.event_type === "secret.rotation" && event.phase === "failed",
    );
    assert.ok(expected.length > 0);
    assert.deepEqual(seen, expected);
  });

  it("raises the alarm at the first step, under a key of each service's own", () => {
    assert.equal(failedRotation("orbit").threshold, "one");
    assert.notEqual(failedRotation("orbit").key, failedRotation("axon").key);
  });
});
