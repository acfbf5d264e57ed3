import assert from "node:assert/strict";
import { isRetryable, type RefusalReason } from "../../../runtime/reasons";
import { contentDigest } from "../../../runtime/request/content-digest";
import type { GovernedCaller, GovernedCallResult } from "../../../runtime/request/governed-call";
import { bodySha256 } from "../../../runtime/request/request-digest";
import type { ReceivedRequest } from "../../../runtime/request/verify-request";
import { currentCorrelation } from "../../../runtime/telemetry/correlation";
import { offlineReasoner } from "../../../services/axon/offline-reasoner";
import { createAxon } from "../../../services/axon/service";
import type { HttpServer } from "../../../services/http/server";
import { loadTls } from "../../../services/http/tls";
import { createOrbit, type Inbound } from "../../../services/orbit/service";
import { claimsFor, goodRequest, makeCallee, withHeader } from "../../support/callee";
import { type LoopbackAnswer, requestLoopback } from "../../support/https-client";
import { makeOrbitCaller, type OnTheWay } from "./governed";

type Call = Parameters<GovernedCaller["call"]>[0];

const running: HttpServer[] = [];
const facts = { correlationId: "correlation-1", attempts: 1 };

const sent = (status: number, body: unknown): GovernedCallResult => ({
  outcome: "sent",
  response: { status, headers: {}, body: Buffer.from(JSON.stringify(body)) },
  ...facts,
});

const refused = (reason: RefusalReason): GovernedCallResult => ({
  outcome: "refused",
  reason,
  retryable: isRetryable(reason),
  maybeSent: false,
  ...facts,
});

/** Orbit with a caller that has one result for every call. */
async function start(result: GovernedCallResult, inbound: Inbound = { kind: "network" }) {
  const calls: Call[] = [];
  const correlations: string[] = [];
  const orbit = createOrbit({
    tls: await loadTls({ kind: "self-signed", name: "localhost" }),
    inbound,
    caller: {
      call: (request) => {
        calls.push(request);
        correlations.push(currentCorrelation().id);
        return Promise.resolve(result);
      },
    },
    axonUrl: "https://axon.example.internal/reason",
    limits: { graceMilliseconds: 100 },
  });
  running.push(orbit);
  const port = await orbit.listen(0, "127.0.0.1");
  const dispatch = (body: string, ...headers: readonly string[]): Promise<LoopbackAnswer> =>
    requestLoopback({
      port,
      method: "POST",
      path: "/dispatch",
      headers: ["content-type", "application/json", ...headers],
      body,
    });
  return { port, calls, correlations, dispatch };
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()));
});

describe("orbit", () => {
  it("has a task reasoned about in one governed call, under the request's correlation", async () => {
    const { calls, correlations, dispatch } = await start(sent(200, { answer: "42", model: "m" }));
    const answer = await dispatch('{"task":"add"}', "x-correlation-id", "abcdefgh-1");
    assert.equal(answer.status, 200);
    assert.deepEqual(JSON.parse(answer.text), {
      answer: "42",
      model: "m",
      correlationId: "abcdefgh-1",
    });
    assert.deepEqual(correlations, ["abcdefgh-1"]);
    assert.deepEqual(calls, [
      {
        intent: "reason",
        method: "POST",
        url: "https://axon.example.internal/reason",
        headers: { "content-type": "application/json" },
        body: '{"task":"add"}',
      },
    ]);
  });

  it("makes no call for a task that is not valid", async () => {
    const { calls, dispatch } = await start(sent(200, {}));
    const long = JSON.stringify({ task: "x".repeat(8001) });
    for (const body of ["", "[]", '{"task":1}', '{"task":"a","url":"https://evil"}', long]) {
      assert.equal((await dispatch(body)).status, 400);
    }
    assert.deepEqual(calls, []);
  });

  describe("for governed calls alone", () => {
    const task = '{"task":"add"}';
    const toOrbit = { service: "orbit", host: "localhost", path: "/dispatch", caller: "client" };

    async function startGoverned() {
      const callee = makeCallee(toOrbit);
      const { telemetry } = callee.options;
      const inbound = { kind: "governed", verifier: callee, telemetry } as const;
      const orbit = await start(sent(200, { answer: "42", model: "m" }), inbound);
      const request = async (changes: Parameters<typeof claimsFor>[1] = {}) => {
        const call = { ...toOrbit, body: task, ...changes };
        return goodRequest(callee, claimsFor(callee, call), call);
      };
      const send = ({ method, rawPath, rawHeaders, body }: ReceivedRequest) =>
        requestLoopback({
          ...{ port: orbit.port, method, path: rawPath, body },
          headers: [...rawHeaders, "content-type", "application/json"],
        });
      const reasons = () => callee.events().map(({ reason }) => reason);
      return { ...orbit, callee, request, send, reasons };
    }

    it("works for a verified call, and calls axon under the correlation that was verified", async () => {
      const { callee, request, send, calls, correlations } = await startGoverned();
      assert.equal((await send(await request())).status, 200);
      const [event, ...others] = callee.events();
      assert.deepEqual(others, []);
      assert.partialDeepStrictEqual(event, { decision: "allow", caller: "client" });
      assert.deepEqual(correlations, [event?.["correlation_id"]]);
      assert.equal(event?.["callee"], "orbit");
      assert.ok(calls.every((call) => !("onBehalfOf" in call)));
    });

    it("G13 knows callers by transport alone, and refuses the receipt of another", async () => {
      const { callee, request, send, calls, reasons } = await startGoverned();
      const body = '{"task":"add","service":"client"}';
      const call = { ...toOrbit, body };
      assert.equal((await send(await request({ body, caller: "comet" }))).status, 400);
      const stolen = await goodRequest(callee, claimsFor(callee, call), {
        ...call,
        caller: "comet",
      });
      assert.equal((await send(stolen)).status, 403);
      assert.deepEqual(calls, []);
      assert.deepEqual(reasons(), ["permitted", "principal-mismatch"]);
      const callers = callee.events().map(({ caller }) => caller);
      assert.deepEqual(callers, ["comet", "comet"], "never what a body says");
    });

    it("G16 refuses a request that is sent again, and one that is for axon", async () => {
      const { callee, request, send, calls, reasons } = await startGoverned();
      const good = await request();
      await send(good);
      const again = await send(good);
      assert.equal(again.status, 403);
      assert.partialDeepStrictEqual(JSON.parse(again.text), { error: "denied", retryable: false });
      const claims = claimsFor(callee, { caller: "client" });
      assert.equal((await send(await goodRequest(callee, claims, toOrbit))).status, 403);
      assert.equal(calls.length, 1);
      assert.deepEqual(reasons(), ["permitted", "replayed", "receipt-audience"]);
    });

    it("G17 refuses a body that was changed on the way, with its digest or without", async () => {
      const { request, send, calls, reasons } = await startGoverned();
      const body = Buffer.from('{"task":"sub"}');
      assert.equal((await send({ ...(await request()), body })).status, 403);
      const digest = contentDigest(bodySha256(body));
      const both = withHeader({ ...(await request()), body }, "content-digest", digest);
      assert.equal((await send(both)).status, 403);
      assert.deepEqual(calls, []);
      assert.deepEqual(reasons(), ["body-mismatch", "request-mismatch"]);
    });

    it("V1 refuses a direct connection with a forged identity header, or none", async () => {
      const { request, send, calls, reasons } = await startGoverned();
      const direct = withHeader(await request(), "x-decision-receipt", undefined);
      assert.equal((await send(direct)).status, 403);
      const nobody = withHeader(direct, "x-amzn-lattice-identity", undefined);
      assert.equal((await send(nobody)).status, 403);
      assert.deepEqual(calls, []);
      assert.deepEqual(reasons(), ["receipt-missing", "identity-missing"]);
    });

    it("G20 records each request once, those too that never reach the verifier", async () => {
      const { callee, port, request, send, reasons } = await startGoverned();
      await requestLoopback({ port, path: "/none" });
      const twice = ["x-decision-receipt", "a", "x-decision-receipt", "a"];
      await requestLoopback({ port, method: "POST", path: "/dispatch", headers: twice });
      await send(await request({ body: "no task" }));
      await requestLoopback({ port, path: "/healthz" });
      assert.deepEqual(reasons(), ["invalid-request", "invalid-request", "permitted"]);
      assert.equal(callee.metrics().length, 3);
    });
  });

  describe("with axon behind it", () => {
    async function startBoth(onTheWay?: OnTheWay) {
      const callee = makeCallee({ host: "localhost" });
      const tls = await loadTls({ kind: "self-signed", name: "localhost" });
      const limits = { graceMilliseconds: 100 };
      const { telemetry } = callee.options;
      const axon = createAxon({
        ...{ tls, limits, telemetry, verifier: callee },
        reasoner: offlineReasoner,
      });
      const axonPort = await axon.listen(0, "127.0.0.1");
      const { caller, lines } = makeOrbitCaller(callee, axonPort, onTheWay);
      const axonUrl = `https://localhost:${String(axonPort)}/reason`;
      const orbit = createOrbit({ tls, limits, inbound: { kind: "network" }, caller, axonUrl });
      running.push(axon, orbit);
      const port = await orbit.listen(0, "127.0.0.1");
      const headers = ["content-type", "application/json", "x-correlation-id", "abcdefgh-1"];
      const dispatch = () =>
        requestLoopback({
          ...{ port, method: "POST", path: "/dispatch", headers },
          body: '{"task":"Agents call agents."}',
        });
      return { callee, lines, dispatch };
    }

    it("answers with what axon has reasoned, under one correlation id and one decision id", async () => {
      const { callee, lines, dispatch } = await startBoth();
      const answer = await dispatch();
      assert.equal(answer.status, 200);
      assert.deepEqual(JSON.parse(answer.text), {
        answer: "Agents call agents.",
        model: "offline-extract",
        correlationId: "abcdefgh-1",
      });
      const [event] = callee.events();
      assert.equal(event?.["correlation_id"], "abcdefgh-1");
      assert.ok(lines.some((line) => line.includes(String(event["decision_id"]))));
    });

    it("G17 answers that it was denied when a body is changed on the way", async () => {
      const { callee, dispatch } = await startBoth(({ headers, body }) => {
        const changed = Buffer.from(body);
        changed[10] = (changed[10] ?? 0) ^ 1;
        return { headers, body: changed };
      });
      assert.equal((await dispatch()).status, 403);
      assert.equal(callee.events()[0]?.["reason"], "body-mismatch");
    });

    it("G16 works once on a request that somebody sends again", async () => {
      let kept: Parameters<OnTheWay>[0] | undefined;
      const { callee, dispatch } = await startBoth((request) => (kept ??= request));
      assert.equal((await dispatch()).status, 200);
      assert.equal((await dispatch()).status, 403);
      assert.deepEqual(
        callee.events().map(({ reason }) => reason),
        ["permitted", "replayed"],
      );
    });
  });

  const refusals: readonly [RefusalReason, number, string][] = [
    ["no-permit", 403, "denied"],
    ["quarantined", 403, "denied"],
    ["pdp-timeout", 503, "unavailable"],
    ["circuit-open", 503, "unavailable"],
    ["policy-error", 502, "not-decided"],
  ];
  for (const [reason, status, error] of refusals) {
    it(`answers ${reason} with status ${String(status)} and its class alone`, async () => {
      const { dispatch } = await start(refused(reason));
      const answer = await dispatch('{"task":"add"}');
      assert.equal(answer.status, status);
      assert.partialDeepStrictEqual(JSON.parse(answer.text), { error });
      assert.equal(answer.headers["retry-after"], status === 503 ? "2" : undefined);
      assert.ok(!answer.text.includes(reason));
    });
  }

  const answers: readonly [string, GovernedCallResult, number][] = [
    ["a refusal of axon", sent(403, { error: "denied", detail: "inner" }), 403],
    ["an axon that is not available", sent(503, { detail: "inner" }), 503],
    ["an error of axon", sent(500, { detail: "inner" }), 502],
    ["an answer without text", sent(200, { detail: "inner" }), 502],
    ["an answer of another type", sent(200, { answer: 1, model: "inner" }), 502],
    ["a success that is no answer", sent(204, { answer: "inner", model: "m" }), 502],
  ];
  for (const [name, result, status] of answers) {
    it(`passes nothing on of ${name}`, async () => {
      const { dispatch } = await start(result);
      const answer = await dispatch('{"task":"add"}');
      assert.equal(answer.status, status);
      assert.ok(!answer.text.includes("inner"));
    });
  }
});
