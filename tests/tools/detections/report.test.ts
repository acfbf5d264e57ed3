import assert from "node:assert/strict";
import type { Fired } from "../../../tools/detections/fires";
import { outcomesOf, reportText } from "../../../tools/detections/report";
import type { SampleEvent } from "../../../tools/detections/samples";

const fired: Fired = {
  key: "root-use",
  kind: "log-filter",
  alertClass: "unauthorized-access",
  description: "The root user was used.",
  through: "/p/s/trail",
  metric: "p/s/security root-use",
  alarmName: "p-s-root-use",
  threshold: 1,
  isEnough: true,
  startsIncident: false,
  topicArn: "arn:aws:sns:us-east-1:111122223333:p-s-alerts",
  contacts: ["email security@example.com"],
};

const record = (eventName: string): SampleEvent => ({
  kind: "cloudtrail-record",
  record: { eventSource: "s3.amazonaws.com", eventName },
});

const isRoot = (sample: SampleEvent) =>
  sample.kind === "cloudtrail-record" && sample.record["eventName"] === "Root" ? [fired] : [];

describe("reportText", () => {
  it("names detection, class, filter, metric, alarm, threshold, topic and contact", () => {
    const text = reportText(outcomesOf("dev", [record("Root"), record("Other")], isRoot));
    for (const value of Object.values(fired).flat()) {
      if (typeof value === "string" && value !== fired.kind) assert.ok(text.includes(value), value);
    }
    assert.match(text, /at 1 in a period/);
    const starting = { ...fired, startsIncident: true, topicArn: undefined, contacts: [] };
    const started = reportText(outcomesOf("dev", [record("Root")], () => [starting]));
    assert.match(started, /starts the workflow of incidents/);
    assert.match(text, /event 2: Other of s3\.amazonaws\.com fires nothing/);
    assert.match(text, /1 of 2 events fire something in dev/);
  });

  it("stays short for many events and long names, and lets no name control the terminal", () => {
    const samples = Array.from({ length: 5000 }, () => record(`\u001b[2J${"x".repeat(5000)}`));
    const outcomes = outcomesOf("dev", samples, () => []);
    assert.ok(JSON.stringify(outcomes).length < 50_000);
    const text = reportText(outcomes);
    assert.ok(text.length < 50_000 && !text.includes("\u001b"));
    assert.match(text, /0 of 5000 events/);
  });

  it("counts how many events fire each detection", () => {
    const samples = [record("Root"), record("Other"), record("Root")];
    assert.deepEqual(outcomesOf("dev", samples, isRoot).counts, { "root-use": 2 });
  });
});
