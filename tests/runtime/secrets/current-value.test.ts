import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { currentValueOf } from "../../../runtime/secrets/current-value";
import { SecretUnavailableError } from "../../../runtime/secrets/kept-secret";

interface Exchange {
  readonly asked: unknown[];
  answer: Readonly<Record<string, unknown>>;
}

function serve(exchange: Exchange): Promise<Server> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      exchange.asked.push(JSON.parse(Buffer.concat(chunks).toString()));
      response.setHeader("content-type", "application/x-amz-json-1.1");
      response.end(JSON.stringify(exchange.answer));
    });
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      resolve(server);
    });
  });
}

describe("currentValueOf", () => {
  const exchange: Exchange = { asked: [], answer: {} };
  let server: Server;
  let client: SecretsManagerClient;

  before(async () => {
    server = await serve(exchange);
    const address = server.address();
    assert.ok(typeof address === "object" && address !== null);
    client = new SecretsManagerClient({
      region: "us-east-1",
      endpoint: `http://127.0.0.1:${String(address.port)}`,
      credentials: { accessKeyId: "test", secretAccessKey: "test" },
    });
  });

  after(() => {
    client.destroy();
    server.close();
  });

  it("SEC-81 asks for the version in force, whatever is pending", async () => {
    exchange.answer = { SecretString: "value" };
    assert.equal(await currentValueOf(client, "agent-runtime/dev/orbit/token")(), "value");
    assert.deepEqual(exchange.asked.at(-1), {
      SecretId: "agent-runtime/dev/orbit/token",
      VersionStage: "AWSCURRENT",
    });
  });

  it("takes a secret without text for unavailable", async () => {
    exchange.answer = { SecretBinary: "AAAA" };
    await assert.rejects(currentValueOf(client, "a")(), SecretUnavailableError);
  });
});
