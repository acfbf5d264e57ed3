import assert from "node:assert/strict";
import { Detections } from "../../../components/monitoring/detections";
import { planDetections } from "../../../plan/monitoring/detections";
import { planLogGroups } from "../../../plan/monitoring/log-groups";
import { alertClasses } from "../../../plan/monitoring/patterns/pattern";
import { planContext } from "../../support/context";
import type { DeclaredResource } from "../../support/mocks";
import { declaredBy, ofType, oneOf } from "../../support/mocks";

const topicArn = "arn:aws:sns:us-east-1:111122223333:agent-runtime-dev-alerts";
const deadLetterArn = "arn:aws:sqs:us-east-1:111122223333:agent-runtime-dev-alerts-dead-letters";
const namespace = "agent-runtime/dev/security";
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
        deadLetterArn,
        roleArns: {},
        keyArns: {},
        logGroupNames: Object.fromEntries(groupNames.map((name) => [name, name])),
      });
    });
  });

  it("LOG-88 declares a filter for every metric of the stack's own that an alarm looks at", () => {
    const produced = filters().map(({ inputs }) => {
      const made: unknown = inputs["metricTransformation"];
      assert.ok(typeof made === "object" && made !== null && "namespace" in made && "name" in made);
      return `${String(made.namespace)} ${String(made.name)}`;
    });
    assert.ok(alarms().length > 0);
    const own = alarms().filter(({ inputs }) => inputs["namespace"] === namespace);
    assert.ok(own.length > 10);
    for (const { inputs, name } of own) {
      const metric = `${String(inputs["namespace"])} ${String(inputs["metricName"])}`;
      assert.ok(produced.includes(metric), `${name} watches ${metric}`);
    }
  });

  it("counts every matching event once, and adds counts up", () => {
    const planned = planDetections(planContext()).detections;
    assert.equal(filters().length, planned.length);
    for (const { key, pattern, logGroup, threshold, unit, value } of planned) {
      const { inputs } = oneOf(declared, filterType, `detections-${key}`);
      assert.deepEqual([inputs["pattern"], inputs["logGroupName"]], [pattern, logGroup]);
      assert.deepEqual(inputs["metricTransformation"], {
        name: key,
        namespace,
        value,
        defaultValue: "0",
        unit,
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
    }
  });

  it("LOG-88 is raised by missing data only where silence is the alarm", () => {
    for (const { inputs, name } of alarms()) {
      const isSilence = inputs["comparisonOperator"] === "LessThanThreshold";
      assert.equal(inputs["treatMissingData"], isSilence ? "breaching" : "notBreaching", name);
      assert.equal(isSilence, name === "detections-trail-silent", name);
    }
  });

  it("has an alarm of every class", () => {
    const classes = alarms().map(({ inputs }) => {
      const tags: unknown = inputs["tags"];
      assert.ok(typeof tags === "object" && tags !== null && "AlertClass" in tags);
      return tags.AlertClass;
    });
    assert.deepEqual(new Set(classes), new Set([...alertClasses, "operations"]));
  });

  it("LOG-90 forwards every event rule to the topic alone, and what it does not take to the queue", () => {
    const rules = ofType(declared, "aws:cloudwatch/eventRule:EventRule");
    const targets = ofType(declared, "aws:cloudwatch/eventTarget:EventTarget");
    assert.ok(rules.length > 0);
    assert.deepEqual(
      targets.map(({ inputs }) => [inputs["rule"], inputs["arn"]]).sort(),
      rules.map(({ inputs }) => [inputs["name"], topicArn]).sort(),
    );
    for (const { inputs, name } of targets) {
      assert.deepEqual(inputs["deadLetterConfig"], { arn: deadLetterArn }, name);
    }
  });

  it("refuses a plan that looks at a log group it was not given", async () => {
    const incomplete = () => {
      new Detections("detections", {
        plan: planDetections(planContext()),
        topicArn,
        deadLetterArn,
        roleArns: {},
        keyArns: {},
        logGroupNames: {},
      });
    };
    await assert.rejects(declaredBy(incomplete), /The plan names \/agent-runtime\/dev\/trail/);
  });
});
