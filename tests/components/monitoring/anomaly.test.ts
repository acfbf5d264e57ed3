import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { raiseAnomaly } from "../../../components/monitoring/anomaly";
import { planAnomalies } from "../../../plan/monitoring/anomalies";
import { planContext } from "../../support/context";
import { declaredBy, ofType } from "../../support/mocks";

const topicArn = "arn:aws:sns:us-east-1:111122223333:agent-runtime-dev-alerts";

const queriesOf = (inputs: Readonly<Record<string, unknown>>): readonly object[] => {
  const queries: unknown = inputs["metricQueries"];
  assert.ok(Array.isArray(queries));
  return queries.filter((query): query is object => typeof query === "object" && query !== null);
};

describe("raiseAnomaly", () => {
  it("LOG-94 is raised above a band that is computed of the metric itself", async () => {
    const [anomaly] = planAnomalies(planContext());
    assert.ok(anomaly !== undefined);
    const declared = await declaredBy(() => {
      const parent = new pulumi.ComponentResource("test:Parent", "parent");
      const shared = { topicArn, tags: {}, metricNamespace: "stack/security", periodSeconds: 300 };
      raiseAnomaly("band", { ...shared, anomaly }, parent);
    });
    const [alarm] = ofType(declared, "aws:cloudwatch/metricAlarm:MetricAlarm");
    const inputs = alarm?.inputs ?? {};
    const [values, band] = queriesOf(inputs);
    assert.ok(values !== undefined && "id" in values && "metric" in values);
    assert.ok(band !== undefined && "id" in band && "expression" in band);
    assert.equal(inputs["thresholdMetricId"], band.id);
    assert.equal(
      band.expression,
      `ANOMALY_DETECTION_BAND(${String(values.id)}, ${String(anomaly.deviations)})`,
    );
    assert.deepEqual(values.metric, {
      namespace: "stack/security",
      metricName: anomaly.metricName,
      period: 300,
      stat: "Sum",
    });
    assert.equal(inputs["comparisonOperator"], "GreaterThanUpperThreshold");
    for (const fixed of ["threshold", "metricName", "period", "statistic"]) {
      assert.equal(inputs[fixed], undefined, fixed);
    }
    assert.deepEqual(inputs["alarmActions"], [topicArn]);
  });
});
