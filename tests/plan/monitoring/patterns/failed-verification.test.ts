import assert from "node:assert/strict";
import { planDetections } from "../../../../plan/monitoring/detections";
import { failedVerification } from "../../../../plan/monitoring/patterns/failed-verification";
import { eventLine } from "../../../../runtime/telemetry/line";
import { planContext } from "../../../support/context";
import { filterPattern } from "../../../support/filter-pattern";
import { everyEvent, parseLine } from "../../../support/security-events";

const correlation = { id: "request-0001", origin: "made" } as const;

describe("failedVerification", () => {
  for (const decision of ["deny", "error"] as const) {
    it(`L3 sees exactly verifications that end in ${decision}, whatever the caller sent`, () => {
      const { pattern } =
        failedVerification("axon").find(({ key }) => key === `axon-request-${decision}`) ??
        assert.fail();
      const matches = filterPattern(pattern);
      const seen = everyEvent.filter((event) => {
        const data = { event_type: "request.verified", decision };
        const parts = { event, data, service: "axon", time: 0, correlation };
        return matches(parseLine(eventLine(parts)));
      });
      const expected = everyEvent.filter(
        (event) => event.event_type === "request.verified" && event.decision === decision,
      );
      assert.ok(expected.length > 5);
      assert.deepEqual(seen, expected);
    });
  }

  it("is looked for in the log group of every service that offers operations, and in no other", () => {
    const detections = planDetections(planContext()).detections.filter(({ key }) =>
      key.includes("-request-"),
    );
    assert.deepEqual(
      detections.map(({ key, logGroup, threshold }) => `${key} ${logGroup} ${String(threshold)}`),
      ["deny", "error"].map(
        (decision) =>
          `axon-request-${decision} ${planContext().names.logGroups.service("axon")} ` +
          String(planContext().config.monitoring.thresholds.failedGovernanceDecisions),
      ),
    );
  });
});
