import assert from "node:assert/strict";
import { physicalNames } from "../../plan/name-limits";
import { planContext } from "../support/context";
import { forEachExample, longestNames } from "./examples";

describe("physicalNames", () => {
  it("names the configuration each name comes from", () => {
    const { config, environment } = planContext();
    assert.deepEqual(
      physicalNames(config, environment).map(({ path, kind, name }) => `${path} ${kind} ${name}`),
      [
        "services.orbit IAM role agent-runtime-dev-orbit-execution",
        "services.orbit VPC Lattice service agent-runtime-dev-orbit",
        "services.axon IAM role agent-runtime-dev-axon-execution",
        "services.axon VPC Lattice service agent-runtime-dev-axon",
        "edges.0 IAM role agent-runtime-dev-orbit-to-axon",
        "environment S3 bucket agent-runtime-dev-artefacts-111122223333-us-east-1",
      ],
    );
  });

  it("measures the longest role of every service, so that no other role can be too long", () => {
    const { config, environment } = planContext(longestNames);
    const measured = physicalNames(config, environment).filter(({ kind }) => kind === "IAM role");
    const longest = Math.max(...measured.map(({ name }) => name.length));
    forEachExample((title, _context, { identity }) => {
      if (title !== "the longest names") return;
      const lengths = identity.roles.map(({ name }) => name.length);
      assert.equal(Math.max(...lengths), longest);
    });
  });
});
