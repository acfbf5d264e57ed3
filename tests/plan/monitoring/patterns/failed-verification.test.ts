import assert from "node:assert/strict";
import { compileFilterPattern } from "../../../../detections/filter-pattern";
import { planDetections } from "../../../../plan/monitoring/detections";
import { failedVerification } from "../../../../plan/monitoring/patterns/failed-verification";
import { eventLine } from "../../../../runtime/telemetry/line";
import { planContext } from "../../../support/context";
import { everyEvent, parseLine } from "../../../support/security-events";

const correlation = { id: "request-0001", origin: "made" } as const;

describe("failedVerification", () => {
  for (const decision of ["deny", "error"] as const) {
    it(`L3 sees exactly verifications that end in ${decision}, whatever the caller sent`, () => {
      const { pattern } =
        failedVerification("axon").find(({ key }) => key === `axon-request-${decision}`) ??
        assert.fail();
      const { matchesEvent: matches } = compileFilterPattern(pattern);
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

  const seenBy = (key: string) => {
    const { pattern } =
      failedVerification("axon").find((entry) => entry.key === key) ?? assert.fail();
    const { matches } = compileFilterPattern(pattern);
    return everyEvent.filter((event) =>
      matches(eventLine({ event, data: {}, service: "axon", time: 0, correlation })),
    );
  };

  it("BEST-34 sees exactly the requests that came without a receipt, or with a forged or used one", () => {
    const bypasses = ["receipt-missing", "receipt-invalid", "replayed"];
    const expected = everyEvent.filter(
      (event) => event.event_type === "request.verified" && bypasses.includes(event.reason),
    );
    assert.ok(expected.length >= bypasses.length);
    assert.deepEqual(seenBy("axon-bypass-attempted"), expected);
  });

  it("sees work that no decision is named for, which the runtime itself never lets through", () => {
    const { pattern } = failedVerification("axon").at(-1) ?? assert.fail();
    const { matchesEvent } = compileFilterPattern(pattern);
    const worked = { event_type: "request.verified", decision: "allow" };
    assert.ok(matchesEvent(worked));
    assert.ok(!matchesEvent({ ...worked, decision_id: "d-1" }));
    assert.ok(!matchesEvent({ ...worked, decision: "deny" }));
    const named = everyEvent.filter((event) => "decision_id" in event);
    assert.ok(!seenBy("axon-bypassed").some((event) => named.includes(event)));
  });

  it("is looked for in the log group of every service that offers operations, and in no other", () => {
    const detections = planDetections(planContext()).detections.filter(({ key }) =>
      /-request-(deny|error)$/.test(key),
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
