import assert from "node:assert/strict";
import { inspect } from "node:util";
import {
  ResourceExistsException,
  ResourceNotFoundException,
  SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import { RotationFailure } from "../../../lambdas/rotate-secret/failure";
import { secretsManagerStore } from "../../../lambdas/rotate-secret/secrets-manager-store";
import type { SecretStore } from "../../../lambdas/rotate-secret/store";

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

const calls: readonly {
  readonly title: string;
  readonly command: string;
  readonly call: (store: SecretStore) => Promise<unknown>;
}[] = [
  { title: "describe", command: "DescribeSecretCommand", call: (store) => store.describe("id") },
  { title: "read", command: "GetSecretValueCommand", call: (store) => store.read("id", "two") },
  {
    title: "read the administrator's secret",
    command: "GetSecretValueCommand",
    call: (store) => store.readCurrent("id"),
  },
  { title: "generate", command: "GetRandomPasswordCommand", call: (store) => store.generate(48) },
  {
    title: "store",
    command: "PutSecretValueCommand",
    call: (store) => store.putPending("id", "two", "canary-value"),
  },
  {
    title: "move the label",
    command: "UpdateSecretVersionStageCommand",
    call: (store) => store.makeCurrent("id", "two", "one"),
  },
];

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

  it("R3 reads a value by version id, never by label", async () => {
    const { store, sent } = storeWith({ GetSecretValueCommand: { SecretString: "value" } });
    assert.equal(await store.read("id", "two"), "value");
    assert.deepEqual(sent, [["GetSecretValueCommand", { SecretId: "id", VersionId: "two" }]]);
  });

  it("takes a version that is not found as one without value", async () => {
    assert.equal(
      await storeWith({ GetSecretValueCommand: notFound }).store.read("id", "two"),
      undefined,
    );
  });

  it("takes binary values as no value of its own", async () => {
    assert.equal(await storeWith({ GetSecretValueCommand: {} }).store.read("id", "two"), undefined);
  });

  it("fails when it cannot read, so that no second value is made", async () => {
    const { store } = storeWith({ GetSecretValueCommand: new Error("throttled") });
    await assert.rejects(store.read("id", "two"), { reason: "secrets-manager" });
  });

  it("reads the current value of the administrator's secret", async () => {
    const { store, sent } = storeWith({ GetSecretValueCommand: { SecretString: "value" } });
    assert.equal(await store.readCurrent("admin"), "value");
    assert.deepEqual(sent, [
      ["GetSecretValueCommand", { SecretId: "admin", VersionStage: "AWSCURRENT" }],
    ]);
    await assert.rejects(storeWith({}).store.readCurrent("admin"), { reason: "value-missing" });
  });

  it("generates letters and digits, as many as are asked for", async () => {
    const { store, sent } = storeWith({ GetRandomPasswordCommand: { RandomPassword: "value" } });
    assert.equal(await store.generate(48), "value");
    assert.deepEqual(sent, [
      ["GetRandomPasswordCommand", { PasswordLength: 48, ExcludePunctuation: true }],
    ]);
  });

  it("stores no empty value when Secrets Manager generates none", async () => {
    await assert.rejects(storeWith({}).store.generate(48), { reason: "secrets-manager" });
  });

  it("leaves the value that another run stored under the same token", async () => {
    const exists = new ResourceExistsException({ message: "other value", $metadata: {} });
    await storeWith({ PutSecretValueCommand: exists }).store.putPending("id", "two", "value");
  });

  for (const { title, call, command } of calls) {
    it(`R7 fails to ${title} without repeating what AWS or the SDK said`, async () => {
      const error = new Error("SecretString canary-hunter2", { cause: { SecretString: "canary" } });
      const { store } = storeWith({ [command]: error });
      await assert.rejects(call(store), (failure) => {
        assert.ok(failure instanceof RotationFailure);
        assert.equal(failure.reason, "secrets-manager");
        assert.doesNotMatch(inspect(failure, { depth: 9, showHidden: true }), /canary/);
        return true;
      });
    });
  }

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
