import assert from "node:assert/strict";
import fc from "fast-check";
import type { RefusalReason } from "../../../runtime/reasons";
import { expiryOnlyRegister } from "../../../runtime/receipts/expiry-only-register";
import { contentDigest } from "../../../runtime/request/content-digest";
import { bodySha256 } from "../../../runtime/request/request-digest";
import type { ReceivedRequest, Verification } from "../../../runtime/request/verify-request";
import { createTelemetry } from "../../../runtime/telemetry/writer";
import {
  type Callee,
  changeAt,
  claimsFor,
  goodRequest,
  latticeIdentity,
  makeCallee,
  withHeader,
} from "../../support/callee";

/** Asserts a refusal, its one event and its one count. */
async function assertRefused(
  callee: Callee,
  request: ReceivedRequest,
  reason: RefusalReason,
): Promise<void> {
  const before = { events: callee.events().length, metrics: callee.metrics().length };
  const verification = await callee.verify(request);
  assert.ok(!verification.verified);
  assert.equal(verification.reason, reason);
  const events = callee.events().slice(before.events);
  assert.equal(events.length, 1, "exactly one event");
  assert.partialDeepStrictEqual(events[0], {
    event_type: "request.verified",
    reason,
    callee: "axon",
    correlation_id: verification.correlation.id,
  });
  const counts = callee.metrics().slice(before.metrics);
  assert.equal(counts.filter((line) => line["Refused"] === 1).length, 1, "exactly one count");
}

const isVerified = ({ verified }: Verification) => verified;

describe("verify-request", () => {
  it("lets a good request through, with one event that names caller, decision and correlation", async () => {
    const callee = makeCallee();
    const claims = claimsFor(callee);
    const verification = await callee.verify(await goodRequest(callee, claims));
    assert.deepEqual(verification, {
      verified: true,
      caller: "orbit",
      intent: "reason",
      decisionId: claims.jti,
      correlation: { id: claims.cid, origin: "caller" },
    });
    assert.equal(callee.events().length, 1);
    assert.partialDeepStrictEqual(callee.events()[0], {
      event_type: "request.verified",
      decision: "allow",
      reason: "permitted",
      decision_id: claims.jti,
      caller: "orbit",
      callee: "axon",
      operation: "axon:POST:/reason",
      request_digest: claims.req,
      policy_digest: claims.pol,
      correlation_id: claims.cid,
    });
    assert.deepEqual(
      callee.metrics().map(({ Allowed, reason }) => ({ Allowed, reason })),
      [{ Allowed: 1, reason: "permitted" }],
    );
  });

  it("lets a request with a query and a port in its host through", async () => {
    const callee = makeCallee();
    const changes = { query: "a=1&a=%20" };
    const request = await goodRequest(callee, claimsFor(callee, changes), changes);
    const withPort = withHeader(request, "host", "axon.example.internal:8443");
    assert.ok(isVerified(await callee.verify(withPort)));
  });

  describe("identity", () => {
    it("V1 refuses a request without Lattice's header, and looks at nothing else", async () => {
      const callee = makeCallee();
      const request = withHeader(await goodRequest(callee), "x-amzn-lattice-identity", undefined);
      await assertRefused(callee, request, "identity-missing");
    });

    it("V1 refuses a header that is malformed, or sent twice", async () => {
      const callee = makeCallee();
      const request = await goodRequest(callee);
      const malformed = withHeader(request, "x-amzn-lattice-identity", "orbit");
      await assertRefused(callee, malformed, "identity-unknown");
      const twice = [...request.rawHeaders, "X-AMZN-Lattice-Identity", latticeIdentity("orbit")];
      await assertRefused(callee, { ...request, rawHeaders: twice }, "identity-unknown");
    });

    it("V1 refuses a forged header on a direct connection: it brings no receipt", async () => {
      const callee = makeCallee();
      const request = withHeader(await goodRequest(callee), "x-decision-receipt", undefined);
      await assertRefused(callee, request, "receipt-missing");
    });

    it("G13 refuses a receipt that was given to another caller than the transport shows", async () => {
      const callee = makeCallee();
      const stolen = await goodRequest(callee);
      const request = withHeader(stolen, "x-amzn-lattice-identity", latticeIdentity("comet"));
      await assertRefused(callee, request, "principal-mismatch");
      assert.ok(isVerified(await callee.verify(stolen)), "the receipt was not used up");
    });

    it("G13 takes no caller from body, query or other headers", async () => {
      const callee = makeCallee();
      const changes = { body: '{"service":"comet","principal":"comet"}' };
      const request = await goodRequest(callee, claimsFor(callee, changes), changes);
      const rawHeaders = [...request.rawHeaders, "x-forwarded-for", "comet", "x-caller", "comet"];
      const verification = await callee.verify({ ...request, rawHeaders });
      assert.ok(verification.verified);
      assert.equal(verification.caller, "orbit");
    });

    it("refuses when the reader of identities fails", async () => {
      const identity = { identify: () => Promise.reject(new Error("secret detail")) };
      const callee = makeCallee({ identity });
      await assertRefused(callee, await goodRequest(callee), "engine-fault");
      assert.ok(!callee.lines.join().includes("secret detail"));
    });
  });

  describe("receipt", () => {
    it("G16 refuses the second use of a receipt, and counts it as a replay", async () => {
      const callee = makeCallee();
      const request = await goodRequest(callee);
      assert.ok(isVerified(await callee.verify(request)));
      await assertRefused(callee, request, "replayed");
      assert.equal(callee.metrics().filter((line) => "Replayed" in line).length, 1);
    });

    it("G16 lets one of a hundred copies through that arrive at the same time", async () => {
      const callee = makeCallee();
      const request = await goodRequest(callee);
      const results = await Promise.all(Array.from({ length: 100 }, () => callee.verify(request)));
      assert.equal(results.filter(isVerified).length, 1);
    });

    it("G16 refuses a receipt that has expired, comes from the future, or is for another callee", async () => {
      const callee = makeCallee();
      const claims = claimsFor(callee);
      const request = await goodRequest(callee, claims);
      const other = await goodRequest(callee, { ...claims, aud: "comet" });
      await assertRefused(callee, other, "receipt-audience");
      callee.putGovernanceAhead(6000);
      const iat = callee.seconds() + 6;
      const future = await goodRequest(callee, { ...claims, iat, exp: iat + 30 });
      await assertRefused(callee, future, "receipt-invalid");
      callee.advance(30_000);
      await assertRefused(callee, request, "receipt-expired");
    });

    it("G16 refuses a receipt of policies that are not accepted", async () => {
      const callee = makeCallee({ policies: { accepts: () => Promise.resolve(false) } });
      await assertRefused(callee, await goodRequest(callee), "receipt-policy");
    });

    it("G16 takes a receipt again in the expiry-only tier, until it expires", async () => {
      const callee = makeCallee({ register: expiryOnlyRegister });
      const request = await goodRequest(callee);
      assert.ok(isVerified(await callee.verify(request)));
      assert.ok(isVerified(await callee.verify(request)));
      callee.advance(30_000);
      await assertRefused(callee, request, "receipt-expired");
    });

    it("refuses two receipts, even when both are good", async () => {
      const callee = makeCallee();
      const request = await goodRequest(callee);
      const copy = request.rawHeaders.slice(-2);
      const twice = { ...request, rawHeaders: [...request.rawHeaders, ...copy] };
      await assertRefused(callee, twice, "receipt-invalid");
    });

    it("refuses when the register or the list of policies cannot be read", async () => {
      const broken = () => Promise.reject(new Error("no store"));
      const register = makeCallee({ register: { use: broken } });
      await assertRefused(register, await goodRequest(register), "replay-store-unavailable");
      const policies = makeCallee({ policies: { accepts: broken } });
      await assertRefused(policies, await goodRequest(policies), "policy-list-unavailable");
    });
  });

  describe("binding", () => {
    type Change = (request: ReceivedRequest) => ReceivedRequest;
    const and =
      (name: string, value: string): Change =>
      (r) => ({ ...r, rawHeaders: [...r.rawHeaders, name, value] });
    const set =
      (name: string, value?: string): Change =>
      (r) =>
        withHeader(r, name, value);
    const target =
      (rawPath: string): Change =>
      (r) => ({ ...r, rawPath });

    const others: Readonly<Record<string, Change>> = {
      "another method": (r) => ({ ...r, method: "PUT" }),
      "the method in small letters": (r) => ({ ...r, method: "post" }),
      "another host": set("host", "axon.example.interna1"),
      "the host in capitals": set("host", "AXON.example.internal"),
      "no host": set("host"),
      "two hosts": and("host", "axon.example.internal"),
      "userinfo in the host": set("host", "a@axon.example.internal"),
      "another path": target("/reasoN"),
      "an encoded path": target("/%72eason"),
      "a slash behind the path": target("/reason/"),
      "a query": target("/reason?a=1"),
      "an empty query": target("/reason?"),
      "a fragment": target("/reason#a"),
      "an absolute target": target("https://axon.example.internal/reason"),
      "another correlation id": set("x-correlation-id", "another-correlation"),
      "no correlation id": set("x-correlation-id"),
    };
    const bodies: Readonly<Record<string, Change>> = {
      "another body": (r) => ({ ...r, body: Buffer.from('{"task":"sub"}') }),
      "no body": (r) => ({ ...r, body: new Uint8Array() }),
      "no digest of the body": set("content-digest"),
      "a second digest": and("content-digest", "sha-256=:AAAA:"),
      "a digest of another algorithm": set("content-digest", "md5=:AAAA:"),
    };
    const changed = [
      ...Object.entries(others).map((entry) => [...entry, "request-mismatch"] as const),
      ...Object.entries(bodies).map((entry) => [...entry, "body-mismatch"] as const),
    ];

    for (const [name, change, reason] of changed) {
      it(`G17 refuses ${name}, and the true request still gets through`, async () => {
        const callee = makeCallee();
        const request = await goodRequest(callee);
        await assertRefused(callee, change(request), reason);
        assert.ok(isVerified(await callee.verify(request)), "the receipt was not used up");
      });
    }

    it("G17 refuses another body even when its digest is made to fit", async () => {
      const callee = makeCallee();
      const request = await goodRequest(callee);
      const body = Buffer.from('{"task":"sub"}');
      const fitting = withHeader(request, "content-digest", contentDigest(bodySha256(body)));
      await assertRefused(callee, { ...fitting, body }, "request-mismatch");
      assert.ok(isVerified(await callee.verify(request)));
    });

    it("G17 refuses a receipt for another operation of the callee, or of another callee", async () => {
      const callee = makeCallee();
      const claims = claimsFor(callee);
      for (const operation of ["axon:POST:/other", "comet:POST:/reason", "axon:GET:/reason"]) {
        const request = await goodRequest(callee, { ...claims, operation });
        await assertRefused(callee, request, "request-mismatch");
      }
    });

    it("G17 refuses any one byte that changes after the check, wherever it is", async () => {
      const callee = makeCallee({ register: expiryOnlyRegister });
      const changes = { body: '{"task":"add 17 and 25"}', query: "trace=1&mode=a" };
      const good = await goodRequest(callee, claimsFor(callee, changes), changes);
      assert.ok(isVerified(await callee.verify(good)));
      const names = ["host", "content-digest", "x-decision-receipt"];
      const places = ["method", "rawPath", "body", ...names];
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...places),
          fc.nat(),
          fc.integer({ min: 1, max: 127 }),
          async (place, position, mask) => {
            const flip = (text: string) => {
              const bytes = Buffer.from(text, "latin1");
              const at = position % bytes.length;
              bytes[at] = (bytes[at] ?? 0) ^ mask;
              return bytes.toString("latin1");
            };
            const changed = changeAt(good, place, flip);
            assert.ok(!isVerified(await callee.verify(changed)), `${place} ${String(position)}`);
          },
        ),
        { numRuns: 1000 },
      );
    });
  });

  describe("record", () => {
    const failing = (when: (line: string) => boolean) => {
      const lines: string[] = [];
      const write = (line: string) => {
        if (when(line)) throw new Error("disk full");
        lines.push(line);
      };
      const telemetry = createTelemetry({ service: "axon", sink: { write }, clock: () => 0 });
      return { lines, telemetry };
    };

    it("G20 refuses what it cannot record", async () => {
      const { telemetry } = failing((line) => line.includes("event_type"));
      const callee = makeCallee({ telemetry });
      const verification = await callee.verify(await goodRequest(callee));
      assert.partialDeepStrictEqual(verification, { verified: false, reason: "audit-failed" });
    });

    it("G20 refuses what it cannot count, and its one event says so", async () => {
      const { telemetry, lines } = failing((line) => line.includes("_aws"));
      const callee = makeCallee({ telemetry });
      const verification = await callee.verify(await goodRequest(callee));
      assert.partialDeepStrictEqual(verification, { verified: false, reason: "audit-failed" });
      assert.equal(lines.length, 1);
      assert.match(lines.join(), /"reason":"audit-failed"/);
    });

    it("L7 writes the same lines whatever a request asks to be logged", async () => {
      const quiet = makeCallee();
      const loud = makeCallee();
      const claims = claimsFor(quiet);
      await quiet.verify(await goodRequest(quiet, claims));
      const request = await goodRequest(loud, claims);
      const asking = ["debug", "x-debug", "x-log-level", "powertools-log-event", "x-amzn-trace-id"];
      const rawHeaders = [...request.rawHeaders, ...asking.flatMap((name) => [name, "debug"])];
      await loud.verify({ ...request, rawHeaders });
      assert.deepEqual(loud.lines, quiet.lines);
    });

    it("G21 keeps a thousand interleaved requests apart", async () => {
      const callee = makeCallee();
      const claims = Array.from({ length: 1000 }, (_, index) => ({
        ...claimsFor(callee),
        cid: `interleaved-${String(index)}`,
      }));
      const requests = await Promise.all(claims.map((each) => goodRequest(callee, each)));
      const results = await Promise.all(requests.map((request) => callee.verify(request)));
      assert.ok(results.every(isVerified));
      const pairs = callee
        .events()
        .map((line) => `${String(line["decision_id"])} ${String(line["correlation_id"])}`);
      assert.deepEqual(pairs.toSorted(), claims.map(({ jti, cid }) => `${jti} ${cid}`).toSorted());
    });
  });
});
