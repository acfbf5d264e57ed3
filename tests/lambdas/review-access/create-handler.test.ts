import assert from "node:assert/strict";
import { createHandler } from "../../../lambdas/review-access/create-handler";
import { createTelemetry } from "../../../runtime/telemetry/writer";
import { declared, makeWorld, now, period } from "../../runtime/review/world";
import { memorySink, parseLine } from "../../support/security-events";

const context = { getRemainingTimeInMillis: () => 900_000 };

function makeHandler(world = makeWorld()) {
  const sink = memorySink();
  const clock = () => now;
  const handler = createHandler({
    declared,
    ports: world.ports,
    telemetry: createTelemetry({ service: "access-review", sink, clock }),
    now: clock,
    sleep: () => Promise.resolve(),
  });
  const events = () =>
    sink.lines
      .map(parseLine)
      .map(({ event_type, phase, period: week, level }) => [event_type, phase, week, level]);
  return { handler, events, lines: sink.lines };
}

describe("createHandler", () => {
  it("BEST-37 reviews the last full week when a schedule invokes it, and records that", async () => {
    const { handler, events } = makeHandler();
    const scheduled = { source: "aws.events", "detail-type": "Scheduled Event", detail: {} };
    assert.deepEqual(await handler(scheduled, context), { period: period.id, phase: "done" });
    assert.deepEqual(events(), [["access.review", "done", period.id, "INFO"]]);
  });

  it("A1 reviews the week it is asked for", async () => {
    const { handler } = makeHandler();
    assert.equal((await handler({ period: "2026-W40" }, context)).period, "2026-W40");
  });

  it("A3 records that a later run goes on", async () => {
    const { handler, events } = makeHandler();
    const short = { getRemainingTimeInMillis: () => 1000 };
    assert.equal((await handler({}, short)).phase, "partial");
    assert.deepEqual(events(), [["access.review", "partial", period.id, "WARN"]]);
  });

  for (const asked of ["2026-W48", "next week", 47, null]) {
    it(`refuses a review of ${String(asked)}`, async () => {
      const { handler, events } = makeHandler();
      await assert.rejects(handler({ period: asked }, context), { name: "ReviewFailure" });
      assert.deepEqual(events(), [["access.review", "failed", undefined, "ERROR"]]);
    });
  }

  it("A6 throws and records nothing of what AWS says", async () => {
    const world = makeWorld({ faults: { list: "AccessDenied" } });
    const { handler, lines } = makeHandler(world);
    await assert.rejects(handler({}, context), {
      message: "The review could not be kept or announced: AccessDenied.",
    });
    assert.doesNotMatch(lines.join(), /hunter2/);
  });
});
