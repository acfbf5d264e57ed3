import assert from "node:assert/strict";
import { policyDigest } from "../../../runtime/governance/bundle";
import { requestDigest } from "../../../runtime/request/request-digest";
import { denies } from "./denials";
import { asked, reasonCall, reasonRequest, sampleGovernance, sampleText } from "./sample-estate";

describe("governance", () => {
  it("allows a declared call, with a receipt bound to it, one line and one count", async () => {
    const { governance, signed, records, counts } = sampleGovernance();
    const answer = await governance.handle(asked(reasonRequest));
    const digest = requestDigest(reasonCall, "axon:POST:/reason");
    assert.deepEqual(answer, {
      allowed: true,
      reason: "permitted",
      decisionId: answer.decisionId,
      correlationId: "correlation-1",
      requestDigest: digest,
      policyDigest: policyDigest(sampleText),
      receipt: `receipt of ${answer.decisionId}`,
      retryable: false,
    });
    assert.deepEqual(signed, [
      {
        jti: answer.decisionId,
        aud: "axon",
        sub: "orbit",
        intent: "reason",
        operation: "axon:POST:/reason",
        req: digest,
        pol: policyDigest(sampleText),
        cid: "correlation-1",
        iat: 1000,
        exp: 1030,
      },
    ]);
    assert.deepEqual(counts, ["Allowed permitted"]);
    assert.deepEqual(records, [
      {
        correlationId: "correlation-1",
        data: undefined,
        event: {
          event_type: "governance.decision",
          decision: "allow",
          reason: "permitted",
          decision_id: answer.decisionId,
          caller: "orbit",
          callee: "axon",
          intent: "reason",
          operation: "axon:POST:/reason",
          request_digest: digest,
          policy_digest: policyDigest(sampleText),
          determining_policies: ["orbit-to-axon-reason-1"],
          duration_ms: 0,
        },
      },
    ]);
  });

  it("decides the minimal form without a receipt", async () => {
    const { governance, signed } = sampleGovernance({ signer: undefined });
    const answer = await governance.handle(asked({ service: "orbit", intent: "reason" }));
    assert.deepEqual([answer.allowed, "receipt" in answer, signed], [true, false, []]);
    assert.equal("requestDigest" in answer, false);
  });

  it("makes a correlation id, and gives it back, when the caller's is none", async () => {
    const { governance, records } = sampleGovernance();
    const answer = await governance.handle(asked({ ...reasonRequest, correlationId: "a\nb" }));
    assert.equal(answer.allowed, true);
    assert.match(answer.correlationId, /^[0-9a-f-]{36}$/);
    assert.equal(records[0]?.correlationId, answer.correlationId);
  });

  it("keeps the correlation id of a request that it refuses for its form", async () => {
    const request = { service: "orbit", correlationId: "correlation-9", extra: 1 };
    const { records } = await denies(request, "invalid-request");
    assert.equal(records[0]?.correlationId, "correlation-9");
  });

  it("G10 leaves Object.prototype as it was, whatever is nested in a request", async () => {
    const before = Object.getOwnPropertyNames(Object.prototype);
    for (const inner of [
      '"__proto__":{"allowed":true}',
      '"constructor":{"prototype":{"allowed":1}}',
    ]) {
      for (const text of [
        `{${inner}}`,
        `{"call":{${inner}}}`,
        `{"onBehalfOf":[{"a":{${inner}}}]}`,
      ]) {
        await denies(text, "invalid-request");
      }
    }
    assert.deepEqual(Object.getOwnPropertyNames(Object.prototype), before);
  });
});
