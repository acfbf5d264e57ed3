import assert from "node:assert/strict";
import { SignatureV4 } from "@smithy/signature-v4";
import { checkAnswer } from "../../../runtime/request/allow";
import {
  type CallRequest,
  type FrozenCall,
  freezeCall,
} from "../../../runtime/request/freeze-call";
import { NodeSha256 } from "../../../runtime/request/node-sha256";
import { parseQuery } from "../../../runtime/request/query";
import { bodySha256 } from "../../../runtime/request/request-digest";
import { signCall } from "../../../runtime/request/sigv4";
import { createAllowList, type SigningService } from "../../../runtime/request/targets";
import suite from "../../fixtures/sigv4/cases.json";
import { testCredentials } from "../../support/governed-calls";
import { referenceSignature, verifiedHeaders } from "../../support/sigv4-reference";

type Case = (typeof suite.cases)[number];

const grouped = ({ headers = [] }: Case): Record<string, string> => {
  const values = new Map<string, string[]>();
  for (const [name = "", value = ""] of headers) {
    values.set(name.toLowerCase(), [...(values.get(name.toLowerCase()) ?? []), value]);
  }
  return Object.fromEntries([...values].map(([name, each]) => [name, each.join(",")]));
};

const payloadHeader = ({ body }: Case): Record<string, string> =>
  body === undefined ? {} : { "x-amz-content-sha256": bodySha256(Buffer.from(body)) };

/** The signature that the signer in use makes. */
async function signatureOf(each: Case): Promise<string | undefined> {
  const { normalize = true, query = "" } = each;
  const { region, service, accessKeyId, secretAccessKey, host, time } = suite;
  const token = each.token === undefined ? {} : { sessionToken: each.token };
  const signer = new SignatureV4({
    ...{ region, service, sha256: NodeSha256, uriEscapePath: normalize, applyChecksum: false },
    credentials: { accessKeyId, secretAccessKey, ...token },
  });
  const { headers } = await signer.sign(
    {
      ...{ protocol: "https:", hostname: host, method: each.method },
      // A path that is not normalised is taken as it is sent.
      path: normalize ? each.path : encodeURI(each.path),
      query: parseQuery(query) ?? {},
      headers: { host, ...grouped(each), ...payloadHeader(each) },
      body: each.body,
    },
    { signingDate: new Date(time.replace(/(..)(..)T(..)(..)(..)/, "-$1-$2T$3:$4:$5")) },
  );
  return /Signature=(.*)$/.exec(headers["authorization"] ?? "")?.[1];
}

function referenceOf(each: Case) {
  const { method, path, query = "", headers = [], normalize = true, tokenSigned = true } = each;
  const token =
    each.token === undefined || !tokenSigned ? {} : { "x-amz-security-token": each.token };
  const added = { host: suite.host, "x-amz-date": suite.time, ...token, ...payloadHeader(each) };
  const payload = bodySha256(Buffer.from(each.body ?? ""));
  const pairs = headers.map(([name = "", value = ""]) => [name, value] as const);
  return referenceSignature(
    { method, path, query, headers: [...pairs, ...Object.entries(added)], payload, normalize },
    { secret: suite.secretAccessKey, ...suite },
  );
}

/** Cases that the signer does not pass, and why that does not matter here. */
const misses: Readonly<Record<string, string>> = {
  "post-sts-header-after": "the session token is always signed",
};

describe("the public test suite of Signature Version 4", () => {
  it("C7 has 38 cases", () => {
    assert.equal(new Set(suite.cases.map(({ name }) => name)).size, 38);
  });

  for (const each of suite.cases) {
    it(`C7 ${each.name}: the reference agrees with what is published`, () => {
      const { canonicalRequest, signature } = referenceOf(each);
      const [method, path, query] = canonicalRequest.split("\n");
      assert.deepEqual(
        { method, path, query, signature },
        {
          ...{ method: each.method, path: each.canonicalPath, query: each.canonicalQuery },
          signature: each.signature,
        },
      );
    });

    const miss = misses[each.name];
    it(`C7 ${each.name}: ${miss ?? "the signer agrees with what is published"}`, async () => {
      const isPassed = (await signatureOf(each)) === each.signature;
      assert.equal(isPassed, miss === undefined);
    });
  }
});

const signing = (service: SigningService = "vpc-lattice-svcs") =>
  createAllowList([{ service: "axon", host: "axon.test", signing: service, region: "eu-west-1" }]);

function freeze(changes: Partial<CallRequest> = {}, service?: SigningService): FrozenCall {
  const url = "https://axon.test/reason";
  const request: CallRequest = { intent: "reason", method: "POST", url, body: "{}", ...changes };
  const frozen = freezeCall(request, { findTarget: signing(service), maxBodyBytes: 100 });
  assert.ok(typeof frozen !== "string");
  return frozen;
}

function allowFor({ digest }: FrozenCall) {
  const check = checkAnswer(
    JSON.stringify({
      ...{ allowed: true, reason: "permitted", decisionId: "decision-0001", receipt: "receipt" },
      ...{ correlationId: "correlation-1", requestDigest: digest, policyDigest: "a".repeat(64) },
    }),
    { correlationId: "correlation-1", requestDigest: digest },
  );
  assert.ok(check.kind === "allow");
  return check.allow;
}

const means = {
  credentials: testCredentials,
  correlationId: "correlation-1",
  clock: () => 1_440_938_160_000,
};
const sign = (call: FrozenCall) => signCall(allowFor(call), call, means);

/** Names of the headers that are signed, after the signature has been checked by the reference. */
function signedNames(call: FrozenCall, headers: Record<string, string>): readonly string[] {
  const url = new URL(call.to.url);
  const received = { method: call.bound.method, url: url.pathname + url.search };
  const names = verifiedHeaders(
    { ...received, headers: { ...headers, host: url.host } },
    testCredentials.secretAccessKey,
  );
  assert.ok(names !== undefined, "the signature is wrong");
  return names;
}

describe("signCall", () => {
  it("C3 signs nothing without an allow of this very call", async () => {
    const call = freeze();
    const { ...copy } = allowFor(call);
    await assert.rejects(signCall(copy, call, means), /no allow/);
    await assert.rejects(signCall(allowFor(freeze({ body: "[]" })), call, means), /no allow/);
    const changed = { ...call, bound: { ...call.bound, path: "/other" } };
    await assert.rejects(signCall(allowFor(call), changed, means), /no allow/);
    // The digest that a call names is not believed.
    const claimed = { ...changed, digest: call.digest };
    await assert.rejects(signCall(allowFor(call), claimed, means), /no allow/);
  });

  it("C5 sends Lattice an unsigned payload and a signed digest of it", async () => {
    const call = freeze();
    const headers = await sign(call);
    assert.equal(headers["x-amz-content-sha256"], "UNSIGNED-PAYLOAD");
    assert.equal(
      headers["content-digest"],
      "sha-256=:RBNvo1WzZ4oRRq0W9+hknpT7T8If536DEMBg9hyq/4o=:",
    );
    assert.ok(signedNames(call, headers).includes("content-digest"));
    assert.match(headers["authorization"] ?? "", /\/20150830\/eu-west-1\/vpc-lattice-svcs\//);
  });

  for (const service of ["lambda", "execute-api"] as const) {
    it(`C5 signs the payload itself for ${service}`, async () => {
      const call = freeze({}, service);
      const headers = await sign(call);
      assert.equal(headers["x-amz-content-sha256"], call.bound.bodySha256);
      assert.ok(signedNames(call, headers).includes("x-amz-content-sha256"));
      assert.match(headers["authorization"] ?? "", new RegExp(`/${service}/aws4_request`));
    });
  }

  it("C6 signs correlation id, digest, receipt and token, and not the trace context", async () => {
    const traceparent = `00-${"a".repeat(32)}-${"b".repeat(16)}-01`;
    const call = freeze({ headers: { traceparent, tracestate: "a=b", accept: "text/plain" } });
    const identityToken = "web.identity.token";
    const headers = await signCall(allowFor(call), call, { ...means, identityToken });
    assert.deepEqual(signedNames(call, headers), [
      "accept",
      "content-digest",
      "host",
      "x-amz-content-sha256",
      "x-amz-date",
      "x-amz-security-token",
      "x-correlation-id",
      "x-decision-receipt",
      "x-web-identity-token",
    ]);
    assert.equal(headers["traceparent"], traceparent);
    assert.equal(headers["tracestate"], "a=b");
    assert.equal(headers["host"], undefined);
  });

  it("C6 covers every signed header: any one that changes breaks the signature", async () => {
    const call = freeze();
    const headers = await sign(call);
    for (const name of ["content-digest", "x-correlation-id", "x-decision-receipt", "x-amz-date"]) {
      const changed = { ...headers, [name]: `${headers[name] ?? ""}x`, host: "axon.test" };
      const received = { method: "POST", url: "/reason", headers: changed };
      assert.equal(verifiedHeaders(received, testCredentials.secretAccessKey), undefined);
    }
  });

  for (const query of [
    "b=2&a=1&b=1&a=0",
    "%C3%A9=%2F&e",
    "a=1+1&a=%2B",
    "k=&k&k=a%20b",
    "A=1&a=2&a%2Fb=3",
  ]) {
    it(`C7 signs the query ${query} as it is sent`, async () => {
      const call = freeze({
        method: "GET",
        body: "",
        url: `https://axon.test/reason/a%20b?${query}`,
      });
      assert.ok(signedNames(call, await sign(call)).includes("host"));
      assert.equal(call.bound.query, query);
    });
  }
});
