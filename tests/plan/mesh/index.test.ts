import assert from "node:assert/strict";
import { configSchema } from "../../../config/schema";
import { planMesh } from "../../../plan/mesh";
import { exampleConfig, planContext } from "../../support/context";
import { appMesh } from "../examples";

describe("planMesh", () => {
  it("plans VPC Lattice unless App Mesh is chosen", () => {
    assert.equal(planMesh(planContext()).backend, "vpc-lattice");
    assert.equal(planMesh(planContext(appMesh)).backend, "app-mesh");
  });

  it("takes the names of App Mesh from the configured namespace", () => {
    const mesh = planMesh(planContext({ mesh: { ...appMesh.mesh, namespace: "example.test" } }));
    assert.ok(mesh.backend === "app-mesh");
    assert.deepEqual(
      mesh.nodes.map(({ hostname }) => hostname),
      ["orbit.example.test", "axon.example.test"],
    );
  });

  it("cannot plan App Mesh before somebody acknowledges that AWS ended it", () => {
    const mesh = { ...appMesh.mesh, acknowledgeAppMeshEnded: false };
    assert.equal(configSchema.safeParse({ ...exampleConfig, mesh }).success, false);
    assert.equal(configSchema.safeParse({ ...exampleConfig, ...appMesh }).success, true);
  });
});
