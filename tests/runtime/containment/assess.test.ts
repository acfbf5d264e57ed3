import assert from "node:assert/strict";
import * as fc from "fast-check";
import type { StepRequest } from "../../../runtime/containment/incident";
import { performStep } from "../../../runtime/containment/perform-step";
import { alarmEvent, cloudTrailEvent, guardDutyEvent } from "./events";
import {
  accountId,
  execution,
  freshState,
  portsOver,
  requestFor,
  responderEvent,
  type State,
  settings,
} from "./world";

/** Detects and assesses an event. */
async function assessed(
  event: unknown,
  state: State = freshState(),
  asked: Partial<StepRequest> = {},
) {
  const { ports } = portsOver(state);
  const options = { settings, ports, clock: () => state.now };
  const { incident } = await performStep(options, requestFor("detect", { event, ...asked }));
  const answer = await performStep(options, requestFor("assess", { incident, ...asked }));
  return answer.incident;
}

const refusal = (caller: unknown, timestamp = Date.parse("2026-03-01T09:59:00Z")) => ({
  timestamp,
  message: JSON.stringify({ event_type: "request.verified", decision: "deny", caller }),
});

describe("assess", () => {
  it("means whose session acted, not whose resource it touched", async () => {
    assert.equal((await assessed(cloudTrailEvent("axon-task"))).service, "axon");
    assert.equal((await assessed(guardDutyEvent("orbit-to-axon"))).service, "orbit");
    const stranger = await assessed(cloudTrailEvent("pipeline"));
    assert.equal(stranger.verdict, "notify");
  });

  it("takes a role by its exact account and name", async () => {
    for (const name of ["axon-task-evil", "Axon-Task", "axon"]) {
      assert.equal((await assessed(cloudTrailEvent(name))).verdict, "notify", name);
    }
    const event = cloudTrailEvent();
    const arn = "arn:aws:iam::999999999999:role/axon-task";
    const userIdentity = { type: "AssumedRole", sessionContext: { sessionIssuer: { arn } } };
    const foreign = { ...event, detail: { ...event.detail, userIdentity } };
    assert.equal((await assessed(foreign)).verdict, "notify");
    const root = { type: "Root", arn: `arn:aws:iam::${accountId}:root` };
    const byRoot = { ...event, detail: { ...event.detail, userIdentity: root } };
    assert.equal((await assessed(byRoot)).verdict, "notify");
  });

  it("I6 never means break-glass, responders, governance or containment itself, whatever a finding says", async () => {
    const event = cloudTrailEvent();
    const name = fc.constantFrom(...settings.protectedRoleNames);
    const touched = fc.constantFrom("p/dev/orbit/token", "sg-0000000b", "axon-task", "axon");
    const path = fc.constantFrom("", "p/dev/", "axon-task/");
    await fc.assert(
      fc.asyncProperty(name, touched, path, async (role, secretId, folder) => {
        const sessionIssuer = { arn: `arn:aws:iam::${accountId}:role/${folder}${role}` };
        const userIdentity = { type: "AssumedRole", sessionContext: { sessionIssuer } };
        const detail = { ...event.detail, userIdentity, requestParameters: { secretId } };
        const events = [{ ...event, detail }, guardDutyEvent(role), responderEvent(role)];
        const state = freshState();
        for (const each of events) {
          const incident = await assessed(each, state);
          assert.equal(incident.verdict, "notify");
          assert.equal(incident.service, undefined);
        }
        assert.equal(state.holds.size, 0);
      }),
    );
  });

  it("I6 leaves to people what means several services, or none", async () => {
    const event = cloudTrailEvent();
    const aws = { type: "AWSService" };
    const detail = { ...event.detail, userIdentity: aws };
    const resources = [
      { ARN: `arn:aws:secretsmanager:us-east-1:${accountId}:secret:p/dev/axon/database-AbCdEf` },
    ];
    const both = await assessed({ ...event, detail: { ...detail, resources } });
    assert.deepEqual(
      [both.verdict, both.verdictReason],
      ["notify", "more than one service is meant"],
    );
    const one = { ...detail, resources, requestParameters: {} };
    assert.equal((await assessed({ ...event, detail: one })).service, "axon");
    const none = { ...detail, requestParameters: { secretId: "p/dev/axon/database-2" } };
    assert.equal((await assessed({ ...event, detail: none })).verdict, "notify");
  });

  it("tells people of findings of low severity, and acts on none", async () => {
    assert.equal((await assessed(guardDutyEvent("axon-task", 3.9))).verdict, "notify");
    assert.equal((await assessed(guardDutyEvent("axon-task", 4))).verdict, "contain");
  });

  it("finds the one caller whose requests raised an alarm", async () => {
    const cases: readonly [
      events: readonly ReturnType<typeof refusal>[],
      service: string | undefined,
    ][] = [
      [[refusal("orbit"), refusal("orbit")], "orbit"],
      [[refusal("orbit"), refusal("axon")], undefined],
      [[refusal("orbit"), refusal("__proto__")], undefined],
      [[refusal("orbit"), refusal(undefined)], undefined],
      [[], undefined],
      [[refusal("orbit", 0)], undefined],
      [Array.from({ length: 1001 }, () => refusal("orbit")), undefined],
    ];
    for (const [events, service] of cases) {
      const state = freshState();
      state.events.set("/p/dev/axon", [...events]);
      const incident = await assessed(alarmEvent(), state);
      assert.equal(incident.service, service);
      assert.equal(incident.verdict, service === undefined ? "notify" : "contain");
    }
    assert.equal((await assessed(alarmEvent("another"))).verdict, "notify");
  });

  it("I7 lets one of several executions have a finding, and the same execution have it again", async () => {
    const state = freshState();
    const executions = ["one", "two", "three", "four"].map((name) => `${execution}-${name}`);
    const incidents = await Promise.all(
      executions.map((each) => assessed(guardDutyEvent(), state, { execution: each })),
    );
    const verdicts = incidents.map(({ verdict }) => verdict).sort();
    assert.deepEqual(verdicts, ["contain", "duplicate", "duplicate", "duplicate"]);
    const winner = incidents.find(({ verdict }) => verdict === "contain")?.execution ?? "";
    const again = await assessed(guardDutyEvent(), state, { execution: winner });
    assert.equal(again.verdict, "contain");
  });

  it("I7 goes to people, and acts on nothing, when the finding or the service cannot be claimed", async () => {
    for (const name of ["claims.claim", "claims.hold"]) {
      const state = freshState();
      const { ports, calls } = portsOver(state, (call) =>
        call.name === name ? "refuse" : undefined,
      );
      const options = { settings, ports, clock: () => state.now };
      const event = guardDutyEvent();
      const { incident } = await performStep(options, requestFor("detect", { event }));
      const answer = await performStep(options, requestFor("assess", { incident }));
      assert.equal(answer.incident.verdict, "notify");
      assert.ok(answer.incident.records.some(({ outcome }) => outcome === "failed"));
      assert.ok(!calls.some((call) => call.startsWith("estate.")));
    }
  });

  it("tells people of another finding about a service that is contained already", async () => {
    const state = freshState();
    await assessed(guardDutyEvent(), state);
    const other = await assessed(responderEvent("axon"), state, { execution: `${execution}-2` });
    assert.equal(other.verdict, "notify");
    assert.match(other.verdictReason, /axon is contained for inc-/);
  });

  it("I7 records what it refuses, and acts on nothing", async () => {
    const state = freshState();
    const incident = await assessed({ ...guardDutyEvent(), account: "999999999999" }, state);
    assert.equal(incident.verdict, "refused");
    assert.deepEqual(
      incident.records.map(({ outcome }) => outcome),
      ["failed"],
    );
    assert.equal(state.claims.size + state.holds.size, 0);
  });
});
