import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { Governance } from "../../../components/governance/governance";
import { planGovernance } from "../../../plan/governance";
import { planContext } from "../../support/context";
import { type DeclaredResource, declaredBy, ofType, oneOf } from "../../support/mocks";

const aliasType = "aws:lambda/alias:Alias";
const alarmType = "aws:cloudwatch/metricAlarm:MetricAlarm";
const mockArn = (name: string) => `arn:aws:mock:us-east-1:111122223333:${name}`;

const planOf = (overrides: Readonly<Record<string, unknown>>) =>
  planGovernance(planContext(overrides));

function create(overrides: Readonly<Record<string, unknown>>): Governance {
  const { environment = "dev" } = overrides;
  return new Governance("governance", {
    plan: planOf(overrides),
    keyArns: { "keys-governance": "arn:key" },
    keyIds: {
      "keys-receipts-1": pulumi.output("receipts-1"),
      "keys-receipts-2": pulumi.output("receipts-2"),
    },
    roleArns: { governance: "arn:role" },
    logGroupNames: {
      [`/agent-runtime/${String(environment)}/governance`]: "group",
      [`/agent-runtime/${String(environment)}/trail`]: "trail-group",
    },
    topicArn: "arn:topic",
  });
}

const declare = (overrides: Readonly<Record<string, unknown>> = {}) =>
  declaredBy(() => {
    create(overrides);
  });

describe("Governance", () => {
  let declared: readonly DeclaredResource[] = [];

  before(async () => {
    declared = await declare();
  });

  it("runs the pinned bundle with its own role, key, log group and queue", () => {
    const { inputs } = oneOf(declared, "aws:lambda/function:Function", "governance-function");
    const { code, tags, environment, ...rest } = inputs;
    assert.deepEqual(rest, {
      name: "agent-runtime-dev-governance",
      description: "Decides calls between services",
      role: "arn:role",
      runtime: "nodejs24.x",
      architectures: ["arm64"],
      handler: "index.handler",
      memorySize: 1024,
      timeout: 3,
      publish: true,
      kmsKeyArn: "arn:key",
      deadLetterConfig: { targetArn: mockArn("governance-dead-letters") },
      loggingConfig: { logFormat: "JSON", logGroup: "group" },
    });
    assert.deepEqual(environment, {
      variables: { ...planOf({}).function.environment, RECEIPT_KEY_ID: "receipts-1" },
    });
    assert.ok(code !== undefined && tags !== undefined);
  });

  it("moves every alias to the published version, once callees accept its policies", () => {
    const aliases = ofType(declared, aliasType);
    assert.deepEqual(
      aliases.map(({ inputs }) => [inputs["name"], inputs["functionVersion"]]),
      [
        ["orbit", "7"],
        ["heartbeat", "7"],
      ],
    );
    for (const { options } of aliases) {
      assert.deepEqual(options.dependsOn, [
        "aws:dynamodb/tableItem:TableItem governance-accepted-policies",
      ]);
    }
  });

  it("encrypts the table, keeps earlier states of it, and lets items expire", () => {
    const { inputs, options } = oneOf(declared, "aws:dynamodb/table:Table", "governance-table");
    const { tags, ...rest } = inputs;
    assert.deepEqual(rest, {
      name: "agent-runtime-dev-governance",
      billingMode: "PAY_PER_REQUEST",
      hashKey: "pk",
      attributes: [{ name: "pk", type: "S" }],
      ttl: { attributeName: "expiresAt", enabled: true },
      serverSideEncryption: { enabled: true, kmsKeyArn: "arn:key" },
      pointInTimeRecovery: { enabled: true },
      deletionProtectionEnabled: true,
    });
    assert.ok(tags);
    assert.equal(options.protect, false);
  });

  it("lets the schedule invoke the heartbeat's alias, and nothing else of the function", () => {
    const [permission, ...others] = ofType(declared, "aws:lambda/permission:Permission");
    assert.deepEqual(others, []);
    assert.deepEqual(permission?.inputs, {
      action: "lambda:InvokeFunction",
      function: "agent-runtime-dev-governance",
      qualifier: "heartbeat",
      principal: "events.amazonaws.com",
      sourceAccount: "111122223333",
      sourceArn: mockArn("governance-heartbeat"),
    });
    const { inputs } = oneOf(
      declared,
      "aws:cloudwatch/eventTarget:EventTarget",
      "governance-heartbeat",
    );
    assert.equal(inputs["arn"], mockArn("governance-heartbeat"));
  });

  it("keeps failed calls encrypted, and refuses them without TLS", () => {
    const { inputs } = oneOf(declared, "aws:sqs/queue:Queue", "governance-dead-letters");
    assert.equal(inputs["kmsMasterKeyId"], "arn:key");
    assert.equal(inputs["messageRetentionSeconds"], 1_209_600);
    const policy = oneOf(
      declared,
      "aws:sqs/queuePolicy:QueuePolicy",
      "governance-dead-letters",
    ).inputs;
    assert.deepEqual(JSON.parse(String(policy["policy"])), planOf({}).function.deadLetters.policy);
  });

  it("takes silence for an alarm, and no errors for none", () => {
    const treat = ofType(declared, alarmType).map(({ name, inputs }) => [
      name,
      inputs["comparisonOperator"],
      inputs["treatMissingData"],
    ]);
    const any = ["GreaterThanOrEqualToThreshold", "notBreaching"];
    assert.deepEqual(treat, [
      ["governance-governance-silent", "LessThanThreshold", "breaching"],
      ["governance-governance-not-ready", ...any],
      ["governance-governance-table-writes", ...any],
      ["governance-governance-errors", ...any],
      ["governance-governance-throttles", ...any],
      ["governance-governance-dead-letters", ...any],
    ]);
    for (const { inputs } of ofType(declared, alarmType)) {
      assert.deepEqual(inputs["alarmActions"], ["arn:topic"]);
    }
  });

  it("counts what the function says of itself, and what the trail says of its table", () => {
    const filters = ofType(declared, "aws:cloudwatch/logMetricFilter:LogMetricFilter");
    assert.deepEqual(
      filters.map(({ inputs }) => [inputs["name"], inputs["logGroupName"]]),
      [
        ["governance-heartbeat", "group"],
        ["governance-not-ready", "group"],
        ["governance-table-writes", "trail-group"],
      ],
    );
  });

  it("keeps instances ready for callers and reserves some in prod", async () => {
    const prod = await declare({ environment: "prod" });
    const ready = ofType(
      prod,
      "aws:lambda/provisionedConcurrencyConfig:ProvisionedConcurrencyConfig",
    );
    assert.deepEqual(
      ready.map(({ inputs }) => inputs),
      [
        {
          functionName: "agent-runtime-prod-governance",
          qualifier: "orbit",
          provisionedConcurrentExecutions: 1,
        },
      ],
    );
    const { inputs } = oneOf(prod, "aws:lambda/function:Function", "governance-function");
    assert.equal(inputs["reservedConcurrentExecutions"], 50);
    assert.equal(oneOf(prod, "aws:dynamodb/table:Table", "governance-table").options.protect, true);
  });

  it("takes signed code alone where that is configured", async () => {
    const signed = await declare({ governance: { codeSigning: true } });
    const { inputs } = oneOf(signed, "aws:lambda/function:Function", "governance-function");
    assert.equal(inputs["code"], undefined);
    assert.equal(inputs["s3Key"], "governance-code-signed");
    assert.equal(inputs["codeSigningConfigArn"], mockArn("governance-signing"));
  });

  it("tells workloads whom to ask, and how to verify receipts", async () => {
    const told: unknown[] = [];
    await declaredBy(() => {
      const governance = { receipts: { keyGenerations: [1, 2], signing: "kms", singleUse: false } };
      pulumi.output(create({ governance }).outputs).apply((outputs) => told.push(outputs));
    });
    const [outputs] = told;
    const receipts = { receiptSigning: "kms", singleUse: false };
    assert.deepEqual(outputs, {
      aliasArns: { orbit: mockArn("governance-orbit") },
      tableName: "agent-runtime-dev-governance",
      receiptAnchors: { "receipts-1": "public-key", "receipts-2": "public-key" },
      ...receipts,
      policyDigest: planOf({}).policyDigest,
    });
  });
});
