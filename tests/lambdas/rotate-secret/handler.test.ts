import assert from "node:assert/strict";
import { mock } from "node:test";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { handler } from "../../../lambdas/rotate-secret/handler";

const answers: Readonly<Record<string, unknown>> = {
  DescribeSecretCommand: {
    RotationEnabled: true,
    VersionIdsToStages: { token: ["AWSPENDING"] },
  },
  GetSecretValueCommand: {},
  GetRandomPasswordCommand: { RandomPassword: "generated-value" },
  PutSecretValueCommand: {},
};

describe("handler", () => {
  const sent: string[] = [];
  const logged: string[] = [];

  beforeEach(() => {
    sent.length = 0;
    logged.length = 0;
    mock.method(SecretsManagerClient.prototype, "send", (command: object) => {
      sent.push(command.constructor.name);
      return Promise.resolve(answers[command.constructor.name]);
    });
    mock.method(console, "log", (line: string) => logged.push(line));
  });

  afterEach(() => {
    mock.restoreAll();
  });

  it("performs the step it is asked for, and logs it without the value", async () => {
    await handler({ SecretId: "id", ClientRequestToken: "token", Step: "createSecret" });
    assert.deepEqual(sent, Object.keys(answers));
    assert.deepEqual(logged, [
      '{"message":"rotation step done","secretId":"id","token":"token","step":"createSecret"}',
    ]);
  });

  it("refuses what is no rotation event before it calls AWS", async () => {
    await assert.rejects(handler({ SecretId: "id" }), {
      message: "The event is not a rotation step of Secrets Manager.",
    });
    assert.deepEqual([sent, logged], [[], []]);
  });
});
