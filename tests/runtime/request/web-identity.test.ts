import assert from "node:assert/strict";
import { createHmac, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { once } from "node:events";
import https from "node:https";
import { SimpleFetcher } from "aws-jwt-verify/https";
import type { Jwk, Jwks } from "aws-jwt-verify/jwk";
import {
  createWebIdentityReader,
  type WebIdentityOptions,
} from "../../../runtime/request/web-identity";
import { loadTls } from "../../../services/http/tls";

const issuer = "https://0f1e2d3c.tokens.sts.global.api.aws";
const ec = generateKeyPairSync("ec", { namedCurve: "P-384" });
const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
const stranger = generateKeyPairSync("ec", { namedCurve: "P-384" });

function jwk(key: KeyObject, kid: string, alg: string): Jwk {
  const { kty = "", ...rest } = key.export({ format: "jwk" });
  return { ...rest, kty, kid, alg, use: "sig" };
}
const jwks: Jwks = {
  keys: [jwk(ec.publicKey, "ec-1", "ES384"), jwk(rsa.publicKey, "rsa-1", "RS256")],
};

// Taken anew for each test: the suite may reach this file minutes after it was loaded.
let now = 0;
const takeTime = () => {
  now = Math.floor(Date.now() / 1000);
};
const goodClaims = () => ({
  iss: issuer,
  aud: "axon",
  sub: "arn:aws:iam::111122223333:role/orbit-task",
  iat: now - 10,
  exp: now + 290,
  jti: "token-1",
  "https://sts.amazonaws.com/": { aws_account: "111122223333" },
});

const base64url = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

function token(
  changes: Readonly<Record<string, unknown>> = {},
  header: Readonly<Record<string, unknown>> = {},
  key = ec.privateKey,
): string {
  const full = { alg: "ES384", kid: "ec-1", typ: "JWT", ...header };
  const signed = `${base64url(full)}.${base64url({ ...goodClaims(), ...changes })}`;
  const hash = full.alg === "RS256" ? "sha256" : full.alg === "RS512" ? "sha512" : "sha384";
  const signature = sign(hash, Buffer.from(signed), { key, dsaEncoding: "ieee-p1363" });
  return `${signed}.${signature.toString("base64url")}`;
}

function hmacToken(): string {
  const signed = `${base64url({ alg: "HS256", kid: "ec-1" })}.${base64url(goodClaims())}`;
  const secret = ec.publicKey.export({ type: "spki", format: "pem" });
  return `${signed}.${createHmac("sha256", secret).update(signed).digest("base64url")}`;
}

const base = {
  issuer,
  audience: "axon",
  roles: {
    partition: "aws",
    accountId: "111122223333",
    roleNames: { orbit: ["orbit-task"], axon: ["axon-task"] },
  },
  clock: Date.now,
};

const reader = (options: Partial<WebIdentityOptions> = {}) =>
  createWebIdentityReader({ ...base, jwks, ...options });

const createRemote = (options: Partial<WebIdentityOptions>) =>
  createWebIdentityReader({ ...base, ...options });

const identify = (...tokens: readonly string[]) =>
  reader().identify(tokens.flatMap((value) => ["X-Web-Identity-Token", value]));

const unknown = { ok: false, reason: "identity-unknown" };
const orbit = { ok: true, service: "orbit" };

const refused: Readonly<Record<string, () => string>> = {
  "another audience": () => token({ aud: "other" }),
  "a second audience": () => token({ aud: ["axon", "other"] }),
  "no audience": () => token({ aud: undefined }),
  "another issuer": () => token({ iss: "https://evil.example" }),
  "an issuer that only starts alike": () => token({ iss: `${issuer}.evil.example` }),
  "no issuer": () => token({ iss: undefined }),
  "algorithm none and no signature": () =>
    `${base64url({ alg: "none", kid: "ec-1" })}.${base64url(goodClaims())}.`,
  "algorithm none and a signature": () => token({}, { alg: "none" }),
  "algorithm HS256 keyed with the public key": hmacToken,
  "an algorithm that the key is not for": () => token({}, { alg: "RS256" }, rsa.privateKey),
  "an algorithm that STS does not use": () =>
    token({}, { alg: "RS512", kid: "rsa-1" }, rsa.privateKey),
  "no algorithm": () => token({}, { alg: undefined }),
  "an unknown key id": () => token({}, { kid: "ec-2" }),
  "no key id": () => token({}, { kid: undefined }),
  "the key id of another key": () => token({}, { kid: "rsa-1" }),
  "a foreign key's signature": () => token({}, {}, stranger.privateKey),
  "an end that has passed": () => token({ iat: now - 400, exp: now - 100 }),
  "no end": () => token({ exp: undefined }),
  "an end that is no number": () => token({ exp: "9999999999" }),
  "a life longer than allowed": () => token({ exp: now + 3600 }),
  "a start in the future": () => token({ nbf: now + 100 }),
  "an issue in the future": () => token({ iat: now + 100, exp: now + 200 }),
  "no issue time": () => token({ iat: undefined }),
  "no subject": () => token({ sub: undefined }),
  "a subject of another account": () => token({ sub: "arn:aws:iam::444455556666:role/orbit-task" }),
  "an unknown role": () => token({ sub: "arn:aws:iam::111122223333:role/orbit-task-evil" }),
  "the root user": () => token({ sub: "arn:aws:iam::111122223333:root" }),
  "a changed claim": () => {
    const [head = "", , tail = ""] = token().split(".");
    return `${head}.${base64url({ ...goodClaims(), sub: goodClaims().sub.replace("orbit", "axon") })}.${tail}`;
  },
  "more than 8 KiB": () => token({ padding: "a".repeat(8192) }),
  "two parts": () => token().split(".").slice(0, 2).join("."),
  "no text": () => "",
};

type Reply = { readonly status: number; readonly body: string } | "hang";

/** A key server on loopback that counts the requests it gets. */
async function keyServer(answer: () => Reply) {
  const tls = await loadTls({ kind: "self-signed", name: "localhost" });
  let requests = 0;
  const server = https.createServer(tls, (_request, response) => {
    requests += 1;
    const reply = answer();
    if (reply !== "hang") response.writeHead(reply.status).end(reply.body);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  return {
    requests: () => requests,
    options: {
      jwksUri: `https://localhost:${String(port)}/jwks.json`,
      fetcher: new SimpleFetcher({
        defaultRequestOptions: { ca: tls.cert, responseTimeout: 200, agent: false },
      }),
    },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

describe("web-identity", () => {
  beforeEach(takeTime);

  it("reads the caller from a token of either algorithm that STS signs with", async () => {
    assert.deepEqual(await identify(token()), orbit);
    const signed = token({ aud: ["axon"] }, { alg: "RS256", kid: "rsa-1" }, rsa.privateKey);
    assert.deepEqual(await identify(signed), orbit);
  });

  for (const [name, make] of Object.entries(refused)) {
    it(`V3 knows no caller from a token with ${name}`, async () => {
      assert.deepEqual(await identify(make()), unknown);
    });
  }

  it("V3 knows no caller without a token, or with two", async () => {
    assert.deepEqual(await identify(), { ok: false, reason: "identity-missing" });
    assert.deepEqual(await identify(token(), token()), unknown);
  });

  it("V1 knows no caller when a Lattice header comes along, which no platform sets here", async () => {
    const headers = ["x-web-identity-token", token(), "x-amzn-lattice-identity", "Principal="];
    assert.deepEqual(await reader().identify(headers), unknown);
  });

  it("V3 judges lifetimes by its own clock, with five seconds of skew", async () => {
    const at = (seconds: number) =>
      reader({ clock: () => (now + seconds) * 1000 }).identify(["x-web-identity-token", token()]);
    assert.deepEqual(await at(294), orbit);
    assert.deepEqual(await at(295), unknown);
    assert.deepEqual(await at(-15), orbit);
    assert.deepEqual(await at(-16), unknown);
  });

  it("refuses an issuer without TLS", () => {
    assert.throws(() => reader({ issuer: "http://issuer.example" }), /https/);
  });

  it("V3 fetches the keys once for many callers at the same time", async () => {
    const server = await keyServer(() => ({ status: 200, body: JSON.stringify(jwks) }));
    const remote = createRemote(server.options);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => remote.identify(["x-web-identity-token", token()])),
    );
    server.close();
    assert.deepEqual(new Set(answers.map((answer) => answer.ok)), new Set([true]));
    assert.equal(server.requests(), 1);
  });

  it("V3 fetches at most once in ten seconds for key ids that nobody knows", async () => {
    const server = await keyServer(() => ({ status: 200, body: JSON.stringify(jwks) }));
    let time = Date.now();
    const remote = createRemote({ ...server.options, clock: () => time });
    for (let index = 0; index < 50; index += 1) {
      const forged = token({}, { kid: `forged-${String(index)}` }, stranger.privateKey);
      assert.deepEqual(await remote.identify(["x-web-identity-token", forged]), unknown);
    }
    assert.equal(server.requests(), 1);
    assert.deepEqual(await remote.identify(["x-web-identity-token", token()]), orbit);
    time += 10_000;
    await remote.identify(["x-web-identity-token", token({}, { kid: "forged" })]);
    server.close();
    assert.equal(server.requests(), 2);
  });

  it("V3 takes a new key after a rotation, once the keys may be fetched again", async () => {
    const rotated: Jwks = { keys: [jwk(stranger.publicKey, "ec-2", "ES384")] };
    let current = jwks;
    const server = await keyServer(() => ({ status: 200, body: JSON.stringify(current) }));
    let time = Date.now();
    const remote = createRemote({ ...server.options, clock: () => time });
    assert.deepEqual(await remote.identify(["x-web-identity-token", token()]), orbit);
    current = rotated;
    const renewed = ["x-web-identity-token", token({}, { kid: "ec-2" }, stranger.privateKey)];
    assert.deepEqual(await remote.identify(renewed), unknown);
    time += 10_000;
    assert.deepEqual(await remote.identify(renewed), orbit);
    server.close();
  });

  for (const [name, reply] of Object.entries<Reply>({
    "answers with an error": { status: 503, body: "" },
    redirects: { status: 302, body: "" },
    "answers with no JSON": { status: 200, body: "<html>" },
    "answers with no keys": { status: 200, body: '{"keys":"none"}' },
    hangs: "hang",
  })) {
    it(`V3 knows no caller while the keys' server ${name}, and does not press it`, async () => {
      const server = await keyServer(() => reply);
      const remote = createRemote({ ...server.options, clock: () => now * 1000 });
      for (let index = 0; index < 5; index += 1) {
        assert.deepEqual(await remote.identify(["x-web-identity-token", token()]), unknown);
      }
      server.close();
      // The library tries a failed fetch once more at once.
      assert.ok(server.requests() <= 2, `${String(server.requests())} requests`);
    });
  }

  it("V3 knows no caller while the keys' server cannot be reached", async () => {
    const server = await keyServer(() => "hang");
    server.close();
    const remote = createRemote(server.options);
    assert.deepEqual(await remote.identify(["x-web-identity-token", token()]), unknown);
    assert.equal(server.requests(), 0);
  });
});
