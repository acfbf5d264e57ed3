import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { DeadlineError, withDeadline } from "../../../runtime/request/deadline";
import { lambdaDecisionPoint } from "../../../runtime/request/decision-client";
import { testCredentials } from "../../support/governed-calls";

const aliasArn = "arn:aws:lambda:us-east-1:111122223333:function:estate-dev-governance:orbit";
type Answer = (response: ServerResponse) => unknown;

describe("lambdaDecisionPoint", () => {
  const arrived: { readonly url: string; readonly body: string }[] = [];
  let answer: Answer = (response) => response.end("{}");
  const server = createServer((request: IncomingMessage, response) => {
    void text(request).then((body) => {
      arrived.push({ url: request.url ?? "", body });
      answer(response);
    });
  });
  let endpoint = "";

  before(async () => {
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    endpoint = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  });
  beforeEach(() => {
    arrived.length = 0;
  });
  after(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  });

  const ask = (question = "{}", milliseconds = 10_000) => {
    const client = { region: "us-east-1", credentials: testCredentials, endpoint };
    const point = lambdaDecisionPoint({ aliasArn, client, maxAnswerBytes: 1000 });
    return withDeadline(milliseconds, (signal) => point.ask(question, signal));
  };

  it("sends the question as text, so that duplicate keys reach governance", async () => {
    const question = '{"intent":"read","intent":"reason"}';
    await ask(question);
    assert.deepEqual(JSON.parse(arrived[0]?.body ?? ""), { body: question });
    const path = decodeURIComponent(arrived[0]?.url ?? "");
    assert.equal(path, `/2015-03-31/functions/${aliasArn}/invocations`);
  });

  it("gives the body of an HTTP-shaped answer, or the answer itself", async () => {
    answer = (response) => response.end('{"statusCode":200,"body":"{\\"allowed\\":false}"}');
    assert.equal(await ask(), '{"allowed":false}');
    answer = (response) => response.end('{"allowed":false}');
    assert.equal(await ask(), '{"allowed":false}');
  });

  const failures: Readonly<Record<string, Answer>> = {
    "a FunctionError": (response) =>
      response.setHeader("x-amz-function-error", "Unhandled").end('{"allowed":true}'),
    "status 500": (response) => response.writeHead(500).end('{"allowed":true}'),
    "status 503": (response) => response.writeHead(503).end("unavailable"),
    "status 429": (response) => response.writeHead(429).end("{}"),
    "an answer that is no JSON": (response) => response.end("<html>"),
    "an answer that is no UTF-8": (response) => response.end(Buffer.from([0x22, 0xff, 0x22])),
    "an answer that is too long": (response) => response.end(JSON.stringify("a".repeat(1000))),
    "no answer at all": (response) => response.end(),
    "a connection that breaks": (response) => response.destroy(),
  };
  for (const [name, failure] of Object.entries(failures)) {
    it(`C2 throws on ${name}, after one attempt`, async () => {
      answer = failure;
      await assert.rejects(ask());
      assert.equal(arrived.length, 1);
    });
  }

  it("C1 ends with its caller's deadline when governance hangs, and gives the connection up", async () => {
    const closed = new Promise((resolve) => {
      answer = (response) => response.on("close", resolve);
    });
    await assert.rejects(ask("{}", 50), DeadlineError);
    await closed;
  });

  it("C1 ends with its caller's deadline when the answer stalls after its headers", async () => {
    answer = (response) => response.writeHead(200, { "content-length": 100 }).write("{");
    await assert.rejects(ask("{}", 50), DeadlineError);
  });
});
