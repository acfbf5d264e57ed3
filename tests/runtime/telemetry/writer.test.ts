import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import path from "node:path";
import { setImmediate as immediate } from "node:timers/promises";
import fc from "fast-check";
import { acceptCorrelation, withCorrelation } from "../../../runtime/telemetry/correlation";
import type { SecurityEvent } from "../../../runtime/telemetry/events";
import { createTelemetry } from "../../../runtime/telemetry/writer";
import { assertNoCanary, canaries } from "../../support/canaries";
import { everyEvent, memorySink, parseLine, sampleEvents } from "../../support/security-events";

const clock = () => 1_700_000_000_000;

function telemetryOf(service = "axon") {
  const sink = memorySink();
  return { ...createTelemetry({ service, sink, clock }), lines: sink.lines };
}

const switches = [
  "DEBUG",
  "NODE_DEBUG",
  "LOG_LEVEL",
  "POWERTOOLS_LOG_LEVEL",
  "POWERTOOLS_DEV",
  "POWERTOOLS_LOGGER_LOG_EVENT",
  "POWERTOOLS_LOGGER_SAMPLE_RATE",
  "POWERTOOLS_METRICS_DISABLED",
  "AWS_LAMBDA_LOG_LEVEL",
  "AWS_LAMBDA_LOG_FORMAT",
  "AWS_SAM_LOCAL",
];

const settings = fc.dictionary(
  fc.oneof(fc.constantFrom(...switches), fc.stringMatching(/^[A-Z][A-Z_]{0,20}$/)),
  fc.constantFrom("true", "1", "debug", "DEBUG", "TRACE", "SILENT", "off", "*", "", "JSON"),
);

/** Runs work with another environment, and counts what is read of it. */
function withEnvironment(values: Readonly<Record<string, string>>, work: () => void): string[] {
  const before = process.env;
  const reads: string[] = [];
  process.env = new Proxy(
    { ...before, ...values },
    {
      get(target, key) {
        reads.push(String(key));
        return typeof key === "string" ? target[key] : undefined;
      },
    },
  );
  try {
    work();
  } finally {
    process.env = before;
  }
  return reads;
}

describe("createTelemetry", () => {
  it("writes exactly one line for each event and each count", () => {
    const telemetry = telemetryOf();
    for (const event of everyEvent) telemetry.record(event);
    assert.equal(telemetry.lines.length, everyEvent.length);
    telemetry.count("Refused", "replayed");
    assert.equal(telemetry.lines.length, everyEvent.length + 1);
    assert.ok(telemetry.lines.every((line) => parseLine(line)["service"] === "axon"));
  });

  it("takes names of the estate for services, and no other text", () => {
    for (const service of ["", "Axon", "a".repeat(65), 'x","level":"y', "arn:aws:iam::1:role/x"]) {
      const telemetry = telemetryOf(service);
      telemetry.record(sampleEvents["call.completed"]);
      telemetry.count("Denied", "forbidden");
      assert.deepEqual(
        telemetry.lines.map((line) => parseLine(line)["service"]),
        ["other", "other"],
      );
    }
  });

  it("refuses a namespace that CloudWatch does not take", () => {
    for (const metricsNamespace of ["", "a".repeat(256), 'a"b', "a b"]) {
      const options = { service: "axon", sink: memorySink(), clock, metricsNamespace };
      assert.throws(() => createTelemetry(options), { message: "Invalid metrics namespace." });
    }
  });

  it("G20 throws what the sink throws, for events and for counts", () => {
    const sink = {
      write() {
        throw new Error("no space");
      },
    };
    const telemetry = createTelemetry({ service: "axon", sink, clock });
    assert.throws(() => {
      telemetry.record(sampleEvents["request.verified"]);
    }, /no space/);
    assert.throws(() => {
      telemetry.count("Refused", "replayed");
    }, /no space/);
  });

  it("G21 keeps 1,000 interleaved requests apart: no field of one in another's line", async () => {
    const telemetry = telemetryOf();
    const markOf = (index: number) => `request-${String(index).padStart(4, "0")}`;
    const handle = async (index: number) => {
      for (let wait = index % 5; wait > 0; wait -= 1) await immediate();
      telemetry.record(
        { ...sampleEvents["request.verified"], caller: `caller-${markOf(index)}` },
        { note: markOf(index), ...(index % 2 === 0 && { extra: markOf(index) }) },
      );
      await immediate();
      telemetry.record({ ...sampleEvents["call.completed"], attempts: index });
    };
    await Promise.all(
      Array.from({ length: 1_000 }, (_, index) =>
        withCorrelation(acceptCorrelation(markOf(index)), () => handle(index)),
      ),
    );
    assert.equal(telemetry.lines.length, 2_000);
    for (const line of telemetry.lines) {
      const own = String(parseLine(line)["correlation_id"]);
      const marks = new Set(line.match(/request-\d{4}/g));
      assert.deepEqual([...marks], [own]);
    }
  });

  it("L7 writes the same lines whatever the environment and the request say, and reads neither", () => {
    const write = (data: Readonly<Record<string, unknown>>) => {
      const telemetry = telemetryOf();
      withCorrelation(acceptCorrelation("request-0001"), () => {
        telemetry.record(sampleEvents["governance.decision"], data);
      });
      telemetry.count("Denied", "no-permit");
      return telemetry.lines;
    };
    const expected = write({});
    fc.assert(
      fc.property(settings, (values) => {
        let lines: readonly string[] = [];
        const reads = withEnvironment(values, () => {
          lines = write({});
        });
        assert.deepEqual(lines, expected);
        assert.deepEqual(reads, []);
        const [asked, count] = write(values);
        const [root, usual] = [asked, expected[0]].map((line) => ({
          ...parseLine(line),
          data: {},
        }));
        assert.deepEqual([root, count], [usual, expected[1]]);
      }),
    );
  });

  it("L7 writes the same when the process starts with every switch on", () => {
    const environment = Object.fromEntries(switches.map((name) => [name, "DEBUG"]));
    const [first, second] = [environment, {}].map((extra) => {
      const { PATH, HOME } = process.env;
      return execFileSync(process.execPath, ["-e", script], {
        cwd: path.resolve(__dirname, "../../.."),
        encoding: "utf8",
        env: { PATH, HOME, ...extra, NODE_DEBUG: "" },
      });
    });
    assert.equal(first, second);
    assert.equal(String(first).trim().split("\n").length, 2);
  });

  it("L4 shows no canary, through whichever way of telemetry it comes", () => {
    const telemetry = telemetryOf();
    for (const { text } of Object.values(canaries)) {
      const correlation = acceptCorrelation(text, text, text);
      withCorrelation(correlation, () => {
        for (const event of eventsWith(text))
          attempt(() => {
            telemetry.record(event, { note: text, error: new Error(text, { cause: text }) });
          });
      });
      // A correlation that nobody accepted.
      withCorrelation({ id: text, origin: "caller", traceparent: text, tracestate: text }, () => {
        telemetry.record(sampleEvents["call.completed"], { [text]: { [text]: [text] } });
      });
      telemetry.count("Denied", text);
      const other = telemetryOf(text);
      other.count("Denied", "forbidden");
      other.record(sampleEvents["call.completed"], {
        headers: new Headers({ "x-note": encodeURIComponent(text) }),
      });
      assertNoCanary(other.lines.join("\n"));
    }
    assert.ok(telemetry.lines.length > Object.keys(canaries).length * 5);
    assertNoCanary(telemetry.lines.join("\n"));
  });
});

const script = `
  require("ts-node/register/transpile-only");
  const { createTelemetry, stdoutSink } = require("./runtime/telemetry/writer");
  const { withCorrelation } = require("./runtime/telemetry/correlation");
  const telemetry = createTelemetry({ service: "axon", sink: stdoutSink, clock: () => 0 });
  withCorrelation({ id: "request-0001", origin: "caller" }, () => {
    telemetry.record({ event_type: "governance.lifecycle", phase: "ready" }, { debug: true });
  });
  telemetry.count("Denied", "no-permit");
`;

/** Every event with a text in each field that can hold one, typed or not. */
function eventsWith(text: string): readonly SecurityEvent[] {
  return Object.values<SecurityEvent>(sampleEvents).flatMap((event) =>
    Object.keys(event)
      .filter((field) => field !== "event_type")
      .map((field) => ({ ...event, [field]: field === "determining_policies" ? [text] : text })),
  );
}

const refusals: string[] = [];

/** Runs work; what it throws must hold no canary either. */
function attempt(work: () => void): void {
  try {
    work();
  } catch (error) {
    refusals.push(error instanceof Error ? String(error.stack) : "");
    assertNoCanary(refusals.at(-1) ?? "");
  }
}
