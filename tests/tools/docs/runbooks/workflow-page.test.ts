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

const outputSchema = z.record(z.string(), z.json());

/** Contains orbit, and is told to keep it contained. */
const contained: Answer = ({ state }) => {
  if (state === "AskRecovery") throw new TaskError("Rejected");
  const incident = { id: "inc-0123456789abcdef", service: "orbit", verdict: "contain" };
  return { Payload: { incident: { ...incident, verdictReason: "", finding: {}, records: [] } } };
};

describe("workflowPage", () => {
  it("releases by what an execution put out, as the workflow takes it", async () => {
    const key = /jq '\{release: \.(\w+)\}'/.exec(page)?.[1] ?? assert.fail();
    const { output } = await runWorkflow(definition, { responder: {} }, contained);
    const release = outputSchema.parse(output)[key];
    assert.notEqual(release, undefined);
    const run = await runWorkflow(definition, { release }, contained);
    assert.equal(run.error, undefined);
    const [first] = run.calls;
    assert.equal(first?.state, stateOf("release"));
    assert.deepEqual(z.looseObject({}).parse(first.input["Payload"])["incident"], release);
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
