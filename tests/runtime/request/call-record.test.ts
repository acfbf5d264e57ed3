import assert from "node:assert/strict";
import type { CallEnding } from "../../../runtime/request/attempts";
import { recordCall } from "../../../runtime/request/call-record";
import { type CallRequest, freezeCall } from "../../../runtime/request/freeze-call";
import { createAllowList } from "../../../runtime/request/targets";
import { eventSchemas } from "../../../runtime/telemetry/events";
import { recorder } from "../../support/governed-calls";

const request: CallRequest = { intent: "reason", method: "GET", url: "https://axon.test/reason" };
const findTarget = createAllowList([
  { service: "axon", host: "axon.test", signing: "vpc-lattice-svcs", region: "us-east-1" },
]);
const frozen = freezeCall(request, { findTarget, maxBodyBytes: 0 });
const call = typeof frozen === "string" ? undefined : frozen;
const decided = { decisionId: "decision-0001", policyDigest: "a".repeat(64) };
const response = { status: 200, headers: {}, body: new Uint8Array() };

function recorded(ending: CallEnding, given = call) {
  const telemetry = recorder();
  const finished = { service: "orbit", request, call: given, ending, milliseconds: 7 };
  assert.equal(recordCall(telemetry, finished), true);
  assert.equal(telemetry.events.length, 1);
  const event = eventSchemas["call.completed"].parse(telemetry.events[0]);
  return { event, data: telemetry.data[0], counts: telemetry.counts };
}

describe("recordCall", () => {
  it("names what governance allowed, and counts it", () => {
    const { event, data, counts } = recorded({
      result: response,
      attempts: 1,
      maybeSent: true,
      ...decided,
    });
    assert.deepEqual(
      [event.decision, event.reason, event.intent, event.operation, event.status],
      ["allow", "permitted", "reason", "axon:GET:/reason", 200],
    );
    assert.deepEqual([data, counts], [undefined, ["Allowed permitted"]]);
  });

  it("C2 counts one denial for a refusal, and keeps the program's text under data", () => {
    const { event, data, counts } = recorded({
      result: "no-permit",
      attempts: 0,
      maybeSent: false,
    });
    assert.deepEqual(
      [event.decision, event.reason, event.intent],
      ["deny", "no-permit", undefined],
    );
    assert.deepEqual(data, { intent: "reason", operation: "axon:GET:/reason" });
    assert.deepEqual(counts, ["Denied no-permit"]);
  });

  it("C1 counts a denial that is also an error", () => {
    const { event, counts } = recorded({ result: "pdp-timeout", attempts: 0, maybeSent: false });
    assert.equal(event.decision, "error");
    assert.deepEqual(counts, ["Denied pdp-timeout", "Errors pdp-timeout"]);
  });

  it("counts an error, and no denial, for what may have been sent", () => {
    const ending = {
      result: "target-unavailable",
      attempts: 1,
      maybeSent: true,
      ...decided,
    } as const;
    assert.deepEqual(recorded(ending).counts, ["Errors target-unavailable"]);
  });

  it("records a call that could not be fixed", () => {
    const telemetry = recorder();
    const ending = { result: "target-refused", attempts: 0, maybeSent: false } as const;
    recordCall(telemetry, { service: "orbit", request, call: undefined, ending, milliseconds: 0 });
    assert.equal(telemetry.events.length, 1);
    assert.deepEqual(telemetry.counts, ["Denied target-refused"]);
  });

  it("G20 says when event or count could not be written", () => {
    const throwing = () => {
      throw new Error("the sink is full");
    };
    const ending: CallEnding = { result: response, attempts: 1, maybeSent: true, ...decided };
    const finished = { service: "orbit", request, call, ending, milliseconds: 7 };
    assert.equal(recordCall({ ...recorder(), record: throwing }, finished), false);
    const uncounted = recorder();
    assert.equal(recordCall({ ...uncounted, count: throwing }, finished), false);
    // The one line says what the program gets.
    assert.deepEqual(
      uncounted.events.map((event) => ("reason" in event ? event.reason : undefined)),
      ["audit-failed"],
    );
  });
});
