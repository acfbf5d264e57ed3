import assert from "node:assert/strict";
import path from "node:path";
import { z } from "zod";
import { stateOf } from "../../../../plan/incident-response/states";
import { subjectOf } from "../../../../tools/docs/runbooks/subject";
import { workflowPage } from "../../../../tools/docs/runbooks/workflow-page";
import { stackContext } from "../../../../tools/stack-context";
import { type Answer, runWorkflow, TaskError } from "../../../plan/incident-response/run-workflow";

const subject = subjectOf(stackContext(path.resolve(__dirname, "../../../.."), "prod"));
const { definition } = subject.plan.response.workflow;
const page = workflowPage(subject);

/** Contains orbit, and is told to keep it contained. */
const contained: Answer = ({ state }) => {
  if (state === "AskRecovery") throw new TaskError("Rejected");
  const incident = { id: "inc-0123456789abcdef", service: "orbit", verdict: "contain" };
  return { Payload: { incident: { ...incident, verdictReason: "", finding: {}, records: [] } } };
};

describe("workflowPage", () => {
  it("releases by the id of an incident, as the workflow and its function take it", async () => {
    const [, input = assert.fail()] = /--input '(\{"release":[^']*\})'/.exec(page) ?? [];
    const event: unknown = JSON.parse(input.replace("INCIDENT_ID", "inc-0123456789abcdef"));
    const run = await runWorkflow(definition, event, contained);
    assert.equal(run.error, undefined);
    assert.deepEqual(
      run.calls.slice(0, 2).map(({ state }) => state),
      [stateOf("detect"), stateOf("release")],
    );
    const [first = assert.fail()] = run.calls;
    assert.deepEqual(z.looseObject({}).parse(first.input["Payload"])["event"], event);
  });

  it("answers by the error that the workflow takes for a no", () => {
    const [, error] = /send-task-failure --task-token TOKEN --error (\w+)/.exec(page) ?? [];
    for (const state of ["AskApproval", "AskRecovery"]) {
      const { Catch } = z
        .looseObject({ Catch: z.array(z.looseObject({ ErrorEquals: z.array(z.string()) })) })
        .parse(definition.States[state]);
      assert.deepEqual(Catch[0]?.ErrorEquals, [error]);
    }
  });

  it("names every rule that starts the workflow", () => {
    for (const { name } of subject.plan.response.starts.rules) {
      assert.ok(page.includes(`| \`${name}\` |`), name);
    }
  });
});
