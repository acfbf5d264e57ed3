import assert from "node:assert/strict";
import * as fc from "fast-check";
import { createHandler } from "../../../lambdas/contain-incident/create-handler";
import { planWorkflow } from "../../../plan/incident-response/workflow";
import { mostFailures } from "../../../runtime/containment/incident";
import { fieldAt, jsonOf } from "../../../runtime/json";
import { createTelemetry } from "../../../runtime/telemetry/writer";
import { type Answer, runWorkflow, TaskError } from "../../plan/incident-response/run-workflow";
import {
  freshState,
  type Meddle,
  portsOver,
  requestFor,
  responderEvent,
  type State,
  settings,
} from "../../runtime/containment/world";
import { planContext } from "../../support/context";
import { memorySink, parseLine } from "../../support/security-events";

/** The function over a state, and the lines that it writes. */
function functionOver(state: State, meddle?: Meddle) {
  const { lines, ...sink } = memorySink();
  const clock = () => state.now;
  const telemetry = createTelemetry({ service: "containment", sink, clock });
  const { ports } = portsOver(state, meddle);
  return { lines, handler: createHandler({ settings, ports, clock, telemetry }) };
}

const workflow = (mode: "automatic" | "approve" | "dry-run") =>
  planWorkflow(
    planContext({
      incidentResponse: {
        securityEmail: "security@example.com",
        escalationEmail: "escalation@example.com",
        phone: "+15555550100",
        containment: { mode },
      },
    }),
  );

const overJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe("createHandler", () => {
  it("does a step and records one event of it, without what the finding says", async () => {
    const state = freshState();
    const { handler, lines } = functionOver(state);
    const event = responderEvent("axon");
    const detected = await handler(requestFor("detect", { event }));
    const assessed = await handler(requestFor("assess", detected));
    await handler(requestFor("preserve", assessed));
    const before = state.now;
    await handler(requestFor("quarantine", assessed));
    assert.equal(lines.length, 4);
    const last = parseLine(lines.at(-1));
    const named = (...names: readonly string[]) => names.map((name) => last[name]);
    assert.deepEqual(named("event_type", "level", "phase", "step", "failure"), [
      ...["incident.step", "INFO", "done", "quarantine", undefined],
    ]);
    assert.deepEqual(named("incident", "verdict", "contained_service"), [
      ...[detected.incident.id, "contain", "axon"],
    ]);
    assert.deepEqual(named("actions_done", "actions_failed", "duration_ms"), [
      ...[1, 0, state.now - before],
    ]);
    assert.ok(!lines.join("").includes(event.responder.reason));
  });

  it("tells why a step counts as failed: by itself, or by one before it", async () => {
    const refused = functionOver(freshState(), ({ name }) =>
      name === "estate.setQuarantine" ? "refuse" : undefined,
    );
    const event = responderEvent("axon");
    const detected = await refused.handler(requestFor("detect", { event }));
    const assessed = await refused.handler(requestFor("assess", detected));
    const failure = { step: "assess", error: "States.Timeout", before: null } as const;
    await refused.handler(requestFor("preserve", { ...assessed, failure }));
    await refused.handler(requestFor("quarantine", assessed));
    const told = refused.lines.slice(2).map((line) => {
      const { phase, level, failure: why, actions_failed: count } = parseLine(line);
      return [phase, level, why, count];
    });
    assert.deepEqual(told, [
      ["failed", "ERROR", "earlier-step-failed", 1],
      ["failed", "ERROR", "action-failed", 1],
    ]);
  });

  it("records and throws what is no request for a step, and repeats nothing of it", async () => {
    const { handler, lines } = functionOver(freshState());
    await assert.rejects(handler({ step: "hunter2" }), TypeError);
    assert.equal(lines.length, 1);
    const { phase, failure, step } = parseLine(lines[0]);
    assert.deepEqual([phase, failure, step], ["failed", "invalid-request", undefined]);
    assert.ok(!lines.join("").includes("hunter2"));
  });

  it("records and throws what the workflow should never ask for", async () => {
    const { handler, lines } = functionOver(freshState());
    await assert.rejects(handler(requestFor("revoke")), TypeError);
    const { phase, failure, step } = parseLine(lines[0]);
    assert.deepEqual([phase, failure, step], ["failed", "unexpected", "revoke"]);
  });

  it("records and throws a report that could not be kept", async () => {
    const { handler, lines } = functionOver(freshState(), ({ name }) =>
      name === "evidence.put" ? "refuse" : undefined,
    );
    const detected = await handler(requestFor("detect", { event: responderEvent("axon") }));
    await assert.rejects(handler(requestFor("learn", detected)), { name: "ReportUnwritten" });
    const { phase, failure, incident } = parseLine(lines.at(-1));
    assert.deepEqual(
      [phase, failure, incident],
      ["failed", "report-unwritten", detected.incident.id],
    );
  });
});

describe("createHandler, invoked by the workflow", () => {
  /** Runs an incident of axon; states that fail never reach the function. */
  const follow = async (state: State, failing: readonly string[], meddle?: Meddle) => {
    const { handler, lines } = functionOver(state, meddle);
    const answer: Answer = async ({ state: name, input }) => {
      if (failing.includes(name)) throw new TaskError("Lambda.Unknown");
      const payload = input["Payload"];
      return payload === undefined
        ? { MessageId: "1" }
        : { Payload: overJson(await handler(payload)) };
    };
    const run = await runWorkflow(workflow("automatic"), responderEvent("axon"), answer);
    const report = [...state.objects].find(([key]) => key.endsWith("report.json"))?.[1];
    return { run, lines, report: jsonOf(report ?? "") };
  };

  const unanswered = (report: unknown) => {
    const records = fieldAt(report, "incident", "records");
    return (Array.isArray(records) ? records : [])
      .filter((record) => fieldAt(record, "action") === "do the step")
      .map((record) => fieldAt(record, "step"));
  };

  it("I1 records every step that fails, also of several one after the other, in order", async () => {
    const order = ["Preserve", "Quarantine", "Revoke", "Isolate", "Stop", "Verify", "Eradicate"];
    await fc.assert(
      fc.asyncProperty(fc.subarray([...order, "Release"]), async (failing) => {
        const { run, report } = await follow(freshState(), failing);
        assert.equal(run.error, undefined);
        assert.deepEqual(
          unanswered(report),
          failing.map((name) => name.toLowerCase()),
        );
      }),
      { numRuns: 25, examples: [[["Preserve", "Quarantine"]], [[...order, "Release"]]] },
    );
  });

  it("I1 records messages that could not be sent beside the steps that failed before them", async () => {
    const { report } = await follow(freshState(), ["Verify", "TellContained", "Eradicate"]);
    assert.deepEqual(unanswered(report), ["verify", "verify", "eradicate"]);
  });

  it("notes no more failures in a workflow than are recorded", () => {
    for (const mode of ["automatic", "approve", "dry-run"] as const) {
      const noting = Object.keys(workflow(mode).States).filter((name) => name.endsWith(" failed"));
      assert.ok(noting.length > 5 && noting.length <= mostFailures, mode);
    }
  });

  it("tries again to keep the report, and fails the execution when that does not help", async () => {
    let puts = 0;
    const passing = await follow(freshState(), [], ({ name }) =>
      name === "evidence.put" && ++puts <= 3 ? "refuse" : undefined,
    );
    assert.equal(passing.run.error, undefined);
    assert.notEqual(passing.report, undefined);
    const lasting = await follow(freshState(), [], ({ name }) =>
      name === "evidence.put" ? "refuse" : undefined,
    );
    assert.notEqual(lasting.run.error, undefined);
    const attempts = lasting.run.calls.filter(({ state }) => state === "Learn");
    assert.ok(attempts.length > 1 && attempts.length < 10);
  });
});
