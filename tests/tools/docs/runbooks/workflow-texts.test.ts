import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { planWorkflow } from "../../../../plan/incident-response/workflow";
import { recordMeanings, stateMeanings } from "../../../../tools/docs/runbooks/workflow-texts";
import { exampleConfig, planContext } from "../../../support/context";

const containment = path.resolve(__dirname, "../../../../runtime/containment");

describe("stateMeanings", () => {
  it("says of every state of every mode what it does, and of no other", () => {
    const planned = new Set(
      ["dry-run", "approve", "automatic"].flatMap((mode) => {
        const incidentResponse = { ...exampleConfig.incidentResponse, containment: { mode } };
        return Object.keys(planWorkflow(planContext({ incidentResponse })).States);
      }),
    );
    const told = [...planned].filter((state) => !state.endsWith(" failed"));
    assert.deepEqual(Object.keys(stateMeanings).sort(), told.sort());
  });
});

describe("recordMeanings", () => {
  it("explains reasons in the words that containment writes down", () => {
    const sources = readdirSync(containment).map((file) =>
      readFileSync(path.join(containment, file), "utf8"),
    );
    const reasons = recordMeanings
      .flatMap(([, reason]) => [...reason.matchAll(/`([^`]+)`/g)].map(([, text = ""]) => text))
      .filter((text) => !text.endsWith("…"));
    assert.ok(reasons.length > 10);
    for (const reason of reasons) {
      assert.ok(
        sources.some((source) => source.includes(`"${reason}"`)),
        reason,
      );
    }
  });
});
