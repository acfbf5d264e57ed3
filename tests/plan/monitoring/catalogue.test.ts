import assert from "node:assert/strict";
import { type EstatePlan, planEstate } from "../../../plan/estate";
import { allDetections, type Detection } from "../../../plan/monitoring/catalogue";
import { namesFor } from "../../../plan/naming";
import { planContext } from "../../support/context";
import { forEachExample } from "../examples";

const planned = (environment: "dev" | "prod"): EstatePlan => {
  const accountBaseline = environment === "prod" ? "owner" : "reference";
  const context = planContext({ environment, accountBaseline });
  return planEstate(context.config, context.environment);
};

const detections = allDetections(planned("prod"));
const ofKind = <Kind extends Detection["kind"]>(kind: Kind) =>
  detections.filter((each): each is Extract<Detection, { kind: Kind }> => each.kind === kind);

/** What AWS's own metrics are about, by namespace, and the names of such things in the estate. */
function producersOf(plan: EstatePlan) {
  const { names } = planContext({ environment: "prod", accountBaseline: "owner" });
  return new Map<string, readonly string[]>([
    ["AWS/Logs", plan.logGroups.groups.map(({ name }) => name)],
    ["AWS/SQS", [plan.alerts.deadLetters.name, plan.governance.function.deadLetters.name]],
    ["AWS/States", [names.arn("states", `stateMachine:${plan.response.workflow.name}`)]],
    [
      "AWS/Lambda",
      [
        plan.governance.function.name,
        ...plan.secrets.rotationFunctions.map(({ name }) => name),
        plan.response.function.name,
        plan.auditReview.name,
      ],
    ],
  ]);
}

describe("allDetections", () => {
  it("LOG-88 has for every alarm a filter or a resource of the estate that makes its metric", () => {
    const plan = planned("prod");
    const producers = producersOf(plan);
    const filtered = new Set(plan.detections.detections.map(({ metricName }) => metricName));
    for (const { key, metric } of ofKind("metric-alarm")) {
      if (metric.namespace === plan.detections.metricNamespace) {
        assert.ok(filtered.has(metric.name), key);
        continue;
      }
      const known = producers.get(metric.namespace) ?? assert.fail(`${key}: ${metric.namespace}`);
      const values = Object.values(metric.dimensions);
      assert.ok(values.length === 1 && values.every((value) => known.includes(value)), key);
    }
  });

  it("LOG-88 looks by filters only at log groups that the estate has", () => {
    const groups = new Set(planned("prod").logGroups.groups.map(({ name }) => name));
    for (const { key, logGroup } of ofKind("log-filter")) assert.ok(groups.has(logGroup), key);
  });

  it("LOG-88 is raised by missing data for heartbeats alone", () => {
    const silent = detections.filter((each) => "raisedBy" in each && each.raisedBy === "silence");
    assert.deepEqual(silent.map(({ key }) => key).sort(), [
      "access-review-silent",
      "governance-silent",
      "trail-silent",
    ]);
  });

  it("LOG-87 raises every alarm on CIS's texts at one, and tells a topic that somebody has subscribed to", () => {
    const { alerts } = planned("prod");
    assert.ok(alerts.subscriptions.length >= 1);
    const exact = ofKind("log-filter").filter(({ key }) => key === "unauthorized-api-calls");
    assert.equal(exact.length, 1);
    for (const { threshold, topicArn } of ofKind("log-filter").filter(({ key }) =>
      /^(root-use|organization-changes|config-changes|bucket-policy-changes)$/.test(key),
    )) {
      assert.deepEqual([threshold, topicArn], [1, alerts.topicArn]);
    }
  });

  it("BEST-35 tells the alert topic of everything but the states of classes and the starts of incidents", () => {
    const { topicArn } = planned("prod").alerts;
    for (const each of detections) {
      const isState = each.kind === "composite" && each.key.startsWith("class-");
      const isStart = each.kind === "event-rule" && each.startsIncident;
      assert.equal(each.topicArn, isState || isStart ? undefined : topicArn, each.key);
    }
  });

  it("gives each a key, an alarm and a rule of its own, in every example", () => {
    forEachExample((title, context) => {
      const all = allDetections(planEstate(context.config, context.environment));
      const alarms = all.flatMap((each) => ("alarmName" in each ? [each.alarmName] : []));
      const rules = all.flatMap((each) => (each.kind === "event-rule" ? [each.ruleName] : []));
      for (const list of [all.map(({ kind, key }) => `${kind} ${key}`), alarms, rules]) {
        assert.equal(new Set(list).size, list.length, title);
      }
    });
  });

  it("LOG-85 says from which Region the events of a rule are sent on", () => {
    const relayedIn = (region: string) => {
      const context = planContext();
      const environment = { ...context.environment, region };
      assert.ok(namesFor(environment).alertTopicArn.includes(region));
      return allDetections(planEstate(context.config, environment)).flatMap((each) =>
        each.kind === "event-rule" && each.relayedFrom !== undefined ? [each.relayedFrom] : [],
      );
    };
    assert.deepEqual(relayedIn("us-east-1"), []);
    assert.deepEqual(new Set(relayedIn("eu-west-1")), new Set(["us-east-1"]));
  });

  it("knows what every alarm and rule of the plan is", () => {
    const plan = planned("prod");
    const keys = new Set(detections.map(({ key }) => key));
    const expected = [
      ...plan.detections.detections,
      ...plan.detections.anomalies,
      ...plan.detections.health,
      ...plan.detections.composites,
      ...plan.detections.eventRules,
      ...plan.accountBaseline.findingsRules,
      ...plan.governance.alarms.alarms,
      ...plan.response.starts.rules,
      ...plan.response.alarms,
      plan.auditReview.alarm,
    ];
    for (const { key } of expected) assert.ok(keys.has(key), key);
    assert.equal(detections.length, expected.length + plan.secrets.rotationFunctions.length);
  });
});
