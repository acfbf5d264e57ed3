import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { previewProgram } from "../../preview/index";
import { buildLambdas } from "../../tools/build";
import { controlsOf, type StackControls } from "../../tools/controls";
import { securityDocument } from "../../tools/controls/manual";

const root = path.resolve(__dirname, "../..");

describe("the control map of production", () => {
  let controls: StackControls;

  before(async () => {
    buildLambdas();
    const { resources } = await previewProgram({ directory: root, stack: "prod" });
    controls = controlsOf(root, "prod", resources);
  });

  it("BEST-39 has no stale entry", () => {
    assert.deepEqual(controls.map.problems, []);
  });

  it("BEST-39 is what docs/controls.md says", () => {
    assert.equal(readFileSync(path.join(root, "docs/controls.md"), "utf8"), controls.page);
  });

  it("shows each control of the security document by a resource and a test, or gives it to people", () => {
    const rows = controls.map.rows.filter(({ framework }) => framework === securityDocument);
    const open = rows.filter(
      ({ resources, tests, manual }) =>
        manual === undefined && (resources.length === 0 || tests.length === 0),
    );
    assert.deepEqual(
      open.map(({ id }) => id),
      [],
    );
  });

  it("has every alert class, every phase of an incident, and what people do with owner and cadence", () => {
    const ids = controls.map.rows.map(({ id }) => id);
    const asked = [
      ...["unauthorized-access", "unusual-traffic", "failed-governance-decisions"].map(
        (id) => `monitoring/${id}`,
      ),
      ...["secret-access-anomalies", "iam-permission-changes"].map((id) => `monitoring/${id}`),
      ...["detect", "assess", "contain", "eradicate", "recover", "lessons-learned"].map(
        (id) => `incident/${id}`,
      ),
      ...["penetration-testing", "incident-response-testing", "access-reviews"].map(
        (id) => `compliance/${id}`,
      ),
      "identity/mfa",
    ];
    assert.deepEqual(
      asked.filter((id) => !ids.includes(id)),
      [],
    );
  });
});
