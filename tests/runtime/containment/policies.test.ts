import assert from "node:assert/strict";
import * as fc from "fast-check";
import {
  admittedAuthPolicy,
  containedRevocation,
  cutOffOf,
  deniedAuthPolicy,
  inertRevocation,
  isContainedBy,
  isReleased,
  policyTime,
  releasedRevocation,
} from "../../../runtime/containment/policies";
import { statementsOf } from "./shown";
import { originalAuthPolicy } from "./world";

const incident = "inc-0123456789abcdef";
const time = fc
  .integer({ min: Date.parse("2001-01-01"), max: Date.parse("2100-01-01") })
  .map(policyTime);

describe("policies", () => {
  it("IR-98 deny by age and, apart from it, always: a cut-off alone lets later sessions through", () => {
    const text = containedRevocation(incident, "2026-03-01T00:00:00Z");
    const [older, standing, ...others] = statementsOf(text);
    assert.deepEqual(others, []);
    for (const statement of [older, standing]) {
      assert.equal(statement?.["Effect"], "Deny");
      assert.deepEqual([statement["Action"], statement["Resource"]], [["*"], ["*"]]);
    }
    assert.deepEqual(older?.["Condition"], {
      DateLessThan: { "aws:TokenIssueTime": "2026-03-01T00:00:00Z" },
    });
    assert.equal(standing?.["Condition"], undefined);
  });

  it("IR-99 name the incident in each denial that lasts", () => {
    assert.match(
      containedRevocation(incident, "2026-03-01T00:00:00Z"),
      /"Contained0123456789abcdef"/,
    );
    assert.match(
      deniedAuthPolicy(originalAuthPolicy, { id: incident }),
      /"Contained0123456789abcdef"/,
    );
  });

  it("I4 never move a cut-off back", () => {
    fc.assert(
      fc.property(time, time, (first, second) => {
        const saved = releasedRevocation(inertRevocation, first);
        const released = releasedRevocation(saved, second);
        assert.ok(Date.parse(cutOffOf(released)) >= Date.parse(first));
        assert.ok(Date.parse(cutOffOf(released)) >= Date.parse(second));
        assert.ok(isReleased(released, saved));
        assert.ok(!isReleased(containedRevocation(incident, second), saved));
      }),
    );
  });

  it("tell what an incident left from what others wrote", () => {
    fc.assert(
      fc.property(time, (cutOff) => {
        const text = containedRevocation(incident, cutOff);
        assert.ok(isContainedBy(text, incident));
        assert.ok(!isContainedBy(text, "inc-0000000000000000"));
        const [older] = statementsOf(text);
        assert.ok(
          !isContainedBy(JSON.stringify({ Version: "2012-10-17", Statement: [older] }), incident),
        );
      }),
    );
    assert.ok(!isContainedBy("no json", incident));
  });

  it("keep what an auth policy said behind the denial, so that it is had back without having been saved", () => {
    const denied = deniedAuthPolicy(originalAuthPolicy, { id: incident });
    assert.equal(statementsOf(denied)[0]?.["Effect"], "Deny");
    assert.equal(admittedAuthPolicy(denied, { id: incident }), originalAuthPolicy);
    assert.equal(admittedAuthPolicy(denied, { id: "inc-0000000000000000" }), undefined);
    assert.equal(admittedAuthPolicy(originalAuthPolicy, { id: incident }), undefined);
  });
});
