import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import { inspect } from "node:util";
import { RotationFailure } from "../../../lambdas/rotate-secret/failure";
import { httpProviderTarget } from "../../../lambdas/rotate-secret/http-provider-target";
import type { Rotation } from "../../../lambdas/rotate-secret/target";
import type { Fetch } from "../../../runtime/request/send";
import { MemoryDatabase } from "./databases";
import { answer, Provider } from "./provider";
import { makeRig, rotateThrough, secretId, token } from "./rig";

const url = "https://provider.example/rotate";
const store = {
  describe: () => Promise.reject(new Error("not used")),
  read: () => Promise.reject(new Error("not used")),
  readCurrent: () => Promise.reject(new Error("not used")),
  generate: () => Promise.reject(new Error("not used")),
  putPending: () => Promise.reject(new Error("not used")),
  makeCurrent: () => Promise.reject(new Error("not used")),
};
const rotationWith = (current: string | undefined): Rotation => ({
  ...{ secretId, token, store },
  valueAt: () => Promise.resolve(current),
});
const rotation = rotationWith("current-value");

const isShown = (reason: string) => (error: unknown) => {
  assert.ok(error instanceof RotationFailure);
  assert.equal(error.reason, reason);
  assert.doesNotMatch(inspect(error, { depth: 9, showHidden: true }), /canary|current-value/);
  return true;
};

const badAnswers: Readonly<Record<string, unknown>> = {
  "no JSON": "<html>canary</html>",
  "no value": {},
  "an empty value": { value: "" },
  "a number": { value: 12345678 },
  "another field beside it": { value: "canary-value", expires: 1 },
  "a value with a line end": { value: "canary-value\r\nx-admin: 1" },
  "a value with a space": { value: "canary value" },
  "a value of two characters": { value: "ab" },
  "no UTF-8": Buffer.from([0xff, 0xfe]).toString("latin1"),
};

describe("httpProviderTarget", () => {
  it("asks for each step once, with the token as key, and the value that works by then", async () => {
    const provider = new Provider("first-value");
    const rig = makeRig({
      strategy: { kind: "http-provider", url },
      value: "first-value",
      database: new MemoryDatabase({}),
      provider,
    });
    await rotateThrough(rig, []);
    const about = { secretId, token };
    assert.deepEqual(provider.requests, [
      { path: "/rotate/create", key: token, bearer: "first-value", body: about },
      {
        path: "/rotate/set",
        key: token,
        bearer: "first-value",
        body: { ...about, value: "provided-1" },
      },
      { path: "/rotate/test", key: token, bearer: "provided-1", body: about },
      { path: "/rotate/finish", key: token, bearer: "provided-1", body: about },
    ]);
    assert.deepEqual([...provider.working], ["provided-1"]);
  });

  for (const [title, body] of Object.entries(badAnswers)) {
    it(`R7 refuses ${title} as answer, and repeats nothing of it`, async () => {
      const target = httpProviderTarget(() => Promise.resolve(answer(200, body)), url);
      await assert.rejects(target.create(rotation), isShown("provider-answer-invalid"));
    });
  }

  for (const status of [199, 301, 302, 400, 401, 404, 429, 500, 503]) {
    it(`fails on status ${String(status)}`, async () => {
      const target = httpProviderTarget(
        () => Promise.resolve(answer(status, { value: "canary-value" })),
        url,
      );
      await assert.rejects(target.create(rotation), isShown("provider-refused"));
      await assert.rejects(target.test(rotation, "current-value"), isShown("provider-refused"));
    });
  }

  it("asks nobody without a current value", async () => {
    const target = httpProviderTarget(() => assert.fail("asked"), url);
    await assert.rejects(target.create(rotationWith(undefined)), isShown("value-missing"));
  });

  it("sends no value that would be more than one header", async () => {
    const target = httpProviderTarget(() => assert.fail("asked"), url);
    const hostile = rotationWith("canary-value\r\nhost: evil.example");
    await assert.rejects(target.create(hostile), isShown("value-unusable"));
  });

  it("R7 fails without the text of the error when it cannot connect", async () => {
    const fetch: Fetch = () => Promise.reject(new TypeError("fetch failed canary"));
    await assert.rejects(
      httpProviderTarget(fetch, url).set(rotation, "canary-value"),
      isShown("provider-unreachable"),
    );
  });

  it("takes an answer of 64 KiB, and none that is longer", async () => {
    const sized = (bytes: number) => `{"value":"valid-value"}`.padEnd(bytes, " ");
    const of = (bytes: number) =>
      httpProviderTarget(() => Promise.resolve(answer(200, sized(bytes))), url);
    assert.equal(await of(65_536).create(rotation), "valid-value");
    await assert.rejects(of(65_537).create(rotation), isShown("provider-unreachable"));
  });

  describe("with the fetch of Node", () => {
    let server: Server;
    let base: string;
    const asked: string[] = [];

    before((done) => {
      server = createServer((request, response) => {
        asked.push(`${request.url ?? ""} ${request.headers.authorization ?? ""}`);
        const isMoved = request.url === "/moved/test";
        response.writeHead(isMoved ? 307 : 204, isMoved ? { location: "/elsewhere" } : {});
        response.end();
      });
      server.listen(0, "127.0.0.1", () => {
        const address = server.address();
        const port = typeof address === "object" ? address?.port : undefined;
        base = `http://127.0.0.1:${String(port)}`;
        done();
      });
    });

    after(() => server.close());

    it("follows no redirect, so that the value reaches nobody else", async () => {
      const target = httpProviderTarget(fetch, `${base}/moved`);
      await assert.rejects(target.test(rotation, "canary-value"), isShown("provider-unreachable"));
      await httpProviderTarget(fetch, `${base}/here`).test(rotation, "pending-value");
      assert.deepEqual(asked, [
        "/moved/test Bearer canary-value",
        "/here/test Bearer pending-value",
      ]);
    });
  });
});
