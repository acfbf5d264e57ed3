import assert from "node:assert/strict";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { awsRotations } from "../../../lambdas/contain-incident/rotations";

function rotationsWith(answer: Readonly<Record<string, unknown>>) {
  const sent: unknown[] = [];
  const lambda = new LambdaClient({ region: "us-east-1" });
  const secrets = new SecretsManagerClient({ region: "us-east-1" });
  const output = { $metadata: {}, ...answer };
  lambda.middlewareStack.add(
    (_next, { commandName = "" }) =>
      ({ input }) => {
        sent.push([commandName, input]);
        return Promise.resolve({ output, response: {} });
      },
    { step: "initialize", priority: "high" },
  );
  secrets.middlewareStack.add(
    (_next, { commandName = "" }) =>
      ({ input }) => {
        sent.push([commandName, input]);
        return Promise.resolve({ output, response: {} });
      },
    { step: "initialize", priority: "high" },
  );
  return { rotations: awsRotations(lambda, secrets), sent };
}

describe("awsRotations", () => {
  it("tells no reserved concurrency from one of none", async () => {
    const none = rotationsWith({}).rotations;
    assert.equal(await none.readReservedConcurrency("rotation"), undefined);
    const zero = rotationsWith({ ReservedConcurrentExecutions: 0 }).rotations;
    assert.equal(await zero.readReservedConcurrency("rotation"), 0);
  });

  it("stops a function, and takes its reservation away again", async () => {
    const { rotations, sent } = rotationsWith({});
    await rotations.putReservedConcurrency("rotation", 0);
    await rotations.putReservedConcurrency("rotation", undefined);
    const FunctionName = "rotation";
    assert.deepEqual(sent, [
      ["PutFunctionConcurrencyCommand", { FunctionName, ReservedConcurrentExecutions: 0 }],
      ["DeleteFunctionConcurrencyCommand", { FunctionName }],
    ]);
  });

  it("rotates a secret by its name, with a token that begins it once", async () => {
    const { rotations, sent } = rotationsWith({});
    await rotations.rotateSecret("p/dev/axon/database", "token");
    const input = { SecretId: "p/dev/axon/database", ClientRequestToken: "token" };
    assert.deepEqual(sent, [["RotateSecretCommand", input]]);
  });
});
