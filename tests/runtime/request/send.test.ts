import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { type Fetch, type SendOutcome, send } from "../../../runtime/request/send";
import { never, startServer, type TestServer } from "../../support/governed-calls";

const patient = { milliseconds: 20_000, maxResponseBytes: 1000 };
const hasty = { ...patient, milliseconds: 100 };

describe("send", () => {
  let server: TestServer;
  before(async () => {
    server = await startServer();
  });
  after(() => server.close());
  beforeEach(() => {
    server.arrived.length = 0;
    server.answers.length = 0;
  });

  const post = (limits = patient, fetch: Fetch = server.fetch): Promise<SendOutcome> => {
    const body = new Uint8Array(Buffer.from("{}"));
    return send(fetch, { url: `${server.url}/reason`, method: "POST", headers: {}, body }, limits);
  };

  it("gives status, headers and body of the answer", async () => {
    server.answers.push((response) => response.writeHead(418, { "x-a": "b" }).end("short"));
    const outcome = await post();
    assert.ok(outcome.kind === "answered");
    const { status, headers, body } = outcome.response;
    assert.deepEqual([status, headers["x-a"], Buffer.from(body).toString()], [418, "b", "short"]);
  });

  it("C4 follows no redirect, and sends nothing to another origin", async () => {
    const other = await startServer();
    try {
      for (const status of [301, 302, 303, 307, 308]) {
        server.answers.push((response) =>
          response.writeHead(status, { location: other.url }).end(),
        );
        assert.deepEqual(await post(), { kind: "answer-refused", reason: "target-refused" });
      }
      assert.equal(other.arrived.length, 0);
    } finally {
      await other.close();
    }
  });

  it("C4 takes a redirect as the global fetch refuses it", async () => {
    // What Node's fetch throws for a redirect with `redirect: "error"`.
    const cause = new Error("unexpected redirect");
    const outcome = await post(patient, () =>
      Promise.reject(new TypeError("fetch failed", { cause })),
    );
    assert.deepEqual(outcome, { kind: "answer-refused", reason: "target-refused" });
  });

  it("C4 asks the client to refuse redirects", async () => {
    let redirect = "";
    await post(patient, (_url, init) => {
      redirect = init.redirect;
      return Promise.resolve({ status: 200, headers: [], body: null });
    });
    assert.equal(redirect, "error");
  });

  it("C1 ends in time when the server hangs", async () => {
    server.answers.push(() => undefined);
    assert.deepEqual(await post(hasty), { kind: "maybe-sent" });
  });

  it("C1 ends in time when the body stalls after the headers", async () => {
    server.answers.push((response) =>
      response.writeHead(200, { "content-length": 100 }).write("{"),
    );
    assert.deepEqual(await post(hasty), { kind: "maybe-sent" });
  });

  it("C1 ends in time when the body drips slowly", async () => {
    server.answers.push(async (response) => {
      while (!response.destroyed) {
        response.write(" ");
        await sleep(5);
      }
    });
    assert.deepEqual(await post(hasty), { kind: "maybe-sent" });
  });

  it("C1 ends in time with a client that lost the signal", async () => {
    assert.deepEqual(await post(hasty, () => never()), { kind: "maybe-sent" });
  });

  it("C1 ends in time when reading the body never ends and ignores the signal", async () => {
    const body = {
      [Symbol.asyncIterator]: () => ({ next: () => never<IteratorResult<Uint8Array>>() }),
    };
    const stalled: Fetch = () => Promise.resolve({ status: 200, headers: [], body });
    assert.deepEqual(await post(hasty, stalled), { kind: "maybe-sent" });
  });

  it("stops to read an answer that is too long", async () => {
    let hasClosed: Promise<unknown> | undefined;
    server.answers.push((response) => {
      hasClosed = new Promise((resolve) => response.on("close", resolve));
      response.writeHead(200);
      for (let chunk = 0; chunk < 100; chunk += 1) response.write("a".repeat(100_000));
    });
    assert.deepEqual(await post(), { kind: "answer-refused", reason: "target-unavailable" });
    await hasClosed;
  });

  it("C6 takes a connection that breaks as one that may have carried the request", async () => {
    server.answers.push((response) => response.destroy());
    assert.deepEqual(await post(), { kind: "maybe-sent" });
    server.answers.push((response) => {
      response.writeHead(200, { "content-length": 100 }).write("{");
      setTimeout(() => response.destroy(), 5);
    });
    assert.deepEqual(await post(), { kind: "maybe-sent" });
  });

  it("C6 knows that nothing was sent when there was no connection", async () => {
    const closed = await startServer();
    await closed.close();
    const request = { url: closed.url, method: "GET", headers: {} };
    assert.deepEqual(await send(closed.fetch, request, patient), { kind: "never-sent" });
    assert.deepEqual(await send(fetch, request, patient), { kind: "never-sent" });
  });

  const error = (code?: string) => Object.assign(new Error("failed"), { code });
  const several = (...codes: string[]) => new AggregateError(codes.map((code) => error(code)));
  const causes: readonly (readonly [SendOutcome["kind"], unknown])[] = [
    ["never-sent", error("ENOTFOUND")],
    ["never-sent", error("UND_ERR_CONNECT_TIMEOUT")],
    ["never-sent", several("ECONNREFUSED", "ENETUNREACH")],
    ["maybe-sent", several("ECONNREFUSED", "ECONNRESET")],
    ["maybe-sent", new AggregateError([])],
    ["maybe-sent", error("UND_ERR_SOCKET")],
    ["maybe-sent", error("CERT_HAS_EXPIRED")],
    ["maybe-sent", error()],
    ["maybe-sent", "ECONNREFUSED"],
    ["maybe-sent", undefined],
  ];
  for (const [index, [kind, cause]] of causes.entries()) {
    it(`C6 is ${kind} for error ${String(index)} of a client`, async () => {
      const failing: Fetch = () => Promise.reject(new TypeError("fetch failed", { cause }));
      assert.equal((await post(patient, failing)).kind, kind);
    });
  }

  it("refuses a server that another authority vouches for", async () => {
    assert.equal((await post(patient, fetch)).kind, "maybe-sent");
    assert.equal(server.arrived.length, 0);
  });
});
