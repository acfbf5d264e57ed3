import assert from "node:assert/strict";
import { ComponentResource } from "@pulumi/pulumi";
import { createDetectors } from "../../../components/account-baseline/detectors";
import { planDetectors } from "../../../plan/account-baseline/detectors";
import { planContext } from "../../support/context";
import { declaredBy, ofType, oneOf } from "../../support/mocks";

const keyArn = "arn:aws:kms:us-east-1:111122223333:key/trail";
const hubType = "aws:securityhub/account:Account";
const featureType = "aws:guardduty/detectorFeature:DetectorFeature";

const declare = (overrides: Readonly<Record<string, unknown>> = {}) =>
  declaredBy(() => {
    const owner = { environment: "prod", accountBaseline: "owner", ...overrides };
    const context = planContext(owner);
    const parent = new ComponentResource("test:index:Parent", "parent");
    createDetectors(
      "baseline",
      { plan: planDetectors(context), keyArn, tags: context.tags },
      parent,
    );
  });

const kinds = async (overrides: Readonly<Record<string, unknown>>) =>
  (await declare(overrides)).filter(({ type }) => type.startsWith("aws:")).map(({ type }) => type);

describe("createDetectors", () => {
  it("BEST-31 declares nothing in dev, and nothing where another stack owns the account's settings", async () => {
    assert.deepEqual(await kinds({ environment: "dev" }), []);
    assert.deepEqual(await kinds({ accountBaseline: "reference" }), []);
  });

  it("BEST-31 declares each detector of AWS once where prod owns the account's settings", async () => {
    const declared = await kinds({});
    for (const type of [
      "aws:guardduty/detector:Detector",
      "aws:cfg/recorder:Recorder",
      hubType,
      "aws:inspector2/enabler:Enabler",
      "aws:macie2/account:Account",
      "aws:detective/graph:Graph",
    ]) {
      assert.equal(declared.filter((other) => other === type).length, 1, type);
    }
  });

  it("CIS 5.16 switches Security Hub on once the recorder runs, and subscribes to its standards after it", async () => {
    const declared = await declare();
    const hub = oneOf(declared, hubType, "baseline-hub");
    assert.deepEqual(hub.options.dependsOn, [
      "aws:cfg/recorderStatus:RecorderStatus baseline-configuration",
    ]);
    assert.equal(hub.inputs["enableDefaultStandards"], false);
    assert.equal(hub.inputs["controlFindingGenerator"], "SECURITY_CONTROL");
    const standards = ofType(
      declared,
      "aws:securityhub/standardsSubscription:StandardsSubscription",
    );
    assert.equal(standards.length, 3);
    for (const { name, options } of standards) {
      assert.deepEqual(options.dependsOn, [`${hubType} baseline-hub`], name);
    }
  });

  it("BEST-31 switches GuardDuty on, sending what repeats every quarter of an hour", async () => {
    const declared = await declare();
    const { inputs } = oneOf(declared, "aws:guardduty/detector:Detector", "baseline-threats");
    assert.deepEqual(
      [inputs["enable"], inputs["findingPublishingFrequency"]],
      [true, "FIFTEEN_MINUTES"],
    );
    for (const feature of ofType(declared, featureType)) {
      assert.deepEqual(
        [feature.inputs["detectorId"], feature.inputs["status"]],
        ["baseline-threats-id", "ENABLED"],
        feature.name,
      );
    }
  });

  it("IR-95 watches tasks at run time with an agent that GuardDuty installs", async () => {
    const declared = await declare();
    const { inputs } = oneOf(declared, featureType, "baseline-threats-runtime-monitoring");
    assert.equal(inputs["name"], "RUNTIME_MONITORING");
    assert.deepEqual(inputs["additionalConfigurations"], [
      { name: "EKS_ADDON_MANAGEMENT", status: "DISABLED" },
      { name: "ECS_FARGATE_AGENT_MANAGEMENT", status: "ENABLED" },
      { name: "EC2_AGENT_MANAGEMENT", status: "DISABLED" },
    ]);
  });

  it("BEST-31 makes Detective's graph after GuardDuty, which it asks for", async () => {
    const declared = await declare();
    const { dependsOn } = oneOf(
      declared,
      "aws:detective/graph:Graph",
      "baseline-investigations",
    ).options;
    assert.ok(dependsOn.includes("aws:guardduty/detector:Detector baseline-threats"));
  });
});
