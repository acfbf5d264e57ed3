import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { AuditReview } from "../../../components/audit-review/audit-review";
import { planAuditReview } from "../../../plan/audit-review";
import { planReviewWaivers } from "../../../plan/audit-review/waivers";
import { planIdentity } from "../../../plan/identity";
import { readWaivers } from "../../../runtime/review/waivers";
import { planContext } from "../../support/context";
import { type DeclaredResource, declaredBy, oneOf } from "../../support/mocks";

const context = planContext();
const plan = planAuditReview(context, planIdentity(context, "identity"));
const waivers = planReviewWaivers({ kind: "absent", name: "waivers.dev.json" });
const { accessReview } = context.names;

class Prerequisite extends pulumi.ComponentResource {
  constructor() {
    super("test:index:Prerequisite", "evidence");
    this.registerOutputs({});
  }
}

describe("AuditReview", () => {
  let declared: readonly DeclaredResource[] = [];

  before(async () => {
    declared = await declaredBy(() => {
      new AuditReview("audit-review", {
        plan,
        waivers,
        keyArns: { "keys-evidence": "arn:key" },
        keyIds: Object.fromEntries(plan.keys.map((key) => [key, pulumi.output(`id-of-${key}`)])),
        roleArns: { "access-review": "arn:role" },
        logGroupNames: { [plan.logGroup]: "group" },
        topicArn: "arn:topic",
        deadLetterArn: "arn:queue",
        before: [new Prerequisite()],
      });
    });
  });

  const functionOf = () => oneOf(declared, "aws:lambda/function:Function", "audit-review-function");

  it("BEST-37 runs the function once at a time, after bucket and rights are there, and keeps failed runs", () => {
    const { inputs, options } = functionOf();
    assert.equal(inputs["name"], accessReview);
    assert.equal(inputs["reservedConcurrentExecutions"], 1);
    assert.equal(inputs["timeout"], 900);
    assert.deepEqual(inputs["deadLetterConfig"], { targetArn: "arn:queue" });
    assert.deepEqual(options.dependsOn, ["test:index:Prerequisite evidence"]);
  });

  it("A7 gives the function its settings and the waivers as files that it can read", async () => {
    const { code } = functionOf().inputs;
    assert.ok(code instanceof pulumi.asset.AssetArchive);
    const assets = await code.assets;
    const textOf = async (file: string) => {
      const asset = assets[file];
      assert.ok(asset instanceof pulumi.asset.StringAsset, file);
      return asset.text;
    };
    assert.equal(await textOf("settings.json"), plan.settingsText);
    assert.deepEqual(readWaivers(await textOf("waivers.json")), waivers);
  });

  it("A7 gives the function the ids of keys in the order of its settings", () => {
    const { inputs } = functionOf();
    assert.deepEqual(inputs["environment"], {
      variables: { KEY_IDS: plan.keys.map((key) => `id-of-${key}`).join(",") },
    });
    assert.equal(inputs["kmsKeyArn"], "arn:key");
  });

  it("BEST-37 starts it by the schedule, and lets nothing but that rule", () => {
    const rule = oneOf(declared, "aws:cloudwatch/eventRule:EventRule", "audit-review-schedule");
    assert.equal(rule.inputs["scheduleExpression"], plan.schedule.expression);
    const type = "aws:lambda/permission:Permission";
    const { inputs } = oneOf(declared, type, "audit-review-schedule");
    assert.deepEqual(
      [inputs["principal"], inputs["sourceAccount"], inputs["function"]],
      ["events.amazonaws.com", context.environment.accountId, accessReview],
    );
    assert.match(String(inputs["sourceArn"]), /audit-review-schedule$/);
    const target = oneOf(
      declared,
      "aws:cloudwatch/eventTarget:EventTarget",
      "audit-review-schedule",
    );
    assert.match(String(target.inputs["arn"]), /audit-review-function$/);
  });

  it("BEST-37 raises the alarm about its silence on the count of its own log", () => {
    const filter = oneOf(
      declared,
      "aws:cloudwatch/logMetricFilter:LogMetricFilter",
      "audit-review-access-review-done",
    );
    const alarm = oneOf(
      declared,
      "aws:cloudwatch/metricAlarm:MetricAlarm",
      "audit-review-access-review-silent",
    );
    assert.equal(filter.inputs["logGroupName"], "group");
    const counted = JSON.stringify(filter.inputs["metricTransformation"]);
    assert.ok(counted.includes(`"name":"${String(alarm.inputs["metricName"])}"`));
    assert.ok(counted.includes(`"namespace":"${String(alarm.inputs["namespace"])}"`));
    assert.deepEqual(
      [alarm.inputs["treatMissingData"], alarm.inputs["comparisonOperator"]],
      ["breaching", "LessThanThreshold"],
    );
    assert.deepEqual(alarm.inputs["alarmActions"], ["arn:topic"]);
  });
});
