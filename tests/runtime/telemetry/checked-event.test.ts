import assert from "node:assert/strict";
import { checkEvent } from "../../../runtime/telemetry/checked-event";
import { everyEvent, sampleEvents } from "../../support/security-events";

class Inheriting {
  readonly event_type = "governance.decision";
  get decision(): string {
    return "allow";
  }
  get reason(): string {
    return "permitted";
  }
}

const decision = sampleEvents["governance.decision"];

describe("checkEvent", () => {
  it("takes every event as it is", () => {
    for (const event of [...everyEvent, ...Object.values(sampleEvents)]) {
      const { fields, invalidFields } = checkEvent(event);
      assert.deepEqual({ ...fields }, event);
      assert.deepEqual(invalidFields, []);
    }
  });

  it("gives a refusal a higher level than a permission, and an error the highest", () => {
    const levels = new Set(
      everyEvent.map((event) => {
        const outcome = "phase" in event ? event.phase : event.decision;
        return `${outcome} ${checkEvent(event).level}`;
      }),
    );
    assert.deepEqual([...levels].sort(), [
      "allow INFO",
      "deny WARN",
      "done INFO",
      "engine-reloaded WARN",
      "error ERROR",
      "failed ERROR",
      "heartbeat INFO",
      "not-ready ERROR",
      "partial WARN",
      "ready INFO",
      "refused WARN",
    ]);
  });

  it("leaves out optional fields that are not valid, and unknown ones", () => {
    const event = { ...decision, caller: "x".repeat(201), duration_ms: Number.NaN, note: "x" };
    const { fields, invalidFields } = checkEvent(event);
    assert.deepEqual(invalidFields, ["caller", "duration_ms"]);
    const rest = Object.entries(decision).filter(([key]) => !invalidFields.includes(key));
    assert.deepEqual(fields, Object.fromEntries(rest));
  });

  it("L5 repeats a reason nowhere that is none", () => {
    // @ts-expect-error: an event as plain JavaScript could make it.
    const checked = checkEvent({ ...sampleEvents["governance.lifecycle"], reason: "marked" });
    assert.doesNotMatch(JSON.stringify(checked), /marked/);
  });

  for (const [title, event] of Object.entries<object>({
    "an unknown type": { event_type: "governance.other" },
    "a type that objects inherit": { event_type: "constructor" },
    "no type": { decision: "allow" },
    "no decision": { event_type: "governance.decision", reason: "permitted" },
    "another decision": { ...decision, decision: "maybe-marked" },
    "another reason": { ...decision, reason: "marked" },
    "a decision that is inherited": new Inheriting(),
  })) {
    it(`L5 throws on ${title}, and repeats nothing of it`, () => {
      assert.throws(
        // @ts-expect-error: an event as plain JavaScript could make it.
        () => checkEvent(event),
        (error: unknown) => error instanceof TypeError && !/marked/.test(error.message),
      );
    });
  }
});
