import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import path from "node:path";
import { parseLine } from "../../support/security-events";
import { secretId, token } from "./rig";

const root = path.resolve(__dirname, "../../..");

/** Secrets Manager on a port of the process itself, which answers every call alike. */
const program = (event: unknown) => `
  const server = require("node:http").createServer((request, response) => {
    process.stderr.write(request.headers["x-amz-target"] + "\\n");
    response.setHeader("content-type", "application/x-amz-json-1.1");
    response.end(JSON.stringify({
      RotationEnabled: true,
      VersionIdsToStages: { ${JSON.stringify(token)}: ["AWSPENDING"] },
      SecretString: "canary-hunter2",
    }));
  });
  server.listen(0, "127.0.0.1", async () => {
    process.env.SECRETS_MANAGER_ENDPOINT = "http://127.0.0.1:" + server.address().port;
    require("ts-node/register/transpile-only");
    const { handler } = require("./lambdas/rotate-secret/handler.ts");
    const context = { getRemainingTimeInMillis: () => 60000 };
    await handler(${JSON.stringify(event)}, context).catch((error) => process.stderr.write(error.message));
    process.exit();
  });`;

/** Invokes the entry point in a process of its own, as Lambda does, and gives what it wrote. */
function invoke(event: unknown, rotation: string | undefined) {
  return spawnSync(process.execPath, ["-e", program(event)], {
    cwd: root,
    encoding: "utf8",
    env: {
      PATH: process.env["PATH"],
      AWS_REGION: "us-east-1",
      AWS_ACCESS_KEY_ID: "test",
      AWS_SECRET_ACCESS_KEY: "test",
      ...(rotation !== undefined && { ROTATION: rotation }),
    },
  });
}

const rotation = JSON.stringify({
  secrets: { [`${secretId.slice(0, -6)}??????`]: { kind: "generated" } },
});

const event = { SecretId: secretId, ClientRequestToken: token, Step: "testSecret" };

describe("handler", () => {
  it("performs the step it is asked for, and logs it without the value", () => {
    const { stdout, stderr } = invoke(event, rotation);
    assert.deepEqual(stderr.trim().split("\n"), [
      "secretsmanager.DescribeSecret",
      "secretsmanager.GetSecretValue",
    ]);
    const { phase, step, secret, version, service } = parseLine(stdout.trim());
    assert.deepEqual(
      { phase, step, secret, version, service },
      {
        phase: "done",
        step: "testSecret",
        secret: secretId,
        version: token,
        service: "rotate-secret",
      },
    );
    assert.doesNotMatch(stdout, /canary/);
  });

  it("R6 asks AWS nothing about a secret that it may not rotate", () => {
    const { stdout, stderr } = invoke({ ...event, SecretId: `${secretId}x` }, rotation);
    assert.match(stderr, /^secret-not-listed: /);
    assert.equal(parseLine(stdout.trim())["failure"], "secret-not-listed");
  });

  it("does not start without knowing how secrets rotate", () => {
    const { status, stderr } = invoke(event, undefined);
    assert.notEqual(status, 0);
    assert.match(stderr, /ROTATION does not say how secrets rotate/);
  });
});
