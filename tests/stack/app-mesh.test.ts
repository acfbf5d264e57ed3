import assert from "node:assert/strict";
import path from "node:path";
import type { PreviewResult } from "../../preview/index";
import { appMeshSeeds } from "../fixtures/seeded/seeds";
import { ofType, previewStack, root } from "./support";

const config = {
  "agent-runtime:mesh": JSON.stringify({
    backend: "app-mesh",
    acknowledgeAppMeshEnded: true,
    namespace: "agents.internal",
  }),
};

describe("the estate on App Mesh", () => {
  let result: PreviewResult;

  before(async () => {
    result = await previewStack("dev", { config });
  });

  it("is valid, and is reported as using a service that has ended", () => {
    assert.deepEqual(
      result.findings.filter(({ level }) => level === "mandatory"),
      [],
    );
    assert.ok(result.findings.some(({ rule }) => rule === "mesh/app-mesh-ended"));
  });

  it("holds a node for each service and nothing of VPC Lattice", () => {
    assert.equal(ofType(result.resources, "VirtualNode").length, 2);
    assert.deepEqual(
      result.resources.filter(({ type }) => type.startsWith("aws:vpclattice/")),
      [],
    );
  });
});

describe("the estate on App Mesh with seeded faults", () => {
  let result: PreviewResult;

  before(async () => {
    const directory = path.join(root, "tests/fixtures/seeded");
    result = await previewStack("dev", { directory, config });
  });

  for (const { rule, type, name } of appMeshSeeds) {
    it(`is caught by ${rule} at ${type} ${name}`, () => {
      const found = result.findings.filter(
        (finding) => finding.rule === rule && finding.urn.endsWith(`:${type}::${name}`),
      );
      assert.ok(found.some(({ verdict, level }) => verdict === "fail" && level === "mandatory"));
    });
  }
});
