import assert from "node:assert/strict";
import path from "node:path";
import { planEstate } from "../../../plan/estate";
import { createSamples, missedDetectionBudgets } from "../../../tools/bench/detections";
import { createFiring } from "../../../tools/detections/fires";
import { sampleOf } from "../../../tools/detections/samples";
import { stackContext } from "../../../tools/stack-context";

describe("createSamples", () => {
  it("makes the same records of CloudTrail each time, in any number", () => {
    assert.deepEqual(createSamples(500), createSamples(1000).slice(0, 500));
    for (const sample of createSamples(100)) {
      assert.ok(sample.kind === "cloudtrail-record");
      assert.deepEqual(sampleOf(sample.record), sample);
    }
  });

  it("makes events of which some fire detections of each way, and some fire none", () => {
    const { config, environment } = stackContext(path.resolve(__dirname, "../../.."), "prod");
    const fire = createFiring(planEstate(config, environment));
    const outcomes = createSamples(2000).map(fire);
    const kinds = new Set(outcomes.flat().map(({ kind }) => kind));
    assert.deepEqual([...kinds].sort(), ["composite", "event-rule", "log-filter", "metric-alarm"]);
    assert.ok(outcomes.some((fired) => fired.length === 0));
    assert.ok(new Set(outcomes.flat().map(({ key }) => key)).size > 10);
  });
});

describe("missedDetectionBudgets", () => {
  it("names the figure that is over its budget by more than a fifth", () => {
    const figures = (seconds: number) => ({
      "100,000 events against all detections, CPU s": seconds,
      "of which fire something, %": 50,
    });
    assert.deepEqual(missedDetectionBudgets(figures(11.9)), []);
    assert.equal(missedDetectionBudgets(figures(12.1)).length, 1);
  });
});
