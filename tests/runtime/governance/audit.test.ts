import assert from "node:assert/strict";
import fc from "fast-check";
import { asked, memoryTelemetry, reasonRequest, sampleGovernance } from "./sample-estate";

describe("audit", () => {
  it("G20 turns an allow into a denial when the line cannot be written", async () => {
    const { telemetry, counts } = memoryTelemetry();
    const record = () => {
      throw new Error("EPIPE");
    };
    const sample = sampleGovernance({ telemetry: { ...telemetry, record } });
    const answer = await sample.governance.handle(asked(reasonRequest));
    assert.deepEqual([answer.allowed, answer.reason], [false, "audit-failed"]);
    assert.deepEqual([answer.receipt, answer.retryable], [undefined, true]);
    assert.ok(counts.includes("Errors audit-failed"));
    const denied = await sample.governance.handle(asked({ ...reasonRequest, intent: "other" }));
    assert.deepEqual([denied.allowed, denied.reason], [false, "unknown-action"]);
  });

  it("G20 turns an allow into a denial, and says so in its line, when it cannot be counted", async () => {
    const { telemetry, records } = memoryTelemetry();
    const count = () => {
      throw new Error("EPIPE");
    };
    const sample = sampleGovernance({ telemetry: { ...telemetry, count } });
    const answer = await sample.governance.handle(asked(reasonRequest));
    assert.deepEqual(
      [answer.allowed, answer.reason, answer.receipt],
      [false, "audit-failed", undefined],
    );
    const decisions = records.flatMap(({ event }) =>
      event.event_type === "governance.decision" ? [[event.decision, event.reason]] : [],
    );
    assert.deepEqual(decisions, [["error", "audit-failed"]]);
  });

  it("G20 leaves exactly one line and one count for any text at all", async () => {
    const bodies = fc.oneof(
      fc.string(),
      fc.json(),
      fc
        .record(
          { service: fc.string(), intent: fc.constantFrom("reason", "x"), call: fc.object() },
          { requiredKeys: [] },
        )
        .map((value) => JSON.stringify(value)),
      fc.uint8Array(),
      fc.anything(),
    );
    const { governance, records, counts } = sampleGovernance();
    await fc.assert(
      fc.asyncProperty(bodies, async (body) => {
        records.length = 0;
        counts.length = 0;
        const answer = await governance.handle({ ...asked(""), body });
        assert.deepEqual([records.length, counts.length], [1, 1]);
        assert.equal(answer.allowed, false);
      }),
    );
  });
});
