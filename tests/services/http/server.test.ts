import assert from "node:assert/strict";
import { EventEmitter, once } from "node:events";
import https from "node:https";
import { currentCorrelation } from "../../../runtime/telemetry/correlation";
import type { HttpHandler } from "../../../services/http/answer";
import {
  createHttpServer,
  type HttpServer,
  type HttpServerOptions,
} from "../../../services/http/server";
import { loadTls } from "../../../services/http/tls";
import { requestLoopback, sendBytes } from "../../support/https-client";

const echo: HttpHandler = ({ method, rawPath, body, correlation }) =>
  Promise.resolve({
    status: 200,
    body: {
      method,
      rawPath,
      text: Buffer.from(body).toString("utf8"),
      isCurrent: currentCorrelation() === correlation,
    },
  });

const running: HttpServer[] = [];
const refusals: number[] = [];
const failures: unknown[] = [];

async function start(changes: Partial<HttpServerOptions> = {}): Promise<number> {
  const server = createHttpServer({
    tls: await loadTls({ kind: "self-signed", name: "localhost" }),
    routes: { "POST /echo": echo },
    onRefused: (status) => refusals.push(status),
    onFailure: (error) => failures.push(error),
    ...changes,
    limits: { graceMilliseconds: 100, ...changes.limits },
  });
  running.push(server);
  return server.listen(0, "127.0.0.1");
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()));
  refusals.length = 0;
  failures.length = 0;
});

describe("server", () => {
  it("hands a request to its handler as received, and answers JSON with the correlation id", async () => {
    const port = await start();
    const answer = await requestLoopback({
      port,
      method: "POST",
      path: "/echo?a=%20&a=2",
      headers: ["X-Correlation-Id", "abcdefgh-1"],
      body: "hello",
    });
    assert.equal(answer.status, 200);
    assert.deepEqual(JSON.parse(answer.text), {
      method: "POST",
      rawPath: "/echo?a=%20&a=2",
      text: "hello",
      isCurrent: true,
      correlationId: "abcdefgh-1",
    });
    assert.equal(answer.headers["x-correlation-id"], "abcdefgh-1");
    assert.equal(answer.headers["content-type"], "application/json");
    assert.equal(answer.headers["cache-control"], "no-store");
    assert.equal(answer.headers["server"], undefined);
    assert.equal(answer.headers["x-powered-by"], undefined);
  });

  it("L1 answers with a new correlation id where the caller's is invalid or doubled", async () => {
    const port = await start();
    for (const headers of [
      ["x-correlation-id", 'a"b'],
      ["x-correlation-id", "abcdefgh-1", "X-Correlation-Id", "abcdefgh-2"],
    ]) {
      const answer = await requestLoopback({ port, path: "/healthz", headers });
      assert.match(String(answer.headers["x-correlation-id"]), /^[0-9a-f-]{36}$/);
      assert.ok(!answer.text.includes("abcdefgh"));
    }
  });

  it("answers its health, and nothing about other paths and methods", async () => {
    const port = await start();
    const health = await requestLoopback({ port, path: "/healthz" });
    assert.partialDeepStrictEqual(JSON.parse(health.text), { status: "ok" });
    assert.equal((await requestLoopback({ port, path: "/%2e%2e/etc" })).status, 404);
    assert.equal((await requestLoopback({ port, path: "/ECHO" })).status, 404);
    assert.equal((await requestLoopback({ port, path: "/echo" })).status, 405);
    assert.equal((await requestLoopback({ port, path: "/__proto__" })).status, 404);
    assert.deepEqual(refusals, [404, 404, 405, 404]);
  });

  it("V1 refuses each security header that is sent twice", async () => {
    const port = await start();
    const names = [
      "x-amzn-lattice-identity",
      "x-web-identity-token",
      "x-decision-receipt",
      "content-digest",
      "x-correlation-id",
      "authorization",
    ];
    for (const name of names) {
      const headers = [name, "abcdefgh", name.toUpperCase(), "abcdefgh"];
      const answer = await requestLoopback({ port, method: "POST", path: "/echo", headers });
      assert.equal(answer.status, 400, name);
      assert.partialDeepStrictEqual(JSON.parse(answer.text), { error: "duplicate-header" });
    }
    assert.equal(refusals.length, names.length);
  });

  it("refuses a body that is too long, whether its length is stated or not", async () => {
    const port = await start({ limits: { maxBodyBytes: 100 } });
    const body = "x".repeat(101);
    const stated = await requestLoopback({ port, method: "POST", path: "/echo", body });
    assert.equal(stated.status, 413);
    assert.equal(stated.headers["connection"], "close");
    const chunked = await sendBytes(
      port,
      "POST /echo HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n",
      `65\r\n${body}\r\n`,
    );
    assert.match(chunked, /^HTTP\/1\.1 413 /);
    assert.deepEqual(refusals, [413, 413]);
    const full = await requestLoopback({
      port,
      method: "POST",
      path: "/echo",
      body: body.slice(1),
    });
    assert.equal(full.status, 200);
  });

  const unparsed: Readonly<Record<string, [number, string]>> = {
    "no HTTP": [400, "hello\r\n\r\n"],
    "no host": [400, "GET /healthz HTTP/1.1\r\nConnection: close\r\n\r\n"],
    "an empty host": [400, "GET /healthz HTTP/1.1\r\nHost:\r\nConnection: close\r\n\r\n"],
    "two lengths": [
      400,
      "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
    ],
    "a length and chunks": [
      400,
      "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    ],
    "a line feed alone": [400, "GET /healthz HTTP/1.1\nHost: a\nX: \u0000\n\n"],
    "headers that are too long": [
      431,
      `GET /healthz HTTP/1.1\r\nHost: a\r\nX-A: ${"a".repeat(20_000)}\r\n\r\n`,
    ],
  };

  for (const [name, [status, bytes]] of Object.entries(unparsed)) {
    it(`refuses ${name} without repeating it, and ends the connection`, async () => {
      const port = await start();
      const text = await sendBytes(port, bytes);
      assert.match(text, new RegExp(`^HTTP/1\\.1 ${String(status)} `));
      assert.match(text, /x-correlation-id: [0-9a-f-]{36}\r\n/i);
      assert.ok(!text.includes("aaaa") && !text.includes("at "), "no input, no stack");
      assert.deepEqual(refusals, [status]);
    });
  }

  it("ends requests that arrive too slowly", async () => {
    const limits = { headersMilliseconds: 100, requestMilliseconds: 200 };
    const port = await start({ limits });
    assert.match(await sendBytes(port, "GET /healthz HTTP/1.1\r\n"), /^HTTP\/1\.1 408 /);
    const body = "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc";
    assert.match(await sendBytes(port, body), /^HTTP\/1\.1 408 /);
    assert.deepEqual(refusals, [408, 408]);
  });

  it("answers a failing handler with nothing of its error, and tells of it", async () => {
    const error = new Error("secret detail");
    const port = await start({ routes: { "POST /echo": () => Promise.reject(error) } });
    const answer = await requestLoopback({ port, method: "POST", path: "/echo" });
    assert.equal(answer.status, 500);
    const correlationId = answer.headers["x-correlation-id"];
    assert.deepEqual(JSON.parse(answer.text), { error: "internal", correlationId });
    assert.ok(!answer.text.includes("secret"));
    assert.deepEqual(failures, [error]);
  });

  it("refuses all the same when nobody can be told", async () => {
    const onRefused = () => {
      throw new Error("disk full");
    };
    const port = await start({ onRefused });
    assert.equal((await requestLoopback({ port, path: "/none" })).status, 404);
  });

  it("keeps a connection for the next request", async () => {
    const port = await start();
    const agent = new https.Agent({ keepAlive: true, maxSockets: 1 });
    await requestLoopback({ port, path: "/healthz", agent });
    const second = await requestLoopback({ port, path: "/healthz", agent });
    agent.destroy();
    assert.equal(second.status, 200);
    assert.equal(second.headers["connection"], "keep-alive");
    assert.deepEqual(refusals, []);
  });

  it("L7 answers the same whatever a request asks to be shown", async () => {
    const port = await start({ routes: { "POST /echo": () => Promise.reject(new Error("x")) } });
    const asking = ["debug", "x-debug", "x-log-level", "x-amz-debug", "accept"];
    const headers = ["x-correlation-id", "abcdefgh-1"];
    const plain = await requestLoopback({ port, method: "POST", path: "/echo", headers });
    const asked = await requestLoopback({
      port,
      method: "POST",
      path: "/echo?debug=true&log=debug",
      headers: [...headers, ...asking.flatMap((name) => [name, "debug"])],
    });
    assert.deepEqual([asked.status, asked.text], [plain.status, plain.text]);
  });

  describe("close", () => {
    it("lets a request under way end, says so on its connection, and takes no other", async () => {
      const gates = new EventEmitter();
      const started = once(gates, "started");
      const slow: HttpHandler = async () => {
        gates.emit("started");
        await once(gates, "released");
        return { status: 200, body: {} };
      };
      const port = await start({
        routes: { "POST /slow": slow },
        limits: { graceMilliseconds: 10_000 },
      });
      const [server] = running;
      const answer = requestLoopback({ port, method: "POST", path: "/slow" });
      await started;
      const closed = server?.close();
      await assert.rejects(requestLoopback({ port, path: "/healthz" }), /ECONNREFUSED|ECONNRESET/);
      gates.emit("released");
      assert.equal((await answer).status, 200);
      assert.equal((await answer).headers["connection"], "close");
      await closed;
      running.length = 0;
    });

    it("waits for requests no longer than its grace", async () => {
      const gates = new EventEmitter();
      const started = once(gates, "started");
      const forever: HttpHandler = () => {
        gates.emit("started");
        return new Promise(() => undefined);
      };
      const port = await start({ routes: { "POST /slow": forever } });
      const answer = assert.rejects(requestLoopback({ port, method: "POST", path: "/slow" }));
      await started;
      await running.pop()?.close();
      await answer;
    });
  });
});
