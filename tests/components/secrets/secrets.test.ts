import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { Secrets } from "../../../components/secrets/secrets";
import { planSecrets } from "../../../plan/secrets";
import type { Overrides } from "../../plan/examples";
import { withRotations } from "../../plan/rotations";
import { planContext } from "../../support/context";
import { type DeclaredResource, declaredBy, ofType, oneOf } from "../../support/mocks";

const mockArn = (name: string) => `arn:aws:mock:us-east-1:111122223333:${name}`;

class Prerequisite extends pulumi.ComponentResource {
  constructor() {
    super("test:index:Prerequisite", "endpoints");
    this.registerOutputs({});
  }
}

const declare = (environment: string, overrides: Overrides = {}) =>
  declaredBy(() => {
    new Secrets("secrets", {
      plan: planSecrets(planContext({ environment, ...overrides })),
      subnetIds: ["subnet-a", "subnet-b"],
      securityGroupIds: { "orbit-rotation": "group-of-rotation" },
      topicArn: "arn:topic",
      before: [new Prerequisite()],
      keyArns: { "keys-orbit-secrets": "arn:key-orbit", "keys-axon-secrets": "arn:key-axon" },
      roleArns: { "orbit-rotation": "arn:role-orbit", "axon-rotation": "arn:role-axon" },
      logGroupNames: {
        [`/agent-runtime/${environment}/orbit-rotation`]: "group-orbit",
        [`/agent-runtime/${environment}/axon-rotation`]: "group-axon",
      },
    });
  });

describe("Secrets", () => {
  let declared: readonly DeclaredResource[] = [];

  before(async () => {
    declared = await declare("dev");
  });

  it("SEC-81 encrypts a secret with its owner's key, and knows no value of it", () => {
    const type = "aws:secretsmanager/secret:Secret";
    const { inputs, options } = oneOf(declared, type, "secrets-orbit-api-token");
    const { tags, ...rest } = inputs;
    assert.deepEqual(rest, {
      name: "agent-runtime/dev/orbit/api-token",
      description: "api-token of orbit",
      kmsKeyId: "arn:key-orbit",
      recoveryWindowInDays: 7,
    });
    assert.match(JSON.stringify(tags), /"Service":"orbit"/);
    assert.deepEqual([options.protect, options.deleteBeforeReplace], [false, true]);
    assert.ok(!declared.some(({ type: other }) => other.includes("secretVersion")));
  });

  it("publishes whose each secret and each function is", () => {
    const { inputs } = oneOf(declared, "agent-runtime:secrets:Secrets", "secrets");
    assert.deepEqual(inputs["zeroTrust"], {
      contract: 1,
      members: {
        orbit: { secrets: ["secrets-orbit-api-token"], functions: ["secrets-orbit-rotation"] },
        axon: { secrets: ["secrets-axon-model-key"], functions: ["secrets-axon-rotation"] },
      },
    });
  });

  it("BEST-27 attaches the planned policy, and has AWS refuse a public one", () => {
    const type = "aws:secretsmanager/secretPolicy:SecretPolicy";
    const { inputs } = oneOf(declared, type, "secrets-axon-model-key");
    const planned = planSecrets(planContext()).secrets.find(({ key }) => key === "axon-model-key");
    assert.equal(inputs["secretArn"], mockArn("secrets-axon-model-key"));
    assert.equal(inputs["blockPublicPolicy"], true);
    assert.deepEqual(JSON.parse(String(inputs["policy"])), planned?.policy);
  });

  it("lets Secrets Manager invoke the function for this secret of this account alone", () => {
    const type = "aws:lambda/permission:Permission";
    assert.deepEqual(oneOf(declared, type, "secrets-orbit-api-token").inputs, {
      action: "lambda:InvokeFunction",
      function: "agent-runtime-dev-orbit-rotation",
      principal: "secretsmanager.amazonaws.com",
      sourceAccount: "111122223333",
      sourceArn: mockArn("secrets-orbit-api-token"),
    });
  });

  it("SEC-76 BEST-28 starts rotation only when policy, permission and everything around them are in force", () => {
    const type = "aws:secretsmanager/secretRotation:SecretRotation";
    const { inputs, options } = oneOf(declared, type, "secrets-orbit-api-token");
    assert.deepEqual(inputs, {
      secretId: "secrets-orbit-api-token-id",
      rotationLambdaArn: mockArn("secrets-orbit-rotation"),
      rotateImmediately: true,
      rotationRules: { automaticallyAfterDays: 30 },
    });
    assert.deepEqual(options.dependsOn, [
      "aws:secretsmanager/secretPolicy:SecretPolicy secrets-orbit-api-token",
      "aws:lambda/permission:Permission secrets-orbit-api-token",
      "test:index:Prerequisite endpoints",
    ]);
  });

  it("runs each function with its own role, and logs where the group already exists", () => {
    const type = "aws:lambda/function:Function";
    assert.equal(ofType(declared, type).length, 2);
    const { code, tags, environment, ...rest } = oneOf(
      declared,
      type,
      "secrets-axon-rotation",
    ).inputs;
    assert.deepEqual(rest, {
      name: "agent-runtime-dev-axon-rotation",
      description: "Rotates the secrets of axon",
      role: "arn:role-axon",
      runtime: "nodejs22.x",
      architectures: ["arm64"],
      handler: "index.handler",
      memorySize: 256,
      timeout: 60,
      kmsKeyArn: "arn:key-axon",
      loggingConfig: { logFormat: "JSON", logGroup: "group-axon" },
    });
    assert.ok(code !== undefined);
    assert.match(JSON.stringify(environment), /axon\/model-key-\?{6}/);
    assert.match(JSON.stringify(tags), /"Service":"axon"/);
  });

  it("keeps secrets from deletion in prod", async () => {
    const secrets = ofType(await declare("prod"), "aws:secretsmanager/secret:Secret");
    assert.equal(secrets.length, 2);
    for (const { inputs, options } of secrets) {
      assert.equal(options.protect, true);
      assert.equal(inputs["recoveryWindowInDays"], 30);
    }
  });

  it("SEC-76 leaves the first value of a database to the operator", async () => {
    const rotations = ofType(
      await declare("dev", withRotations),
      "aws:secretsmanager/secretRotation:SecretRotation",
    );
    const atOnce = rotations.filter(({ inputs }) => inputs["rotateImmediately"] !== false);
    assert.equal(rotations.length, 4);
    assert.deepEqual(
      atOnce.map(({ name }) => name),
      ["secrets-orbit-api-token"],
    );
  });

  it("SEC-78 puts the function of a database into the private subnets, once it can reach what it needs", async () => {
    const type = "aws:lambda/function:Function";
    const functions = await declare("dev", withRotations);
    const { inputs, options } = oneOf(functions, type, "secrets-orbit-rotation");
    assert.deepEqual(inputs["vpcConfig"], {
      subnetIds: ["subnet-a", "subnet-b"],
      securityGroupIds: ["group-of-rotation"],
    });
    assert.deepEqual(options.dependsOn, ["test:index:Prerequisite endpoints"]);
    assert.ok(!("vpcConfig" in oneOf(functions, type, "secrets-axon-rotation").inputs));
  });

  it("BEST-28 raises an alarm on the first error of a function", () => {
    const type = "aws:cloudwatch/metricAlarm:MetricAlarm";
    const { inputs } = oneOf(declared, type, "secrets-orbit-rotation-errors");
    assert.deepEqual(inputs["dimensions"], { FunctionName: "agent-runtime-dev-orbit-rotation" });
    assert.deepEqual(inputs["alarmActions"], ["arn:topic"]);
    assert.deepEqual(
      [inputs["namespace"], inputs["metricName"], inputs["threshold"]],
      ["AWS/Lambda", "Errors", 1],
    );
  });
});
