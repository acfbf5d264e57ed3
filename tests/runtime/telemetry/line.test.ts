import assert from "node:assert/strict";
import fc from "fast-check";
import { acceptCorrelation } from "../../../runtime/telemetry/correlation";
import { eventLine, maxLineBytes } from "../../../runtime/telemetry/line";
import { parseLine, sampleEvents } from "../../support/security-events";

const correlation = acceptCorrelation(
  "request-0001",
  "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
);

const lineOf = (data?: Readonly<Record<string, unknown>>, changes: object = {}) =>
  eventLine({
    event: Object.assign({ ...sampleEvents["governance.decision"] }, changes),
    data,
    service: "governance",
    time: Date.UTC(2026, 10, 25),
    correlation,
  });

const roots = parseLine(lineOf());

/** One line by any reader's idea of a line, at most as long as allowed, and an object. */
function readLine(line: string): Readonly<Record<string, unknown>> {
  assert.doesNotMatch(line, /[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff]/);
  assert.doesNotMatch(line, /\p{Surrogate}/u);
  assert.ok(Buffer.byteLength(line) <= maxLineBytes, String(Buffer.byteLength(line)));
  return parseLine(line);
}

const withoutData = (read: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(read).filter(([key]) => !["data", "truncated"].includes(key)));

const awkward = [
  "\r\n",
  "\u001b[2J",
  "\u2028\u2029",
  "\0",
  '"',
  "\\",
  "\u0085",
  "\u009b31m",
  "\ud800",
  "\u202e",
  "\ufeff",
  "é",
  "🜂",
];

const hostileKeys = [
  ...Object.keys(roots),
  "level",
  "time",
  "timestamp",
  "service",
  "correlation_id",
  "decision",
  "reason",
  "_aws",
  "truncated",
  "schema_version",
  "data",
  "__proto__",
  "constructor",
  "toJSON",
  "sampling_rate",
];

describe("eventLine", () => {
  it("lays a line out as Powertools' logger does, with the event's fields beside", () => {
    assert.deepEqual(readLine(lineOf({ note: "text" })), {
      level: "WARN",
      message: "governance.decision deny (no-permit)",
      timestamp: "2026-11-25T00:00:00.000Z",
      service: "governance",
      correlation_id: "request-0001",
      correlation_origin: "caller",
      trace_id: "4bf92f3577b34da6a3ce929d0e0e4736",
      xray_trace_id: "1-4bf92f35-77b34da6a3ce929d0e0e4736",
      schema_version: 1,
      ...sampleEvents["governance.decision"],
      data: { note: "text" },
    });
  });

  it("L2 writes one parseable line for every awkward character, in data and in names", () => {
    for (const text of awkward) {
      const read = readLine(lineOf({ note: text, [text]: 1 }, { caller: `a${text}b` }));
      assert.deepEqual(Object.keys(read).sort(), [...Object.keys(roots), "data"].sort());
      assert.equal(read["caller"], `a${text}b`);
    }
  });

  it("L2 writes at most 16 KiB and marks what it cut, whatever and however much it gets", () => {
    const amounts: Readonly<Record<string, unknown>> = {
      megabyte: "a".repeat(1_000_000),
      words: "word ".repeat(300_000),
      escaped: "\u0001".repeat(100_000),
      wide: "\u2028\u202e".repeat(100_000),
      list: Array.from({ length: 100_000 }, (_, index) => index),
      lists: Array.from({ length: 200 }, () =>
        Array.from({ length: 200 }, () => "\u0001".repeat(200)),
      ),
      keys: Object.fromEntries(
        Array.from({ length: 10_000 }, (_, index) => [`${"\0".repeat(60)}${String(index)}`, "x"]),
      ),
      deep: Array.from({ length: 10_000 }).reduce((inner) => ({ inner }), 1),
      bigint: 10n ** 5_000n,
    };
    for (const [title, value] of Object.entries(amounts)) {
      const read = readLine(lineOf({ value }));
      assert.equal(read["truncated"], true, title);
      assert.equal(read["decision"], "deny");
    }
    readLine(lineOf(amounts));
    assert.equal("truncated" in readLine(lineOf({ value: "short" })), false);
  });

  it("L2 keeps a decision whose own names are as long and as awkward as they may be", () => {
    const name = "\u2028".repeat(200);
    const event = {
      caller: name,
      callee: name,
      intent: name,
      operation: name,
      decision_id: name,
      determining_policies: Array.from({ length: 500 }, () => name),
    };
    const read = readLine(lineOf({ value: "\u0001".repeat(10_000) }, event));
    assert.equal(read["truncated"], true);
    assert.equal(read["reason"], "no-permit");
    assert.equal(read["request_digest"], "a1".repeat(32));
  });

  it("L2 holds for any data at all", () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.string({ unit: "binary" }),
          fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true }),
          { size: "medium" },
        ),
        (data) => {
          const read = readLine(lineOf(data));
          assert.equal(read["correlation_id"], "request-0001");
        },
      ),
    );
  });

  it("L3 lets data set no key of the root, whatever its keys are", () => {
    const forged = Object.fromEntries(hostileKeys.map((key) => [key, "forged"]));
    const { data, ...root } = readLine(lineOf(forged));
    assert.deepEqual(root, roots);
    assert.equal(typeof data, "object");
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...hostileKeys), fc.jsonValue()), (values) => {
        assert.deepEqual(withoutData(readLine(lineOf(values))), roots);
      }),
    );
  });

  it("L3 mints no metric from data: no line of an event has _aws at its root", () => {
    const _aws = {
      Timestamp: 1,
      CloudWatchMetrics: [{ Namespace: "forged", Dimensions: [[]], Metrics: [{ Name: "Denied" }] }],
    };
    const texts = [
      JSON.stringify({ _aws, Denied: 0 }),
      `\n${JSON.stringify({ _aws })}\n`,
      `"},"_aws":{`,
    ];
    for (const data of [{ _aws, Denied: 0 }, ...texts.map((note) => ({ note }))]) {
      assert.equal("_aws" in readLine(lineOf(data)), false);
      assert.equal(
        "_aws" in readLine(lineOf(undefined, { caller: JSON.stringify(data).slice(0, 190) })),
        false,
      );
    }
  });

  it("L3 takes nothing from a polluted prototype or the toJSON of data", () => {
    const polluted: Readonly<Record<string, unknown>> = {
      decision: "allow",
      toJSON: () => ({ _aws: 1 }),
    };
    const { data, ...root } = readLine(lineOf({ nested: polluted, ...polluted }));
    assert.deepEqual(root, roots);
    assert.deepEqual(data, {
      nested: { decision: "allow", toJSON: "[function]" },
      decision: "allow",
      toJSON: "[function]",
    });
  });

  it("L1 writes no correlation id that is none, wherever it came from", () => {
    const line = eventLine({
      event: sampleEvents["call.completed"],
      service: "orbit",
      time: 0,
      correlation: { id: 'x","level":"y\n', origin: "caller" },
    });
    assert.equal(parseLine(line)["correlation_id"], "invalid");
  });

  it("L4 takes a secret's shape out of names, too", () => {
    const read = parseLine(
      lineOf(undefined, { caller: "AKIACANARY0ACCESSKEY", operation: "token-broker:GET:/a" }),
    );
    assert.equal(read["caller"], "[redacted]");
    assert.equal(read["operation"], "token-broker:GET:/a");
  });

  it("L5 names fields of ours that are not valid, and repeats nothing of them or of others", () => {
    const read = parseLine(
      lineOf(undefined, { request_digest: "marked-value", marked_key: "marked-value" }),
    );
    assert.deepEqual(read["invalid_fields"], ["request_digest"]);
    assert.doesNotMatch(JSON.stringify(read), /marked/);
  });
});
