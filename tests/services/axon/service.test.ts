import assert from "node:assert/strict";
import type { Reasoner } from "../../../services/axon/reasoner";
import { type AxonDependencies, createAxon } from "../../../services/axon/service";
import type { HttpServer } from "../../../services/http/server";
import { loadTls } from "../../../services/http/tls";
import { type Callee, claimsFor, goodRequest, makeCallee } from "../../support/callee";
import { requestLoopback } from "../../support/https-client";

const running: HttpServer[] = [];

/** Axon with a reasoner that repeats its task and counts. */
async function start(changes: Partial<AxonDependencies> = {}) {
  const callee = makeCallee();
  const tasks: string[] = [];
  const reasoner: Reasoner = {
    reason: (task) => {
      tasks.push(task);
      return Promise.resolve({ answer: `about: ${task}`, model: "test" });
    },
  };
  const failures: unknown[] = [];
  const axon = createAxon({
    tls: await loadTls({ kind: "self-signed", name: "localhost" }),
    verifier: callee,
    reasoner,
    telemetry: callee.options.telemetry,
    limits: { graceMilliseconds: 100, maxBodyBytes: 1000 },
    onFailure: (error) => failures.push(error),
    ...changes,
  });
  running.push(axon);
  return { callee, tasks, failures, port: await axon.listen(0, "127.0.0.1") };
}

async function reasonRequest(callee: Callee, port: number, body: string) {
  const changes = { body };
  const claims = claimsFor(callee, changes);
  const { rawHeaders } = await goodRequest(callee, claims, changes);
  const headers = [...rawHeaders, "content-type", "application/json"];
  return { port, method: "POST", path: "/reason", headers, body };
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()));
});

describe("axon", () => {
  it("reasons about a verified request, and answers with its correlation id", async () => {
    const { callee, tasks, port } = await start();
    const request = await reasonRequest(callee, port, '{"task":"add"}');
    const answer = await requestLoopback(request);
    const [event] = callee.events();
    assert.equal(answer.status, 200);
    assert.deepEqual(JSON.parse(answer.text), {
      answer: "about: add",
      model: "test",
      correlationId: event?.["correlation_id"],
    });
    assert.deepEqual(tasks, ["add"]);
    assert.equal(event?.["decision"], "allow");
  });

  it("G16 refuses the same request a second time, and works on it once", async () => {
    const { callee, tasks, port } = await start();
    const request = await reasonRequest(callee, port, '{"task":"add"}');
    await requestLoopback(request);
    const answer = await requestLoopback(request);
    assert.equal(answer.status, 403);
    assert.partialDeepStrictEqual(JSON.parse(answer.text), { error: "denied", retryable: false });
    assert.deepEqual(tasks, ["add"]);
    assert.equal(callee.events().at(-1)?.["reason"], "replayed");
  });

  it("G17 refuses a body that was changed on the way, and works on none of it", async () => {
    const { callee, tasks, port } = await start();
    const request = await reasonRequest(callee, port, '{"task":"add"}');
    const answer = await requestLoopback({ ...request, body: '{"task":"sub"}' });
    assert.equal(answer.status, 403);
    assert.deepEqual(tasks, []);
    assert.equal(callee.events().at(-1)?.["reason"], "body-mismatch");
  });

  it("V1 refuses a direct connection with a forged identity header", async () => {
    const { callee, tasks, port } = await start();
    const { headers, ...request } = await reasonRequest(callee, port, '{"task":"add"}');
    const forged = [
      "x-amzn-lattice-identity",
      headers[3] ?? "",
      "content-type",
      "application/json",
    ];
    assert.equal((await requestLoopback({ ...request, headers: forged })).status, 403);
    assert.equal((await requestLoopback({ ...request, headers: [] })).status, 403);
    assert.deepEqual(tasks, []);
    const reasons = callee.events().map(({ reason }) => reason);
    assert.deepEqual(reasons, ["receipt-missing", "identity-missing"]);
  });

  it("G20 records each request once, those too that never reach the verifier", async () => {
    const { callee, port } = await start();
    await requestLoopback({ port, path: "/none" });
    await requestLoopback({ port, path: "/reason" });
    await requestLoopback({ port, method: "POST", path: "/reason", body: "x".repeat(1001) });
    const twice = ["x-decision-receipt", "a", "x-decision-receipt", "a"];
    await requestLoopback({ port, method: "POST", path: "/reason", headers: twice });
    const events = callee.events();
    assert.equal(events.length, 4);
    for (const event of events) {
      assert.partialDeepStrictEqual(event, { decision: "deny", reason: "invalid-request" });
    }
    assert.equal(callee.metrics().length, 4);
    await requestLoopback({ port, path: "/healthz" });
    assert.equal(callee.lines.length, 8, "health is nothing to record");
  });

  it("answers a verified request that is not valid, without working on it", async () => {
    const { callee, tasks, port } = await start();
    for (const body of ["", "[]", '{"task":""}', '{"task":"a","debug":true}', "{"]) {
      const answer = await requestLoopback(await reasonRequest(callee, port, body));
      assert.equal(answer.status, 400, body);
    }
    assert.deepEqual(tasks, []);
  });

  it("answers that it is not available while its reasoner fails or hangs", async () => {
    const hanging: Reasoner = { reason: () => new Promise(() => undefined) };
    const failing: Reasoner = { reason: () => Promise.reject(new Error("secret detail")) };
    for (const reasoner of [hanging, failing]) {
      const { callee, port, failures } = await start({ reasoner, reasonMilliseconds: 20 });
      const answer = await requestLoopback(await reasonRequest(callee, port, '{"task":"a"}'));
      assert.equal(answer.status, 503);
      assert.equal(answer.headers["retry-after"], "2");
      assert.ok(!answer.text.includes("secret"));
      assert.equal(failures.length, 1);
    }
  });

  it("L4 writes neither task nor answer", async () => {
    const { callee, port } = await start();
    await requestLoopback(await reasonRequest(callee, port, '{"task":"canary-4711"}'));
    assert.ok(!callee.lines.join().includes("canary-4711"));
  });
});
