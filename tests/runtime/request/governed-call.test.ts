import assert from "node:assert/strict";
import { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { parseContentDigest } from "../../../runtime/request/content-digest";
import type {
  GovernedCallerOptions,
  GovernedCallResult,
} from "../../../runtime/request/governed-call";
import { bodySha256 } from "../../../runtime/request/request-digest";
import { acceptCorrelation, withCorrelation } from "../../../runtime/telemetry/correlation";
import { parseTraceparent } from "../../../runtime/telemetry/trace-context";
import { createTelemetry } from "../../../runtime/telemetry/writer";
import {
  type Arrived,
  allowing,
  assertDeniedCall,
  callerOf,
  callTo,
  decisionPoint,
  denying,
  never,
  recorder,
  startServer,
  type TestServer,
  targetOf,
  testCredentials,
} from "../../support/governed-calls";
import { verifiedHeaders } from "../../support/sigv4-reference";

const reasonOf = (result: GovernedCallResult) =>
  result.outcome === "refused" ? result.reason : result.outcome;

describe("createGovernedCaller", () => {
  let server: TestServer;
  before(async () => {
    server = await startServer();
  });
  after(() => server.close());
  beforeEach(() => {
    server.arrived.length = 0;
    server.answers.length = 0;
  });

  const onlyArrived = (): Arrived => {
    const [arrived] = server.arrived;
    assert.ok(arrived !== undefined && server.arrived.length === 1);
    return arrived;
  };

  const assertDenied = (
    reason: string,
    changes: Partial<GovernedCallerOptions> = {},
    request: object = {},
  ) => assertDeniedCall(server, reason, { changes, request });

  it("C3 asks once, sends once and records once when governance allows", async () => {
    const { caller, point, telemetry } = callerOf(server);
    const result = await caller.call(callTo(server, "/reason?b=2&a=1&a=%20"));
    assert.ok(result.outcome === "sent");
    const { status, body } = result.response;
    assert.deepEqual([status, Buffer.from(body).toString()], [200, "{}"]);
    assert.equal(point.questions.length, 1);
    const { method, url, body: sent } = onlyArrived();
    assert.deepEqual([method, url, sent], ["POST", "/reason?b=2&a=1&a=%20", "{}"]);
    assert.deepEqual([telemetry.events.length, telemetry.counts], [1, ["Allowed permitted"]]);
  });

  it("C3 gives a service no signer: what it gets can only make decided calls", () => {
    const { caller } = callerOf(server);
    assert.deepEqual(Reflect.ownKeys(caller), ["call"]);
  });

  it("C3 sends nothing when governance denies, and keeps its reason", async () => {
    const { result } = await assertDenied("quarantined", {
      decisionPoint: decisionPoint((question) => denying(question, "quarantined")),
    });
    assert.equal(result.retryable, false);
    assert.equal(result.decisionId, "decision-0001");
  });

  it("C1 denies pdp-timeout when governance hangs, and tells it so", async () => {
    let isAborted = false;
    const point = decisionPoint((_question, signal) => {
      signal.addEventListener("abort", () => {
        isAborted = true;
      });
      return never();
    });
    const limits = { decisionMilliseconds: 10 };
    const { result } = await assertDenied("pdp-timeout", { decisionPoint: point, limits });
    assert.deepEqual([result.retryable, isAborted], [true, true]);
  });

  it("C1 denies when all of its time is over before governance has answered", async () => {
    const limits = { decisionMilliseconds: 60_000, totalMilliseconds: 10 };
    await assertDenied("pdp-timeout", { decisionPoint: decisionPoint(() => never()), limits });
  });

  it("C1 uses no answer that comes too late", async () => {
    const point = decisionPoint(async (question) => {
      await sleep(30);
      return allowing(question);
    });
    const limits = { decisionMilliseconds: 5 };
    await assertDenied("pdp-timeout", { decisionPoint: point, limits });
    await sleep(50);
    assert.equal(server.arrived.length, 0);
  });

  it("C1 ends in time when the callee stalls, and says that it may have worked", async () => {
    server.answers.push((response) => response.writeHead(200, { "content-length": 9 }).write("{"));
    const { caller, telemetry } = callerOf(server, { limits: { attemptMilliseconds: 100 } });
    const result = await caller.call(callTo(server));
    assert.ok(result.outcome === "refused");
    assert.deepEqual([result.reason, result.maybeSent], ["target-unavailable", true]);
    assert.equal(telemetry.events.length, 1);
  });

  const bad: Readonly<Record<string, (question: string) => string>> = {
    'allowed: "true"': (question) => allowing(question, { allowed: "true" }),
    "allowed: 1": (question) => allowing(question, { allowed: 1 }),
    "an empty object": () => "{}",
    "no JSON": () => "<html>502</html>",
    "another correlation id": (question) => allowing(question, { correlationId: "correlation-2" }),
    "another digest": (question) => allowing(question, { requestDigest: "0".repeat(64) }),
    "no correlation id": (question) => allowing(question, { correlationId: undefined }),
    "no digest": (question) => allowing(question, { requestDigest: undefined }),
    "no receipt": (question) => allowing(question, { receipt: undefined }),
  };
  for (const [name, answer] of Object.entries(bad)) {
    it(`C2 denies when governance answers ${name}`, async () => {
      await assertDenied("pdp-answer-invalid", { decisionPoint: decisionPoint(answer) });
    });
  }

  it("C2 denies when governance fails", async () => {
    const point = decisionPoint(() => Promise.reject(new Error("FunctionError")));
    await assertDenied("pdp-unavailable", { decisionPoint: point });
  });

  it("C2 denies with a polluted prototype", async () => {
    Object.defineProperty(Object.prototype, "allowed", { value: true, configurable: true });
    try {
      const point = decisionPoint((question) => allowing(question, { allowed: undefined }));
      await assertDenied("pdp-answer-invalid", { decisionPoint: point });
    } finally {
      Reflect.deleteProperty(Object.prototype, "allowed");
    }
  });

  it("C4 refuses other places without asking for a decision", async () => {
    const { port } = server;
    const urls = [
      `http://localhost:${String(port)}/reason`,
      `https://127.0.0.1:${String(port)}/reason`,
      `https://user@localhost:${String(port)}/reason`,
      `https://localhost:${String(port + 1)}/reason`,
      "https://localhost/reason",
      "https://evil.test/reason",
    ];
    for (const url of urls) {
      const point = decisionPoint();
      await assertDenied("target-refused", { decisionPoint: point }, { url });
      assert.equal(point.questions.length, 0);
    }
  });

  it("C4 follows no redirect: another origin sees neither credentials nor receipt", async () => {
    const other = await startServer();
    try {
      server.answers.push((response) => response.writeHead(307, { location: other.url }).end());
      const { caller } = callerOf(server, { targets: [targetOf(server), targetOf(other)] });
      assert.equal(reasonOf(await caller.call(callTo(server))), "target-refused");
      assert.deepEqual([server.arrived.length, other.arrived.length], [1, 0]);
    } finally {
      await other.close();
    }
  });

  it("C5 sends the bytes that were decided, with a signed digest of them", async () => {
    const body = Buffer.from('{"task":"before"}');
    const point = decisionPoint((question) => {
      body.write('{"task":"after!"}');
      return allowing(question);
    });
    const { caller } = callerOf(server, { decisionPoint: point });
    await caller.call({ ...callTo(server), body });
    const { headers, body: sent } = onlyArrived();
    assert.equal(sent, '{"task":"before"}');
    const digest = bodySha256(Buffer.from(sent));
    assert.equal(parseContentDigest(headers["content-digest"] ?? ""), digest);
    assert.equal(point.questions[0]?.call.bodySha256, digest);
    assert.equal(headers["x-amz-content-sha256"], "UNSIGNED-PAYLOAD");
    const signed = verifiedHeaders(onlyArrived(), testCredentials.secretAccessKey);
    assert.ok(signed?.includes("content-digest"));
  });

  it("C5 refuses a stream as body", async () => {
    const body = Readable.from(["{}"]);
    await assertDenied("invalid-request", {}, { body });
    await assertDenied("invalid-request", {}, { body: new ReadableStream() });
  });

  it("C6 signs what arrives, except the trace context", async () => {
    const { caller } = callerOf(server, { identityTokenFor: () => Promise.resolve("web.token") });
    await caller.call(callTo(server, "/reason?a=%2F&a=1&%61=2"));
    const arrived = onlyArrived();
    const signed = verifiedHeaders(arrived, testCredentials.secretAccessKey) ?? [];
    const means = ["x-decision-receipt", "x-web-identity-token", "x-amz-security-token"];
    for (const name of [...means, "content-digest", "x-correlation-id", "host"]) {
      assert.ok(signed.includes(name), name);
    }
    assert.notEqual(arrived.headers["traceparent"], undefined);
    assert.ok(!signed.some((name) => name.startsWith("trace")));
  });

  it("C6 repeats an idempotent call with a new decision and a new signature", async () => {
    let receipts = 0;
    const point = decisionPoint((question) => {
      receipts += 1;
      return allowing(question, { receipt: `receipt-${String(receipts)}` });
    });
    server.answers.push((response) => response.destroy());
    server.answers.push((response) => response.writeHead(503).end());
    let now = Date.now();
    const clock = () => (now += 1000);
    const { caller, telemetry } = callerOf(server, { decisionPoint: point, clock });
    const result = await caller.call({ ...callTo(server), idempotent: true });
    assert.equal(result.outcome, "sent");
    const header = (name: string) => server.arrived.map(({ headers }) => headers[name]);
    assert.deepEqual(header("x-decision-receipt"), ["receipt-1", "receipt-2", "receipt-3"]);
    assert.equal(new Set(header("authorization")).size, 3);
    for (const arrived of server.arrived) {
      assert.ok(verifiedHeaders(arrived, testCredentials.secretAccessKey) !== undefined);
    }
    const [event] = telemetry.events;
    assert.ok(event?.event_type === "call.completed" && telemetry.events.length === 1);
    assert.equal(event.attempts, 3);
  });

  it("C8 denies without credentials, and names no key", async () => {
    const { secretAccessKey } = testCredentials;
    const { caller, telemetry } = callerOf(server, {
      credentialsFor: () => Promise.reject(new Error(`expired: ${secretAccessKey}`)),
    });
    const result = await caller.call(callTo(server));
    assert.equal(reasonOf(result), "credentials-unavailable");
    assert.equal(server.arrived.length, 0);
    const { events, data, counts } = telemetry;
    assert.ok(!JSON.stringify({ result, events, data, counts }).includes(secretAccessKey));
    assert.deepEqual(counts, ["Denied credentials-unavailable", "Errors credentials-unavailable"]);
  });

  it("C9 denies at once after governance has failed, each time with its own event", async () => {
    const point = decisionPoint(() => Promise.reject(new Error("down")));
    const circuit = { failures: 2 };
    const { caller, telemetry } = callerOf(server, { decisionPoint: point, circuit });
    const reasons: string[] = [];
    for (let call = 0; call < 4; call += 1)
      reasons.push(reasonOf(await caller.call(callTo(server))));
    assert.deepEqual(reasons, [
      "pdp-unavailable",
      "pdp-unavailable",
      "circuit-open",
      "circuit-open",
    ]);
    assert.deepEqual([point.questions.length, telemetry.events.length], [2, 4]);
  });

  it("C10 forwards the correlation id and the trace of its context", async () => {
    const trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    const correlation = acceptCorrelation("correlation-1", `00-${trace}-00f067aa0ba902b7-01`);
    const { caller, point } = callerOf(server);
    const result = await withCorrelation(correlation, () => caller.call(callTo(server)));
    const { headers } = onlyArrived();
    assert.equal(headers["x-correlation-id"], "correlation-1");
    assert.equal(point.questions[0]?.correlationId, "correlation-1");
    assert.equal(result.correlationId, "correlation-1");
    const sent = parseTraceparent(headers["traceparent"]);
    assert.deepEqual([sent?.traceId, sent?.sampled], [trace, true]);
    assert.notEqual(sent?.parentId, "00f067aa0ba902b7");
  });

  it("C10 makes one id for a call outside any context, and its line carries that id", async () => {
    const lines: string[] = [];
    const sink = { write: (line: string) => void lines.push(line) };
    const telemetry = createTelemetry({ service: "orbit", sink, clock: Date.now });
    const { caller } = callerOf(server, { telemetry });
    const result = await caller.call(callTo(server));
    assert.equal(onlyArrived().headers["x-correlation-id"], result.correlationId);
    const own = lines.filter((line) => line.includes("call.completed"));
    assert.equal(own.length, 1);
    assert.ok(own[0]?.includes(result.correlationId));
  });

  it("C10 mixes up no ids among calls at the same time", async () => {
    const { caller } = callerOf(server);
    const ids = Array.from({ length: 50 }, (_, index) => `correlation-${String(index)}`);
    const results = await Promise.all(
      ids.map((id) => {
        const request = { ...callTo(server), body: JSON.stringify(id) };
        return withCorrelation(acceptCorrelation(id), () => caller.call(request));
      }),
    );
    assert.deepEqual(
      results.map(({ correlationId }) => correlationId),
      ids,
    );
    for (const { headers, body } of server.arrived) {
      assert.equal(headers["x-correlation-id"], JSON.parse(body));
    }
  });

  it("G15 passes the services it acts for on to governance", async () => {
    const { caller, point } = callerOf(server);
    await caller.call({ ...callTo(server), onBehalfOf: ["relay"] });
    assert.deepEqual(point.questions[0]?.onBehalfOf, ["relay"]);
  });

  it("G20 gives out no answer that it could not record", async () => {
    const telemetry = {
      ...recorder(),
      record: () => {
        throw new Error("the sink is full");
      },
    };
    const { caller } = callerOf(server, { telemetry });
    const result = await caller.call(callTo(server));
    assert.ok(result.outcome === "refused");
    assert.deepEqual([result.reason, result.maybeSent], ["audit-failed", true]);
  });

  it("gives the callee's refusals as they are", async () => {
    server.answers.push((response) => response.writeHead(403).end());
    const { caller } = callerOf(server);
    const result = await caller.call(callTo(server));
    assert.ok(result.outcome === "sent");
    assert.equal(result.response.status, 403);
  });

  it("refuses what is no request at all, without throwing", async () => {
    const { caller } = callerOf(server);
    for (const request of ["null", "{}", "[]", "1"]) {
      const given = JSON.parse(request) as ReturnType<typeof callTo>;
      assert.equal((await caller.call(given)).outcome, "refused");
    }
  });
});
