import assert from "node:assert/strict";
import { marksFor, outcomeLines, summaryLine } from "../../../tools/demo/report";
import { type Outcome, scenarios } from "../../../tools/demo/scenarios";

const [scenario] = scenarios;

function outcome(surprises: readonly string[]): Outcome {
  assert.ok(scenario);
  const fields = {
    timestamp: "2026-11-25T00:00:00.010Z",
    event_type: "call.completed",
    decision: "allow",
    reason: "permitted",
    status: 200,
  };
  return {
    scenario,
    correlationId: "allowed-1",
    answer: { status: 200, body: "{}" },
    events: [{ party: "orbit", fields }],
    work: 1,
    surprises,
  };
}

describe("the demo's report", () => {
  it("colours a terminal only, and not where NO_COLOR is set", () => {
    const escapes = (isTerminal: boolean, environment: Record<string, string>) =>
      marksFor(isTerminal, environment).good("x").includes("\u001b");
    assert.deepEqual(
      [escapes(true, {}), escapes(false, {}), escapes(true, { NO_COLOR: "1" })],
      [true, false, false],
    );
  });

  it("tells the correlation id, each line and each surprise", () => {
    const text = outcomeLines(outcome(["status: 500"]), marksFor(false, {})).join("\n");
    for (const part of [
      "allowed-1",
      "NOT as it must be",
      "status: 500",
      "permitted), status 200",
    ]) {
      assert.ok(text.includes(part), part);
    }
  });

  it("counts only scenarios without a surprise as good", () => {
    const outcomes = [outcome([]), outcome(["work"])];
    assert.match(summaryLine(outcomes, marksFor(false, {})), /^1 of 2 /);
  });
});
