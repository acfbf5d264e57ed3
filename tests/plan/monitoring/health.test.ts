import assert from "node:assert/strict";
import { planHealth } from "../../../plan/monitoring/health";
import { planLogGroups } from "../../../plan/monitoring/log-groups";
import { planContext } from "../../support/context";

const context = planContext();
const alarmOf = (key: string) =>
  planHealth(context).find((alarm) => alarm.key === key) ?? assert.fail(key);

describe("planHealth", () => {
  it("is raised by an hour without any event in the trail's log group", () => {
    const { metric, raisedWhen, periodSeconds } = alarmOf("trail-silent");
    assert.deepEqual([raisedWhen, periodSeconds, metric.namespace], ["none", 3600, "AWS/Logs"]);
    const group = metric.dimensions["LogGroupName"];
    assert.ok(planLogGroups(context).groups.some(({ name }) => name === group));
    assert.equal(group, context.names.logGroups.trail);
  });

  it("BEST-35 is raised by the first alert that waits in the dead-letter queue", () => {
    const { metric, raisedWhen, statistic } = alarmOf("alerts-undelivered");
    assert.deepEqual([raisedWhen, statistic], ["any", "Maximum"]);
    assert.deepEqual(metric.dimensions, { QueueName: context.names.alertQueue });
  });

  it("looks at what contains and reviews, each by its own name", () => {
    const dimensions = (key: string) => Object.values(alarmOf(key).metric.dimensions);
    assert.deepEqual(dimensions("containment-errors"), [context.names.containment]);
    assert.deepEqual(dimensions("access-review-errors"), [context.names.accessReview]);
  });

  it("has only periods that CloudWatch accepts, up to a day", () => {
    for (const { key, periodSeconds } of planHealth(context)) {
      assert.ok(periodSeconds % 60 === 0 && periodSeconds <= 86_400, key);
    }
  });
});
