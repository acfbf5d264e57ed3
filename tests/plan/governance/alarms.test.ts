import assert from "node:assert/strict";
import { planAlarms } from "../../../plan/governance/alarms";
import { planBundle } from "../../../plan/governance/bundle";
import { planFunction } from "../../../plan/governance/function";
import { eventSchemas } from "../../../runtime/telemetry/events";
import { planContext } from "../../support/context";
import { everybody } from "../examples";

const context = planContext();
const { alarms, filters } = planAlarms(context);

const alarmOf = (key: string) =>
  alarms.find((alarm) => alarm.key === key) ?? assert.fail(`no alarm ${key}`);

describe("planAlarms", () => {
  it("is raised by silence: by no proof of life in three periods of the schedule", () => {
    const { raisedWhen, periodSeconds, metric } = alarmOf("governance-silent");
    const { heartbeat } = planFunction(context, planBundle(context));
    assert.equal(heartbeat.schedule, "rate(5 minutes)");
    assert.deepEqual([raisedWhen, periodSeconds], ["none", 3 * 300]);
    assert.equal(metric.name, "governance-heartbeat");
  });

  it("looks for phases that the runtime's own events have", () => {
    const phases = filters.flatMap(
      ({ pattern }) => /\$\.phase = "([\w-]+)"/.exec(pattern)?.[1] ?? [],
    );
    assert.deepEqual(phases, ["heartbeat", "not-ready"]);
    for (const phase of phases) {
      const event = { event_type: "governance.lifecycle", phase };
      assert.ok(eventSchemas["governance.lifecycle"].safeParse(event).success, phase);
    }
  });

  it("is raised by a write to the table from outside the stack, in the 1,024 characters of a pattern", () => {
    const { pattern = "", logGroup } =
      filters.find(({ key }) => key === "governance-table-writes") ?? {};
    assert.equal(logGroup, context.names.logGroups.trail);
    assert.ok(pattern.length > 0 && pattern.length <= 1024);
    assert.ok(pattern.includes(`!= "${context.names.roleArn("*")}"`));
    assert.equal(alarmOf("governance-table-writes").raisedWhen, "any");
  });

  it("is raised by a responder's write, too", () => {
    const { filters: withPeople } = planAlarms(planContext(everybody));
    const { pattern = "" } = withPeople.find(({ key }) => key === "governance-table-writes") ?? {};
    const responder = context.names.roleArn(context.names.personRole("responder"));
    assert.ok(pattern.includes(`= "${responder}")`) && pattern.length <= 1024);
  });

  it("is raised by one failure to start, error, refused invocation or dead letter", () => {
    for (const key of ["not-ready", "errors", "throttles", "dead-letters"]) {
      assert.equal(alarmOf(`governance-${key}`).raisedWhen, "any", key);
    }
    assert.deepEqual(alarmOf("governance-errors").metric, {
      namespace: "AWS/Lambda",
      name: "Errors",
      dimensions: { FunctionName: "agent-runtime-dev-governance" },
    });
    assert.deepEqual(alarmOf("governance-dead-letters").metric, {
      namespace: "AWS/SQS",
      name: "ApproximateNumberOfMessagesVisible",
      dimensions: { QueueName: "agent-runtime-dev-governance" },
    });
  });

  it("names alarms so that the topic's policy admits them (LOG-89)", () => {
    for (const { name } of alarms) assert.match(name, /^agent-runtime-dev-/);
  });
});
