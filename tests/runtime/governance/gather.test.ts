import assert from "node:assert/strict";
import type { DecisionAnswer } from "../../../runtime/governance/answer";
import type { GovernanceOptions } from "../../../runtime/governance/governance";
import { requestDigest } from "../../../runtime/request/request-digest";
import { assertDenied, denies } from "./denials";
import {
  asked,
  permissive,
  reasonCall,
  reasonRequest,
  sampleGovernance,
  scriptedEngine,
} from "./sample-estate";

describe("gather", () => {
  it("G10 allows nothing more when Object.prototype says allowed and more", async () => {
    const polluted = {
      allowed: true,
      receipt: "x",
      resource: "axon:POST:/reason",
      onBehalfOf: ["axon"],
      kind: "permitted",
      quarantine: "clear",
    };
    const { engine } = scriptedEngine((question) =>
      question.action === "write" ? { kind: "not-permitted" } : permissive(question),
    );
    const { governance } = sampleGovernance({ createEngine: () => engine });
    const requests = [
      { service: "orbit", intent: "write" },
      { service: "orbit" },
      {},
      { ...reasonRequest, service: "axon" },
    ];
    const answers: DecisionAnswer[] = [];
    const before = Object.getOwnPropertyNames(Object.prototype);
    try {
      for (const [key, value] of Object.entries(polluted)) {
        Object.defineProperty(Object.prototype, key, { value, configurable: true, writable: true });
      }
      for (const request of requests) {
        answers.push(await governance.handle(asked(JSON.stringify(request))));
      }
    } finally {
      for (const key of Object.keys(polluted)) Reflect.deleteProperty(Object.prototype, key);
    }
    assert.deepEqual(Object.getOwnPropertyNames(Object.prototype), before);
    for (const answer of answers) {
      assert.deepEqual([answer.allowed, Object.hasOwn(answer, "receipt")], [false, false]);
    }
    assert.deepEqual(
      answers.map(({ reason }) => reason),
      ["no-permit", "invalid-request", "invalid-request", "principal-mismatch"],
    );
  });

  it("G18 denies from the moment that caller, callee or a delegator is quarantined", async () => {
    const read = { service: "axon", intent: "read", onBehalfOf: ["orbit"] };
    for (const service of ["axon", "memory", "orbit"]) {
      const sample = sampleGovernance();
      assert.equal((await sample.governance.handle(asked(read, "axon"))).allowed, true);
      sample.quarantined.add(service);
      sample.records.length = 0;
      sample.counts.length = 0;
      assertDenied(sample, await sample.governance.handle(asked(read, "axon")), "quarantined");
      sample.quarantined.delete(service);
      assert.equal((await sample.governance.handle(asked(read, "axon"))).allowed, true);
    }
  });

  it("denies when the quarantine cannot be read, hangs, or gives something else than a boolean", async () => {
    const flags: readonly (() => Promise<boolean>)[] = [
      () => Promise.reject(new Error("throttled")),
      () => new Promise(() => undefined),
      () => {
        throw new Error("no client");
      },
      () => Promise.resolve(JSON.parse("null")),
      () => Promise.resolve(JSON.parse('"false"')),
    ];
    for (const isQuarantined of flags) {
      await denies(reasonRequest, "quarantine-unreadable", {
        quarantine: { isQuarantined },
        deadlineMilliseconds: 20,
      });
    }
  });

  it("denies a bound call when its receipt cannot be signed, in time, or at all", async () => {
    const signers: readonly GovernanceOptions["signer"][] = [
      undefined,
      { sign: () => Promise.reject(new Error("KMS")) },
      { sign: () => new Promise(() => undefined) },
    ];
    for (const signer of signers) {
      await denies(reasonRequest, "signing-failed", { signer, deadlineMilliseconds: 20 });
    }
  });

  it("signs nothing that is denied", async () => {
    const request = { ...reasonRequest, service: "axon" };
    const { signed } = await denies(request, "no-permit", { alias: "axon" });
    assert.deepEqual(signed, []);
  });

  it("G21 keeps 1,000 interleaved requests apart", async () => {
    const quarantine = {
      isQuarantined: async (service: string) => {
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 5));
        return service === "nobody";
      },
    };
    const { governance, records } = sampleGovernance({ quarantine });
    const requests = Array.from({ length: 1000 }, (_, index) => {
      const id = `correlation-${String(index)}`;
      const bodyDigest = String(index).padStart(64, "0");
      const call = { ...reasonCall, bodySha256: bodyDigest };
      const service = index % 3 === 0 ? "axon" : "orbit";
      return { ...reasonRequest, service, correlationId: id, call };
    });
    const answers = await Promise.all(
      requests.map((request) => governance.handle(asked(request, request.service))),
    );
    const lines = new Map(records.map((record) => [record.correlationId, record.event]));
    assert.deepEqual([records.length, lines.size], [1000, 1000]);
    requests.forEach(({ correlationId, service, call }, index) => {
      const answer = answers[index];
      const line = lines.get(correlationId);
      assert.ok(answer !== undefined && line?.event_type === "governance.decision");
      const digest = requestDigest(call, "axon:POST:/reason");
      assert.deepEqual(
        [answer.correlationId, answer.requestDigest, answer.allowed],
        [correlationId, digest, service === "orbit"],
      );
      assert.deepEqual(
        [line.decision_id, line.request_digest, line.caller],
        [answer.decisionId, digest, service],
      );
    });
  });
});
