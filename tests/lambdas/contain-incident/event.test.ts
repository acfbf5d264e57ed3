import assert from "node:assert/strict";
import { parseStepRequest } from "../../../lambdas/contain-incident/event";
import { mostFailures, type NotedFailure, steps } from "../../../runtime/containment/incident";
import { freshState, requestFor, walk } from "../../runtime/containment/world";

const overJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe("parseStepRequest", () => {
  it("reads each request of the workflow as it was before it went through JSON", async () => {
    const { incident } = await walk({ state: freshState(), through: steps });
    const undecided = { ...incident, verdict: undefined, finding: undefined, service: undefined };
    const first = { step: "assess", error: "Lambda.Unknown", before: null } as const;
    const failure = { step: "revoke", error: "States.Timeout", before: first } as const;
    for (const each of [incident, undecided, null]) {
      const request = requestFor("learn", { incident: each, failure });
      assert.deepEqual(parseStepRequest(overJson(request)), request);
    }
    const request = requestFor("detect", { event: { any: ["thing"] } });
    assert.deepEqual(parseStepRequest(overJson(request)), request);
  });

  it("reads a chain of failures of any length, of which it keeps the newest", () => {
    let failure: NotedFailure | null = null;
    for (let index = 0; index < 1000; index += 1) {
      failure = { step: "revoke", error: `E${String(index)}`, before: failure };
    }
    const read = parseStepRequest(overJson(requestFor("detect", { failure })));
    const errors: string[] = [];
    for (let each = read.failure; each !== null; each = each.before) errors.push(each.error);
    assert.deepEqual(
      errors,
      Array.from({ length: mostFailures }, (_, index) => `E${String(999 - index)}`),
    );
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
      { ...good, failure: { step: "revoke", error: "hunter2" } },
      { ...good, failure: { step: "revoke", error: "hunter2", before: "hunter2" } },
    ];
    for (const event of wrong) {
      assert.throws(
        () => parseStepRequest(event),
        (error: Error) => !error.message.includes("hunter2"),
      );
    }
  });
});
