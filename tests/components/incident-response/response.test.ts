import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { IncidentResponse } from "../../../components/incident-response/response";
import { groupsOf } from "../../../plan/incident-response/containable";
import { planResponse } from "../../../plan/incident-response/response";
import { readContainmentSettings } from "../../../runtime/containment/settings";
import { planContext } from "../../support/context";
import { type DeclaredResource, declaredBy, ofType, oneOf } from "../../support/mocks";

const context = planContext();
const { names } = context;
const plan = planResponse(context);
const prerequisite = "test:index:Prerequisite permissions";
const mockArn = (name: string) => `arn:aws:mock:us-east-1:111122223333:${name}`;

class Prerequisite extends pulumi.ComponentResource {
  constructor() {
    super("test:index:Prerequisite", "permissions");
    this.registerOutputs({});
  }
}

// What AWS chooses ids for, each with an ARN of its own.
const chosen = Object.values(plan.function.settings.services).flatMap(
  (service, at): [string, string][] => {
    const digits = String(at).padStart(16, "0");
    return [
      ...groupsOf(service).map((name, index): [string, string] => [
        name,
        `arn:aws:ec2:us-east-1:111122223333:security-group/sg-${String(index)}${digits}`,
      ]),
      ...[service.latticeService ?? []].flat().map((name): [string, string] => [
        name,
        // VPC Lattice has ids of seventeen characters.
        `arn:aws:vpc-lattice:us-east-1:111122223333:service/svc-0${digits}`,
      ]),
    ];
  },
);

const declare = () =>
  declaredBy(() => {
    new IncidentResponse("incident", {
      plan,
      roleArns: {
        containment: "arn:containment",
        incident: "arn:incident",
        "incident-start": "arn:start",
      },
      logGroupNames: { [names.logGroups.containment]: "containment-group" },
      logGroupArns: { [names.logGroups.incident]: pulumi.output("arn:incident-group") },
      keyArn: "arn:key",
      arns: Object.fromEntries<string>(chosen),
      topicArn: "arn:topic",
      before: [new Prerequisite()],
    });
  });

describe("IncidentResponse", () => {
  let declared: readonly DeclaredResource[] = [];

  before(async () => {
    declared = await declare();
  });

  const functionOf = () => oneOf(declared, "aws:lambda/function:Function", "incident-containment");
  const machineOf = () => oneOf(declared, "aws:sfn/stateMachine:StateMachine", "incident-workflow");

  it("IR-100 runs containment with its own role and log group, once that may do something", () => {
    const { inputs, options } = functionOf();
    const { code, tags, timeout, memorySize, description, ...rest } = inputs;
    assert.deepEqual(rest, {
      name: "agent-runtime-dev-containment",
      role: "arn:containment",
      runtime: "nodejs24.x",
      architectures: ["arm64"],
      handler: "index.handler",
      publish: true,
      loggingConfig: { logFormat: "JSON", logGroup: "containment-group" },
    });
    assert.deepEqual(tags, context.tags);
    assert.ok(Number(timeout) <= 900 && Number(memorySize) >= 128 && description !== undefined);
    assert.ok(code instanceof pulumi.asset.AssetArchive);
    assert.deepEqual(options.dependsOn, [prerequisite]);
  });

  it("tells the function the ids that AWS chose, which are the ends of ARNs", async () => {
    const { code } = functionOf().inputs;
    assert.ok(code instanceof pulumi.asset.AssetArchive);
    const settings = (await code.assets)["settings.json"];
    assert.ok(settings instanceof pulumi.asset.StringAsset);
    const { services } = readContainmentSettings(await settings.text);
    const told = Object.values(services).flatMap((service) => [
      service.securityGroupId,
      service.rotation?.securityGroupId ?? [],
      service.latticeServiceId ?? [],
    ]);
    assert.deepEqual(told.flat().sort(), chosen.map(([, arn]) => arn.split("/").at(-1)).sort());
  });

  it("has the workflow call one published version, by the alias that its role may invoke", () => {
    const { inputs } = oneOf(declared, "aws:lambda/alias:Alias", "incident-containment");
    const { description, ...rest } = inputs;
    assert.deepEqual(rest, {
      name: "workflow",
      functionName: names.containment,
      functionVersion: "7",
    });
    assert.ok(description !== undefined);
    const called = `${names.containmentFunctionArn}:workflow`;
    assert.ok(String(machineOf().inputs["definition"]).includes(`"${called}"`));
  });

  it("BEST-36 runs the planned definition as the workflow's role, encrypted by the key of evidence", () => {
    const { inputs, options } = machineOf();
    const { definition, loggingConfiguration, tags, ...rest } = inputs;
    assert.deepEqual(JSON.parse(String(definition)), plan.workflow.definition);
    assert.deepEqual(rest, {
      name: "agent-runtime-dev-incident",
      type: "STANDARD",
      roleArn: "arn:incident",
      encryptionConfiguration: {
        type: "CUSTOMER_MANAGED_KMS_KEY",
        kmsKeyId: "arn:key",
        kmsDataKeyReusePeriodSeconds: 300,
      },
    });
    assert.deepEqual(tags, context.tags);
    // The group's ARN alone is refused; data of executions holds what an attacker wrote.
    assert.deepEqual(loggingConfiguration, {
      level: "ALL",
      includeExecutionData: false,
      logDestination: "arn:incident-group:*",
    });
    assert.deepEqual([...options.dependsOn].sort(), [
      "aws:cloudwatch/logResourcePolicy:LogResourcePolicy incident-delivery",
      "aws:lambda/alias:Alias incident-containment",
      prerequisite,
    ]);
  });

  it("lets log delivery write the workflow's log group, for this account alone", () => {
    const type = "aws:cloudwatch/logResourcePolicy:LogResourcePolicy";
    const { inputs } = oneOf(declared, type, "incident-delivery");
    const { Statement } = plan.delivery.document;
    assert.equal(inputs["policyDocument"], JSON.stringify(plan.delivery.document));
    assert.deepEqual(
      Statement.flatMap(({ Resource = [] }) => Resource),
      [`${names.logGroupArn(names.logGroups.incident)}:*`],
    );
    for (const { Condition, Principal } of Statement) {
      assert.deepEqual(Principal, { Service: ["delivery.logs.amazonaws.com"] });
      assert.equal(Condition?.["StringEquals"]?.["aws:SourceAccount"], "111122223333");
    }
  });

  it("LOG-90 starts the workflow by each rule, with the role for it, and keeps what could not start it", () => {
    const rules = ofType(declared, "aws:cloudwatch/eventRule:EventRule");
    assert.deepEqual(
      rules.map(({ inputs: { name, eventPattern, state } }) => [name, eventPattern, state]),
      plan.starts.rules.map(({ name, pattern, state }) => [name, JSON.stringify(pattern), state]),
    );
    const targets = ofType(declared, "aws:cloudwatch/eventTarget:EventTarget");
    assert.deepEqual(targets.map(({ name }) => name).sort(), rules.map(({ name }) => name).sort());
    for (const { name, inputs, options } of targets) {
      assert.deepEqual(
        inputs,
        {
          rule: rules.find((rule) => rule.name === name)?.inputs["name"],
          targetId: "incident",
          arn: mockArn("incident-workflow"),
          roleArn: "arn:start",
          deadLetterConfig: { arn: names.alertQueueArn },
          retryPolicy: { maximumEventAgeInSeconds: 86_400, maximumRetryAttempts: 185 },
        },
        name,
      );
      assert.deepEqual(options.dependsOn, [prerequisite], name);
    }
  });

  it("LOG-84 offers rules about reads the events of calls that only read", () => {
    const rules = ofType(declared, "aws:cloudwatch/eventRule:EventRule");
    const ofReads = rules.filter(({ inputs }) =>
      String(inputs["eventPattern"]).includes("GetSecretValue"),
    );
    assert.ok(ofReads.length > 0 && ofReads.length < rules.length);
    for (const { inputs, name } of ofReads) {
      assert.equal(inputs["state"], "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS", name);
    }
  });

  it("BEST-35 tells people of executions that fail, are stopped, run out of time or are held up", () => {
    const alarms = ofType(declared, "aws:cloudwatch/metricAlarm:MetricAlarm");
    assert.deepEqual(alarms.map(({ inputs }) => inputs["metricName"]).sort(), [
      "ExecutionThrottled",
      "ExecutionsAborted",
      "ExecutionsFailed",
      "ExecutionsTimedOut",
    ]);
    for (const { name, inputs } of alarms) {
      assert.deepEqual(
        {
          namespace: inputs["namespace"],
          dimensions: inputs["dimensions"],
          threshold: inputs["threshold"],
          comparisonOperator: inputs["comparisonOperator"],
          treatMissingData: inputs["treatMissingData"],
          alarmActions: inputs["alarmActions"],
        },
        {
          namespace: "AWS/States",
          dimensions: { StateMachineArn: names.incidentWorkflowArn },
          threshold: 1,
          comparisonOperator: "GreaterThanOrEqualToThreshold",
          treatMissingData: "notBreaching",
          alarmActions: ["arn:topic"],
        },
        name,
      );
    }
  });
});
