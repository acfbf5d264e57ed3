import assert from "node:assert/strict";
import { UsageError } from "../../../preview/errors";
import { readSamples, sampleOf } from "../../../tools/detections/samples";

const record = { eventSource: "iam.amazonaws.com", eventName: "CreateRole" };
const envelope = { source: "aws.guardduty", "detail-type": "GuardDuty Finding", detail: {} };
const securityEvent = { event_type: "governance.decision", decision: "deny" };
const flow = "2 111122223333 eni-1 10.0.0.1 10.0.0.2 443 50000 6 1 40 1 2 REJECT OK";
const line = { logGroup: "/a/b/mesh-access", message: { responseCode: 403 } };

const kinds = (content: string) => readSamples(content).map(({ kind }) => kind);

describe("readSamples", () => {
  it("tells each kind of event by its shape", () => {
    assert.deepEqual(kinds(JSON.stringify([record, envelope, securityEvent, flow, line])), [
      "cloudtrail-record",
      "envelope",
      "security-event",
      "flow-record",
      "log-line",
    ]);
  });

  it("reads one event, a file of CloudTrail's bucket, and lines of the flow log", () => {
    assert.deepEqual(kinds(JSON.stringify(record)), ["cloudtrail-record"]);
    const delivered = JSON.stringify({ Records: [record, record] });
    assert.deepEqual(kinds(delivered), ["cloudtrail-record", "cloudtrail-record"]);
    assert.deepEqual(kinds(`${flow}\n${flow}\n`), ["flow-record", "flow-record"]);
  });

  it("keeps a message that is text, and writes one that is not", () => {
    const sample = (message: unknown) => sampleOf({ logGroup: "g", message });
    assert.deepEqual(sample("a b"), { kind: "log-line", logGroup: "g", line: "a b" });
    assert.deepEqual(sample({ a: 1 }), { kind: "log-line", logGroup: "g", line: '{"a":1}' });
  });

  for (const [what, content, problem] of [
    ["a file that is no JSON", "{", /neither JSON nor lines/],
    ["a file without events", "[]", /no event/],
    ["too many events", JSON.stringify(Array<object>(10_001).fill(record)), /10001 events/],
    ["text that is no flow record", '"hello"', /event 1: "hello"/],
  ] as const) {
    it(`refuses ${what}`, () => {
      assert.throws(() => readSamples(content), { name: "UsageError", message: problem });
    });
  }

  it("names all events of unknown shape at once, in few lines", () => {
    const unknown = Array.from({ length: 50 }, (_, index) => ({ index, text: "x".repeat(500) }));
    assert.throws(
      () => readSamples(JSON.stringify([record, ...unknown])),
      (error) => {
        assert.ok(error instanceof UsageError);
        assert.match(error.message, /^50 of 51 events[^]*event 2: [^]*and 40 more/);
        assert.ok(error.message.length < 5000);
        return true;
      },
    );
  });
});
