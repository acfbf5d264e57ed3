import assert from "node:assert/strict";
import { compileFilterPattern } from "../../../../detections/filter-pattern";
import { planEstate } from "../../../../plan/estate";
import { allDetections } from "../../../../plan/monitoring/catalogue";
import { failedContainment } from "../../../../plan/monitoring/patterns/failed-containment";
import { eventLine } from "../../../../runtime/telemetry/line";
import { planContext } from "../../../support/context";
import { everyEvent } from "../../../support/security-events";

const correlation = { id: "request-0001", origin: "made" } as const;

describe("failedContainment", () => {
  it("BEST-34 sees exactly the steps of incidents that failed, of all events that the runtime can emit", () => {
    const { matches } = compileFilterPattern(failedContainment.pattern);
    const seen = everyEvent.filter((event) => {
      const data = { event_type: "incident.step", phase: "failed" };
      return matches(eventLine({ event, data, service: "containment", time: 0, correlation }));
    });
    const expected = everyEvent.filter(
      (event) => event.event_type === "incident.step" && event.phase === "failed",
    );
    assert.ok(expected.length > 0);
    assert.deepEqual(seen, expected);
  });

  it("BEST-34 tells people at the first, from the log group of containment", () => {
    const { config, environment, names } = planContext();
    const detections = allDetections(planEstate(config, environment));
    const found = detections.find(({ key }) => key === failedContainment.key);
    assert.ok(found?.kind === "log-filter");
    assert.equal(found.logGroup, names.logGroups.containment);
    assert.deepEqual(
      [found.threshold, found.raisedBy, found.topicArn],
      [1, "matches", names.alertTopicArn],
    );
  });
});
