import assert from "node:assert/strict";
import { planAnomalies } from "../../../plan/monitoring/anomalies";
import { planDetections } from "../../../plan/monitoring/detections";
import { planContext } from "../../support/context";

describe("planAnomalies", () => {
  it("LOG-94 stands every band on a metric with a filter, beside an alarm on a fixed bound", () => {
    const { detections } = planDetections(planContext());
    const anomalies = planAnomalies(planContext());
    assert.equal(anomalies.length, 4);
    for (const { key, metricName, alertClass } of anomalies) {
      const floor = detections.find((each) => each.metricName === metricName);
      assert.ok(floor !== undefined && floor.threshold >= 1, key);
      assert.equal(floor.alertClass, alertClass, key);
    }
  });

  it("gives no alarm the name of its floor", () => {
    const names = new Set(
      planDetections(planContext()).detections.map(({ alarmName }) => alarmName),
    );
    for (const { name } of planAnomalies(planContext())) assert.ok(!names.has(name), name);
  });
});
