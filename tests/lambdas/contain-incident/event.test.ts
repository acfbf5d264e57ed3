import assert from "node:assert/strict";
import { parseStepRequest } from "../../../lambdas/contain-incident/event";
import { steps } from "../../../runtime/containment/incident";
import { freshState, requestFor, walk } from "../../runtime/containment/world";

const overJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe("parseStepRequest", () => {
  it("reads each request of the workflow as it was before it went through JSON", async () => {
    const { incident } = await walk({ state: freshState(), through: steps });
    const undecided = { ...incident, verdict: undefined, finding: undefined, service: undefined };
    const failure = { step: "revoke", error: "States.Timeout" } as const;
    for (const each of [incident, undecided, null]) {
      const request = requestFor("learn", { incident: each, failure });
      assert.deepEqual(parseStepRequest(overJson(request)), request);
    }
    const request = requestFor("detect", { event: { any: ["thing"] } });
    assert.deepEqual(parseStepRequest(overJson(request)), request);
  });

  it("refuses everything else without repeating it", () => {
    const good = requestFor("detect");
    const wrong = [
      undefined,
      null,
      "hunter2",
      { ...good, step: "hunter2" },
      { ...good, startedAt: "hunter2" },
      { ...good, execution: "" },
      { ...good, isDryRun: "false" },
      { ...good, incident: { id: "hunter2" } },
      { ...good, failure: "hunter2" },
    ];
    for (const event of wrong) {
      assert.throws(
        () => parseStepRequest(event),
        (error: Error) => !error.message.includes("hunter2"),
      );
    }
  });
});
