import assert from "node:assert/strict";
import fc from "fast-check";
import { refusalReasons } from "../../../runtime/reasons";
import { metricLine } from "../../../runtime/telemetry/metrics";
import { createTelemetry } from "../../../runtime/telemetry/writer";
import { memorySink, parseLine } from "../../support/security-events";

const parts = {
  namespace: "agent-runtime/dev",
  metric: "Denied",
  service: "governance",
  reason: "no-permit",
  time: 1_700_000_000_000.7,
} as const;

describe("metricLine", () => {
  it("writes the embedded metric format, with the clock's time in whole milliseconds", () => {
    assert.deepEqual(parseLine(metricLine(parts)), {
      _aws: {
        Timestamp: 1_700_000_000_000,
        CloudWatchMetrics: [
          {
            Namespace: "agent-runtime/dev",
            Dimensions: [["service", "reason"]],
            Metrics: [{ Name: "Denied", Unit: "Count" }],
          },
        ],
      },
      service: "governance",
      reason: "no-permit",
      Denied: 1,
    });
  });

  it("L6 counts every reason it does not know as other", () => {
    fc.assert(
      fc.property(fc.string(), (reason) => {
        const read = parseLine(metricLine({ ...parts, reason }))["reason"];
        assert.equal(read, Object.hasOwn(refusalReasons, reason) ? reason : "other");
      }),
    );
    for (const reason of ["toString", "__proto__", "constructor", "no-permit ", "No-Permit"]) {
      assert.equal(parseLine(metricLine({ ...parts, reason }))["reason"], "other");
    }
  });

  it("L6 makes no more series than services times reasons of 10,000 hostile principals", () => {
    const sink = memorySink();
    const services = ["orbit", "axon", "governance"];
    for (let index = 0; index < 10_000; index += 1) {
      const principal = `arn:aws:iam::${String(index).padStart(12, "0")}:role/evil-${String(index)}`;
      const service = services[index % services.length] ?? "";
      const telemetry = createTelemetry({ service, sink, clock: () => index });
      telemetry.count("Denied", index % 2 === 0 ? principal : "identity-unknown");
      telemetry.record(
        {
          event_type: "governance.decision",
          decision: "deny",
          reason: "identity-unknown",
          caller: principal,
        },
        { principal },
      );
    }
    const series = new Set(
      sink.lines
        .map(parseLine)
        .filter((line) => "_aws" in line)
        .map(({ service, reason }) => JSON.stringify([service, reason])),
    );
    assert.equal(series.size, services.length * 2);
  });

  it("refuses a counter that does not exist", () => {
    for (const metric of ["Other", "constructor", "_aws", "service"]) {
      // @ts-expect-error: a name as plain JavaScript could pass it.
      assert.throws(() => metricLine({ ...parts, metric }), { message: "Unknown metric." });
    }
  });
});
