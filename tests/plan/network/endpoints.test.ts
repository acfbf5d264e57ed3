import assert from "node:assert/strict";
import type { Statement } from "../../../plan/document";
import { planServiceRoles } from "../../../plan/identity/services";
import { planEndpoints } from "../../../plan/network/endpoints";
import { planContext } from "../../support/context";
import {
  appMesh,
  examples,
  foundationModel,
  inferenceProfile,
  type Overrides,
  withModels,
} from "../examples";

const plan = (overrides: Overrides = {}) => planEndpoints(planContext(overrides), "endpoints");

const keysOf = (overrides: Overrides = {}) => plan(overrides).endpoints.map(({ key }) => key);

const allStatements = Object.values(examples)
  .flatMap((overrides) => plan(overrides).endpoints)
  .flatMap(({ key, policy }) => policy.Statement.map((statement) => ({ ...statement, key })));

/** An account whose GuardDuty watches tasks, whichever stack switched it on. */
const watched: Overrides = { monitoring: { detectors: { guardDuty: true } } };

/** Repositories that statements let images be pulled from. */
const pulledBy = (statements: readonly Statement[]) =>
  new Set(
    statements
      .filter(({ Action }) => Action.includes("ecr:BatchGetImage"))
      .flatMap(({ Resource }) => Resource ?? [])
      .map(String),
  );

describe("planEndpoints", () => {
  it("opens what starting a task with secrets and calling another service needs", () => {
    assert.deepEqual(keysOf().sort(), [
      "dynamodb",
      "ecr-api",
      "ecr-dkr",
      "kms",
      "lambda",
      "logs",
      "s3",
      "secretsmanager",
      "sts",
    ]);
  });

  it("opens nothing that is not used", () => {
    const services = { orbit: { tier: "private" } };
    const withoutSecrets = keysOf({ services, edges: [] });
    for (const unused of ["secretsmanager", "sts", "lambda", "dynamodb"]) {
      assert.ok(!withoutSecrets.includes(unused), unused);
    }
    assert.deepEqual(keysOf({ services: {}, edges: [] }), []);
  });

  it("opens no way to assume access roles where the mesh has none", () => {
    assert.ok(!keysOf(appMesh).includes("sts"));
  });

  it("names services of the Region of the stack", () => {
    for (const { key, serviceName } of plan().endpoints) {
      assert.equal(serviceName, `com.amazonaws.us-east-1.${key.replace("ecr-", "ecr.")}`);
    }
  });

  it("limits every statement to the account, but for the layers of images", () => {
    for (const { key, Condition, Resource } of allStatements) {
      const account = Condition?.["StringEquals"]?.["aws:PrincipalAccount"];
      if (key === "s3") {
        assert.equal(account, undefined);
        assert.deepEqual(Resource, ["arn:aws:s3:::prod-us-east-1-starport-layer-bucket/*"]);
      } else {
        assert.equal(account, "111122223333", key);
      }
    }
  });

  it("names no action by wildcard, and no resource but where AWS takes none", () => {
    const withoutResource = ["ecr:GetAuthorizationToken", "guardduty:SendSecurityTelemetry"];
    for (const { Action, Resource } of allStatements) {
      assert.ok(!Action.join().includes("*"), Action.join());
      if (Resource?.includes("*")) {
        assert.equal(Action.length, 1);
        assert.ok(withoutResource.includes(Action.join()), Action.join());
      }
    }
  });

  it("serves clients in the VPC by S3's private names, and sets that for S3 alone", () => {
    const serving = plan().endpoints.filter(({ servesS3 }) => servesS3);
    assert.deepEqual(
      serving.map(({ key }) => key),
      ["s3"],
    );
  });

  it("lets callers through to their aliases of governance, and callees to its table, and no further", () => {
    const statementOf = (wanted: string) => {
      const statements = plan().endpoints.find(({ key }) => key === wanted)?.policy.Statement;
      return (statements ?? []).map(({ Action, Resource }) => [Action, Resource]);
    };
    assert.deepEqual(statementOf("lambda"), [
      [
        ["lambda:InvokeFunction"],
        ["arn:aws:lambda:us-east-1:111122223333:function:agent-runtime-dev-governance:orbit"],
      ],
    ]);
    assert.deepEqual(statementOf("dynamodb"), [
      [
        ["dynamodb:GetItem", "dynamodb:PutItem"],
        ["arn:aws:dynamodb:us-east-1:111122223333:table/agent-runtime-dev-governance"],
      ],
    ]);
  });

  it("opens a way to models where a service has some: each service to its own, and no further", () => {
    assert.ok(!keysOf().includes("bedrock-runtime"));
    const models = plan(withModels).endpoints.find(({ key }) => key === "bedrock-runtime");
    assert.equal(models?.serviceName, "com.amazonaws.us-east-1.bedrock-runtime");
    const ask = (sid: string, service: string, arns: readonly string[]) => ({
      Sid: sid,
      Effect: "Allow",
      Principal: "*",
      Action: ["bedrock:InvokeModel"],
      Resource: arns,
      Condition: {
        StringEquals: { "aws:PrincipalAccount": "111122223333" },
        ArnEquals: {
          "aws:PrincipalArn": [
            `arn:aws:iam::111122223333:role/agent-runtime/dev/agent-runtime-dev-${service}-task`,
          ],
        },
      },
    });
    assert.deepEqual(models.policy.Statement, [
      ask("AskModels1", "orbit", [foundationModel.arn]),
      ask("AskModels2", "axon", [inferenceProfile.arn, ...inferenceProfile.foundationModels]),
    ]);
  });

  it("IR-95 opens a way for GuardDuty's agent to report to it, and to nothing else, where it runs", () => {
    const endpoint = plan(watched).endpoints.find(({ key }) => key === "guardduty-data");
    assert.equal(endpoint?.serviceName, "com.amazonaws.us-east-1.guardduty-data");
    // The agent resolves the private name: GuardDuty User Guide, "How the security agent connects to GuardDuty".
    assert.equal(endpoint.privateDns, true);
    const [statement, ...others] = endpoint.policy.Statement;
    assert.deepEqual(others, []);
    assert.deepEqual(statement?.Action, ["guardduty:SendSecurityTelemetry"]);
    assert.deepEqual(statement.Condition, {
      StringEquals: { "aws:PrincipalAccount": "111122223333" },
    });
    assert.ok(!keysOf().includes("guardduty-data"));
    assert.ok(!keysOf({ ...watched, services: {}, edges: [] }).includes("guardduty-data"));
  });

  it("IR-95 lets through exactly the images that execution roles may pull, the agent's among them", () => {
    for (const overrides of [{}, watched]) {
      const context = planContext(overrides);
      const roles = ["orbit", "axon"].flatMap((service) => planServiceRoles(context, service));
      const statements = roles.flatMap(({ policy }) => policy?.Statement ?? []);
      for (const key of ["ecr-api", "ecr-dkr"]) {
        const endpoint = plan(overrides).endpoints.find((other) => other.key === key);
        assert.deepEqual(pulledBy(endpoint?.policy.Statement ?? []), pulledBy(statements), key);
      }
    }
    const statements = plan(watched).endpoints.flatMap(({ policy }) => policy.Statement);
    assert.ok(
      [...pulledBy(statements)].some((arn) => arn.endsWith("/aws-guardduty-agent-fargate")),
    );
  });

  it("asks for private names wherever the service has them", () => {
    const without = plan().endpoints.filter(({ privateDns }) => !privateDns);
    assert.deepEqual(
      without.map(({ key }) => key),
      ["dynamodb"],
    );
  });

  it("publishes the document that refers to keys, under the endpoint's logical name", () => {
    const { documents, endpoints } = plan();
    const kms = endpoints.find(({ key }) => key === "kms");
    assert.ok(kms);
    assert.deepEqual(documents, [
      {
        id: "kms",
        kind: "endpoint",
        target: "endpoints-kms",
        property: "policy",
        statements: kms.policy.Statement,
      },
    ]);
    assert.deepEqual(kms.policy.Statement[0]?.Resource, [
      { ref: "keys-orbit-data" },
      { ref: "keys-axon-data" },
    ]);
  });
});
