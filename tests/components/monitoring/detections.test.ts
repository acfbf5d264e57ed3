import assert from "node:assert/strict";
import { Detections } from "../../../components/monitoring/detections";
import { planDetections } from "../../../plan/monitoring/detections";
import { planLogGroups } from "../../../plan/monitoring/log-groups";
import { alertClasses } from "../../../plan/monitoring/patterns/pattern";
import { planContext } from "../../support/context";
import type { DeclaredResource } from "../../support/mocks";
import { declaredBy, ofType, oneOf } from "../../support/mocks";

const topicArn = "arn:aws:sns:us-east-1:111122223333:agent-runtime-dev-alerts";
const groupNames = planLogGroups(planContext()).groups.map(({ name }) => name);

const filterType = "aws:cloudwatch/logMetricFilter:LogMetricFilter";
const alarmType = "aws:cloudwatch/metricAlarm:MetricAlarm";

describe("Detections", () => {
  let declared: readonly DeclaredResource[] = [];
  const filters = () => ofType(declared, filterType);
  const alarms = () => ofType(declared, alarmType);

  before(async () => {
    declared = await declaredBy(() => {
      new Detections("detections", {
        plan: planDetections(planContext()),
        topicArn,
        logGroupNames: Object.fromEntries(groupNames.map((name) => [name, name])),
      });
    });
  });

  it("produces the metric of every alarm, so that none waits for ever (LOG-88)", () => {
    const produced = filters().map(({ inputs }) => {
      const made: unknown = inputs["metricTransformation"];
      assert.ok(typeof made === "object" && made !== null && "namespace" in made && "name" in made);
      return `${String(made.namespace)} ${String(made.name)}`;
    });
    assert.ok(alarms().length > 0);
    for (const { inputs, name } of alarms()) {
      const metric = `${String(inputs["namespace"])} ${String(inputs["metricName"])}`;
      assert.ok(produced.includes(metric), `${name} watches ${metric}`);
    }
  });

  it("counts every matching event once, and adds counts up", () => {
    const planned = planDetections(planContext()).detections;
    assert.equal(filters().length, planned.length);
    for (const { key, pattern, logGroup, threshold } of planned) {
      const { inputs } = oneOf(declared, filterType, `detections-${key}`);
      assert.deepEqual([inputs["pattern"], inputs["logGroupName"]], [pattern, logGroup]);
      assert.deepEqual(inputs["metricTransformation"], {
        name: key,
        namespace: "agent-runtime/dev/security",
        value: "1",
        defaultValue: "0",
        unit: "Count",
      });
      const alarm = oneOf(declared, alarmType, `detections-${key}`).inputs;
      assert.deepEqual(
        [alarm["statistic"], alarm["period"], alarm["evaluationPeriods"], alarm["threshold"]],
        ["Sum", 300, 1, threshold],
      );
    }
  });

  it("tells the topic of every alarm", () => {
    for (const { inputs, name } of alarms()) {
      assert.deepEqual(inputs["alarmActions"], [topicArn], name);
      assert.equal(inputs["actionsEnabled"], true, name);
      assert.equal(inputs["treatMissingData"], "notBreaching", name);
      assert.equal(inputs["comparisonOperator"], "GreaterThanOrEqualToThreshold", name);
    }
  });

  it("has an alarm of every class", () => {
    const classes = alarms().map(({ inputs }) => {
      const tags: unknown = inputs["tags"];
      assert.ok(typeof tags === "object" && tags !== null && "AlertClass" in tags);
      return tags.AlertClass;
    });
    assert.deepEqual(new Set(classes), new Set(alertClasses));
  });

  it("forwards every event rule to the topic", () => {
    const rules = ofType(declared, "aws:cloudwatch/eventRule:EventRule");
    const targets = ofType(declared, "aws:cloudwatch/eventTarget:EventTarget");
    assert.ok(rules.length > 0);
    assert.deepEqual(
      targets.map(({ inputs }) => [inputs["rule"], inputs["arn"]]).sort(),
      rules.map(({ inputs }) => [inputs["name"], topicArn]).sort(),
    );
  });

  it("refuses a plan that looks at a log group it was not given", async () => {
    const incomplete = () => {
      new Detections("detections", {
        plan: planDetections(planContext()),
        topicArn,
        logGroupNames: {},
      });
    };
    await assert.rejects(declaredBy(incomplete), /The plan names \/agent-runtime\/dev\/trail/);
  });
});
