import assert from "node:assert/strict";
import type { PlanContext } from "../../../plan/context";
import { planAlerts } from "../../../plan/incident-response";
import { planDetections } from "../../../plan/monitoring/detections";
import { planLogGroups } from "../../../plan/monitoring/log-groups";
import { namesFor } from "../../../plan/naming";
import { planContext } from "../../support/context";

const inRegion = (region: string) => {
  const context = planContext();
  const environment = { ...context.environment, region };
  return { ...context, environment, names: namesFor(environment) };
};

describe("planDetections", () => {
  it("looks only at log groups that the stack has", () => {
    const context = planContext();
    const groups = planLogGroups(context).groups.map(({ name }) => name);
    for (const { key, logGroup } of planDetections(context).detections) {
      assert.ok(groups.includes(logGroup), `${key} looks at ${logGroup}`);
    }
  });

  it("looks for each kind of event where it is written", () => {
    const { detections } = planDetections(planContext());
    const groupOf = (key: string) => detections.find((entry) => entry.key === key)?.logGroup;
    assert.equal(groupOf("rejected-flows"), "/agent-runtime/dev/vpc-flow");
    assert.equal(groupOf("governance-deny"), "/agent-runtime/dev/governance");
    assert.equal(groupOf("root-use"), "/agent-runtime/dev/trail");
  });

  it("takes thresholds from configuration, and alarms at once where none applies", () => {
    const { detections } = planDetections(
      planContext({ monitoring: { thresholds: { rejectedFlows: 250, unauthorizedAccess: 7 } } }),
    );
    const thresholdOf = (key: string) => detections.find((entry) => entry.key === key)?.threshold;
    assert.equal(thresholdOf("rejected-flows"), 250);
    assert.equal(thresholdOf("unauthorized-api-calls"), 7);
    assert.equal(thresholdOf("root-use"), 1);
  });

  it("gives every alarm a name and a metric of its own, within 255 characters", () => {
    const { detections } = planDetections(planContext());
    for (const names of [
      detections.map(({ alarmName }) => alarmName),
      detections.map(({ metricName }) => metricName),
    ]) {
      assert.equal(new Set(names).size, names.length);
      assert.ok(names.every((name) => name.length <= 255));
    }
  });

  it("keeps the metrics of two stacks apart", () => {
    const context = planContext();
    const environment = { ...context.environment, stack: "prod" };
    const prod = { ...context, environment, names: namesFor(environment) };
    assert.notEqual(planDetections(context).metricNamespace, planDetections(prod).metricNamespace);
  });

  it("names alarms and rules so that the topic's policy admits them (LOG-89)", () => {
    const context = planContext();
    const { detections, eventRules } = planDetections(context);
    const sources = planAlerts(context)
      .policy.Statement.map((statement) => statement.Condition?.["ArnLike"]?.["aws:SourceArn"])
      .filter((source) => typeof source === "string")
      .map((source) => source.replace(/\*$/, ""));
    const arns = [
      ...detections.map(({ alarmName }) => context.names.arn("cloudwatch", `alarm:${alarmName}`)),
      ...eventRules.map(({ name }) => context.names.arn("events", `rule/${name}`)),
    ];
    for (const arn of arns)
      assert.ok(
        sources.some((source) => arn.startsWith(source)),
        arn,
      );
  });

  it("names every event rule within the 64 characters EventBridge accepts", () => {
    const { eventRules } = planDetections(planContext());
    assert.ok(eventRules.length > 0);
    assert.ok(eventRules.every(({ name }) => name.length <= 64));
  });

  it("tells at once of changes to the governance function, whatever version of Lambda's API made them", () => {
    const { eventRules } = planDetections(planContext());
    const rule = eventRules.find(({ key }) => key === "governance-tampering");
    const text = JSON.stringify(rule?.pattern);
    assert.match(text, /"functionName":\[\{"wildcard":"\*agent-runtime-dev-governance\*"\}\]/);
    for (const event of [
      "UpdateFunctionCode20150331v2",
      "UpdateFunctionConfiguration20150331v2",
      "AddPermission20150331v2",
      "UpdateAlias20150331",
      "PutFunctionConcurrency20171031",
      "DeleteFunctionCodeSigningConfig",
    ]) {
      const prefixes = [...text.matchAll(/"prefix":"(\w+)"/g)].map(([, prefix = ""]) => prefix);
      assert.ok(
        prefixes.some((prefix) => event.startsWith(prefix)),
        event,
      );
    }
  });

  it("LOG-85 follows IAM's events in every Region, and has them sent on from where they arise", () => {
    const relayed = (region: string) => {
      const { eventRules, relays } = planDetections(inRegion(region));
      assert.ok(eventRules.some(({ key }) => key === "iam-changes"));
      return relays.relays.map(({ key }) => key);
    };
    assert.deepEqual(relayed("us-east-1"), []);
    assert.ok(relayed("eu-west-1").includes("iam-changes-relay"));
  });

  it("reads the mesh's access log only where a mesh writes one", () => {
    const mesh = { backend: "app-mesh", namespace: "mesh.internal", acknowledgeAppMeshEnded: true };
    const looksAtMesh = (context: PlanContext) =>
      planDetections(context).detections.some(({ key }) => key === "mesh-requests-denied");
    assert.ok(looksAtMesh(planContext()));
    assert.ok(!looksAtMesh(planContext({ mesh })));
  });

  it("adds up bytes for the one pattern that says so, and counts lines for all others", () => {
    for (const { key, unit, value } of planDetections(planContext()).detections) {
      const expected = key === "egress-bytes" ? ["Bytes", "$bytes"] : ["Count", "1"];
      assert.deepEqual([unit, value], expected, key);
    }
  });
});
