import assert from "node:assert/strict";
import { ResourceNotFoundException, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { secretsManagerStore } from "../../../lambdas/rotate-secret/secrets-manager-store";

type Answer = Readonly<Record<string, unknown>> | Error;

/** A store whose client answers each command from `answers` instead of calling AWS, and records it. */
function storeWith(answers: Readonly<Record<string, Answer>>) {
  const sent: [command: string, input: unknown][] = [];
  const client = new SecretsManagerClient({ region: "us-east-1" });
  client.middlewareStack.add(
    (_next, { commandName = "" }) =>
      ({ input }) => {
        sent.push([commandName, input]);
        const answer = answers[commandName] ?? {};
        if (answer instanceof Error) return Promise.reject(answer);
        return Promise.resolve({ output: { $metadata: {}, ...answer }, response: {} });
      },
    { step: "initialize", priority: "high" },
  );
  return { store: secretsManagerStore(client), sent };
}

const notFound = new ResourceNotFoundException({ message: "no value", $metadata: {} });

describe("secretsManagerStore", () => {
  it("describes a secret by whether it rotates and which version has which label", async () => {
    const { store, sent } = storeWith({
      DescribeSecretCommand: {
        RotationEnabled: true,
        VersionIdsToStages: { one: ["AWSCURRENT"], two: ["AWSPENDING"] },
      },
    });
    assert.deepEqual(await store.describe("id"), {
      rotationEnabled: true,
      stagesByVersion: { one: ["AWSCURRENT"], two: ["AWSPENDING"] },
    });
    assert.deepEqual(sent, [["DescribeSecretCommand", { SecretId: "id" }]]);
  });

  it("takes a secret that says nothing of rotation as one that does not rotate", async () => {
    const { store } = storeWith({});
    assert.deepEqual(await store.describe("id"), { rotationEnabled: false, stagesByVersion: {} });
  });

  it("looks for a value by version id, never by label", async () => {
    const { store, sent } = storeWith({ GetSecretValueCommand: { SecretString: "value" } });
    assert.equal(await store.hasValue("id", "two"), true);
    assert.deepEqual(sent, [["GetSecretValueCommand", { SecretId: "id", VersionId: "two" }]]);
  });

  it("takes a version that is not found as one without value", async () => {
    assert.equal(
      await storeWith({ GetSecretValueCommand: notFound }).store.hasValue("id", "two"),
      false,
    );
  });

  it("takes binary values as no value of its own", async () => {
    assert.equal(await storeWith({ GetSecretValueCommand: {} }).store.hasValue("id", "two"), false);
  });

  it("passes on every other failure to read, so that no second value is made", async () => {
    const { store } = storeWith({ GetSecretValueCommand: new Error("throttled") });
    await assert.rejects(store.hasValue("id", "two"), /throttled/);
  });

  it("generates 48 letters and digits", async () => {
    const { store, sent } = storeWith({ GetRandomPasswordCommand: { RandomPassword: "value" } });
    assert.equal(await store.generate(), "value");
    assert.deepEqual(sent, [
      ["GetRandomPasswordCommand", { PasswordLength: 48, ExcludePunctuation: true }],
    ]);
  });

  it("stores no empty value when Secrets Manager generates none", async () => {
    await assert.rejects(storeWith({}).store.generate(), /generated no value/);
  });

  it("stores a value as pending under the token", async () => {
    const { store, sent } = storeWith({});
    await store.putPending("id", "two", "value");
    assert.deepEqual(sent, [
      [
        "PutSecretValueCommand",
        {
          SecretId: "id",
          ClientRequestToken: "two",
          SecretString: "value",
          VersionStages: ["AWSPENDING"],
        },
      ],
    ]);
  });

  it("moves AWSCURRENT away from the version that holds it", async () => {
    const { store, sent } = storeWith({});
    await store.makeCurrent("id", "two", "one");
    assert.deepEqual(sent, [
      [
        "UpdateSecretVersionStageCommand",
        {
          SecretId: "id",
          VersionStage: "AWSCURRENT",
          MoveToVersionId: "two",
          RemoveFromVersionId: "one",
        },
      ],
    ]);
  });

  it("takes AWSCURRENT from nobody when nobody holds it", async () => {
    const { store, sent } = storeWith({});
    await store.makeCurrent("id", "two", undefined);
    assert.deepEqual(sent, [
      [
        "UpdateSecretVersionStageCommand",
        { SecretId: "id", VersionStage: "AWSCURRENT", MoveToVersionId: "two" },
      ],
    ]);
  });
});
