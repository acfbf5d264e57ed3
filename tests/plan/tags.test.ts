import assert from "node:assert/strict";
import { serviceTags } from "../../plan/tags";
import { planContext } from "../support/context";

describe("estateTags", () => {
  it("says which project, stack and environment a resource belongs to, and what made it", () => {
    assert.deepEqual(planContext({ environment: "prod" }).tags, {
      Project: "agent-runtime",
      Stack: "prod",
      Environment: "prod",
      ManagedBy: "pulumi",
    });
  });
});

describe("serviceTags", () => {
  it("adds the service without changing the estate's tags", () => {
    const tags = { Project: "agent-runtime" };
    assert.deepEqual(serviceTags(tags, "orbit"), { Project: "agent-runtime", Service: "orbit" });
    assert.deepEqual(tags, { Project: "agent-runtime" });
  });
});
