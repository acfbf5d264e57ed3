import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import stored from "../../../plan/monitoring/security-events.json";
import { refusalReasons } from "../../../runtime/reasons";
import { eventSchemas } from "../../../runtime/telemetry/events";
import { eventLine } from "../../../runtime/telemetry/line";
import {
  securityEventsForPlans,
  securityEventsPage,
  writerKeys,
} from "../../../tools/docs/security-events";
import { parseLine, sampleEvents } from "../../support/security-events";

const page = securityEventsPage();

const fieldNames = [
  ...new Set(Object.values(eventSchemas).flatMap(({ shape }) => Object.keys(shape))),
];

// A line that has every key the writer can add.
const fullLine = () =>
  parseLine(
    eventLine({
      event: Object.assign({ ...sampleEvents["governance.decision"] }, { caller: 7 }),
      data: { note: "long ".repeat(1_000) },
      service: "governance",
      time: 0,
      correlation: {
        id: "request-0001",
        origin: "caller",
        traceparent: "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
      },
    }),
  );

describe("securityEventsPage", () => {
  it("is what is stored", () => {
    const file = path.resolve(__dirname, "../../../docs/security-events.md");
    assert.equal(readFileSync(file, "utf8"), page);
  });

  it("gives every event, field, reason, phase and key a meaning", () => {
    for (const type of Object.keys(eventSchemas)) {
      assert.match(page, new RegExp(`\n## ${type.replace(".", "\\.")}\n\n[A-Z].+\n`));
    }
    assert.doesNotMatch(page, /\| +\|/);
    const named = [...fieldNames, ...Object.keys(refusalReasons), ...Object.keys(writerKeys)];
    for (const name of named) assert.ok(page.includes(`| \`${name}\` |`), name);
  });

  it("names exactly the keys that the writer adds, and no event has a field of theirs", () => {
    const added = Object.keys(fullLine()).filter((key) => !fieldNames.includes(key));
    assert.deepEqual(added, Object.keys(writerKeys));
    assert.deepEqual(
      fieldNames.filter((name) => Object.hasOwn(writerKeys, name) || name === "_aws"),
      [],
    );
  });

  it("tells what a field is", () => {
    assert.ok(page.includes("| `decision` | `allow`, `deny`, `error` | yes |"));
    assert.ok(page.includes("| `request_digest` | text, `^[0-9a-f]{64}$` | no |"));
    assert.ok(page.includes("| `determining_policies` | list of text of at most 200 characters |"));
  });
});

describe("securityEventsForPlans", () => {
  it("is what is stored", () => {
    assert.deepEqual(stored, securityEventsForPlans());
  });

  it("has every event with its fields, and every reason with its outcome", () => {
    const { events, reasons } = securityEventsForPlans();
    assert.deepEqual(
      Object.entries(events).map(([type, fields]) => [type, Object.keys(fields)]),
      Object.entries(eventSchemas).map(([type, { shape }]) => [type, Object.keys(shape)]),
    );
    const outcomes = new Map<string, string>(Object.entries(reasons));
    assert.deepEqual(
      ["permitted", "no-permit", "policy-error"].map((reason) => outcomes.get(reason)),
      ["allow", "deny", "error"],
    );
    assert.deepEqual(Object.keys(reasons), ["permitted", ...Object.keys(refusalReasons)]);
  });

  it("parts decisions from phases", () => {
    const { decisions, phases, rotationPhases } = securityEventsForPlans();
    assert.deepEqual(Object.keys(decisions), ["allow", "deny", "error"]);
    assert.deepEqual(Object.keys(phases).sort(), [
      "engine-reloaded",
      "heartbeat",
      "not-ready",
      "ready",
    ]);
    assert.deepEqual(Object.keys(rotationPhases), ["done", "refused", "failed"]);
  });
});
