import assert from "node:assert/strict";
import { compileFilterPattern } from "../../../detections/filter-pattern";
import { planAuditReview } from "../../../plan/audit-review";
import { planReviewFilter, planSilenceAlarm } from "../../../plan/audit-review/alarms";
import { planIdentity } from "../../../plan/identity";
import { eventLine } from "../../../runtime/telemetry/line";
import { planContext } from "../../support/context";
import { everyEvent } from "../../support/security-events";

const context = planContext();

describe("planReviewFilter", () => {
  it("BEST-37 counts runs that are done, of all events that the runtime writes", () => {
    const filter = compileFilterPattern(planReviewFilter(context).pattern);
    const correlation = { id: "12345678", origin: "made" } as const;
    const counted = everyEvent.filter((event) =>
      filter.matches(eventLine({ event, service: "access-review", time: 0, correlation })),
    );
    assert.deepEqual(
      counted.map((event) => [event.event_type, "phase" in event && event.phase]),
      [["access.review", "done"]],
    );
  });
});

describe("planSilenceAlarm", () => {
  const alarm = planSilenceAlarm(context);

  it("BEST-37 watches what the filter counts, and is raised by none", () => {
    const { key, namespace } = planReviewFilter(context);
    assert.deepEqual(alarm.metric, { namespace, name: key, dimensions: {} });
    assert.equal(alarm.raisedWhen, "none");
  });

  it("BEST-37 looks back as long as CloudWatch allows, over more than one run", () => {
    const { schedule } = planAuditReview(context, planIdentity(context, "identity"));
    const hours = Number(/^rate\((\d+) hours\)$/.exec(schedule.expression)?.[1]);
    assert.ok(alarm.periodSeconds <= 604_800);
    assert.ok(alarm.periodSeconds >= 3 * hours * 3600);
  });
});
